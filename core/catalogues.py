"""Translation catalogues kept in step with the code, without the gettext programs.

Msgids are read from Python files and Django templates with Babel; catalogues are written without
line numbers, dates and line breaks, so that a change shows only what was translated.
"""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as babel_extract
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

_CONTEXT_FIRST = ((1, "c"), 2)
_CONTEXT_THEN_TWO = ((1, "c"), 2, 3)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": _CONTEXT_FIRST,
    "pgettext_lazy": _CONTEXT_FIRST,
    "npgettext": _CONTEXT_THEN_TWO,
    "npgettext_lazy": _CONTEXT_THEN_TWO,
}
TEMPLATE_ENDINGS = {".html", ".txt"}
# As Django's own catalogues have it, where that differs from Babel's.
PLURALS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 && n%100<=99 ? 4 : 5",
    "tr": "nplurals=2; plural=(n > 1)",
}
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdif]|\{\w*\}")

HEADER = """\
# Translations of Foreningsbro. `make messages` keeps the msgids in step with the code.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural};\\n"

"""


def extract(folders: Iterable[Path], base: Path) -> Catalog:
    """Return the msgids of every Python file and template under the folders.

    Where a msgid comes from is noted as the file, relative to `base`.
    """
    found = Catalog()
    for path in sorted({path for folder in folders for path in _sources(folder)}):
        source = path.read_text(encoding="utf-8")
        if path.suffix in TEMPLATE_ENDINGS:
            # The text between the tags comes out as words; its indentation means nothing.
            lines = templatize(source, origin=str(path)).splitlines()
            source = "\n".join(line.strip() for line in lines)
        for _line, msgid, comments, context in babel_extract(
            "python", BytesIO(source.encode()), KEYWORDS, ("Translators:",), {"encoding": "utf-8"}
        ):
            where = [(path.relative_to(base).as_posix(), 0)]
            found.add(msgid, locations=where, auto_comments=comments, context=context)
    return found


def _sources(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.suffix == ".py" or (path.suffix in TEMPLATE_ENDINGS and "templates" in path.parts):
            yield path


def messages(catalogue: Catalog) -> list[Message]:
    """Return the entries of a catalogue without its header."""
    return [message for message in catalogue if message.id]


def plural_of(language: str) -> str:
    """Return the Plural-Forms header of a language, without the semicolon."""
    if language in PLURALS:
        return PLURALS[language]
    rule = get_plural(language)
    return f"nplurals={rule.num_plurals}; plural={rule.plural_expr}"


def read(path: Path, language: str) -> Catalog:
    """Return the catalogue at a path, empty where there is none; raises PoFileError if malformed.

    The plural rule is this project's, whatever the file's own header says.
    """
    if not path.exists():
        return _empty(language)
    text = path.read_text(encoding="utf-8")
    # Dates are of no use here, and Babel fails on those it cannot read.
    unused = r'^"(Plural-Forms|POT-Creation-Date|PO-Revision-Date):.*\n'
    text = re.sub(unused, "", text, flags=re.MULTILINE)
    rule = f'"Plural-Forms: {plural_of(language)};\\n"\n'
    first_line = re.compile(r'^"[A-Z][\w-]+: .*\n', re.MULTILINE)
    if first_line.search(text):
        text = first_line.sub(lambda line: rule + line[0], text, count=1)
    else:
        text = HEADER.format(language=language, plural=plural_of(language)) + text
    return read_po(StringIO(text), locale=language, abort_invalid=True)


def _empty(language: str) -> Catalog:
    return read_po(StringIO(HEADER.format(language=language, plural=plural_of(language))), language)


def rendered(catalogue: Catalog, language: str) -> str:
    """Return a catalogue as the text of its file: sorted, each entry with the files it is used in."""
    body = BytesIO()
    write_po(
        body,
        catalogue,
        width=0,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    header = HEADER.format(language=language, plural=plural_of(language))
    return header + body.getvalue().decode().rstrip("\n") + "\n"


def write(path: Path, catalogue: Catalog, language: str) -> None:
    """Write a catalogue to its file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(rendered(catalogue, language), encoding="utf-8")


def is_in_step(path: Path, found: Catalog, language: str) -> bool:
    """Say whether a file is what an update would write: each msgid found, and where it is used."""
    new = updated(found, read(path, language), language)
    return path.exists() and path.read_text(encoding="utf-8") == rendered(new, language)


def compile_catalogue(path: Path, language: str) -> None:
    """Write the .mo file that Django reads beside the .po file."""
    with path.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, read(path, language))


def updated(found: Catalog, old: Catalog, language: str) -> Catalog:
    """Return the msgids found in the code with the translations that the old catalogue has."""
    new = _empty(language)
    for message in messages(found):
        entry = _entry(old, message)
        new.add(
            message.id,
            entry.string if entry else "",
            locations=message.locations,
            auto_comments=message.auto_comments,
            user_comments=entry.user_comments if entry else (),
            flags={"fuzzy"} if entry and entry.fuzzy else (),
            context=message.context,
        )
    return new


def merge(into: Catalog, partial: Catalog) -> tuple[list[Message], list[tuple[str, Message]]]:
    """Take over the translations of a partial catalogue, which has the last word.

    Returns the partial's entries that the code does not have, and those that replaced another
    translation, with what that was.
    """
    unknown: list[Message] = []
    replaced: list[tuple[str, Message]] = []
    for message in filter(is_translated, messages(partial)):
        entry = _entry(into, message)
        if entry is None:
            unknown.append(message)
            continue
        if is_translated(entry) and entry.string != message.string:
            replaced.append((str(entry.string), message))
        entry.string = message.string
        entry.flags.discard("fuzzy")
    return unknown, replaced


def _entry(catalogue: Catalog, message: Message) -> Message | None:
    """The catalogue's entry for a message, if it is of the same kind (with or without plural)."""
    entry = catalogue.get(message.id, message.context)
    return entry if entry and isinstance(entry.string, str) is isinstance(message.id, str) else None


def is_translated(message: Message) -> bool:
    """Whether every form of the translation is there."""
    return all(_forms(message.string))


def _forms(string: str | Iterable[str] | None) -> list[str]:
    return [string] if isinstance(string, str) else list(string or [""])


def placeholders_differ(message: Message) -> bool:
    """Whether a translation lost, gained or misspelt a placeholder.

    A plural form may do without one ("one day"), but may not have one of its own; the last form,
    the general one, has them all.
    """
    wanted = [_placeholders(text) for text in _forms(message.id)]
    forms = [_placeholders(text) for text in _forms(message.string)]
    return forms[-1] != wanted[-1] or any(not form <= wanted[-1] | wanted[0] for form in forms)


def _placeholders(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text.replace("%%", "")))


def faults(found: Catalog, catalogue: Catalog, *, complete: bool) -> Iterator[str]:
    """Yield what is wrong with a catalogue; a complete one must translate everything."""
    for message in messages(found):
        entry = _entry(catalogue, message)
        if entry is None:
            yield f"missing: {message.id!r} ({message.locations[0][0]})"
        elif complete and (entry.fuzzy or not is_translated(entry)):
            yield f"untranslated: {message.id!r} ({message.locations[0][0]})"
        elif any(_forms(entry.string)) and placeholders_differ(entry):
            yield f"placeholders differ: {message.id!r} → {entry.string!r}"
