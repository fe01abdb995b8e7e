"""What differs between two versions of statutes, clause by clause.

The text comes from the guided builder's answers, or is read out of the file: DOCX, PDF or plain
text. A scanned picture has no text; then the comparison says so and nothing is guessed.
"""

import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal
from xml.etree.ElementTree import ParseError as XmlParseError

import docx
from django.utils.translation import gettext as _
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.exceptions import InvalidXmlError
from lxml.etree import XMLSyntaxError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from associations.builder.danish import HEADINGS, clauses
from associations.models import StatutesDraft, StatutesVersion
from associations.models.statutes import Clause
from core import calendar
from core.models import Document

# Statutes are a handful of pages; a longer file is cut rather than read for minutes.
MOST_PAGES = 40
MOST_CHARACTERS = 200_000
# An office file that unpacks to more than this is no statutes.
MOST_UNPACKED = 20_000_000
# Words compared one by one; a longer clause is compared sentence by sentence.
MOST_WORDS = 1500

Kind = Literal["same", "added", "removed"]
# § 4. Medlemskab · §4 · Paragraf 4: Medlemskab
_HEADING = re.compile(r"^\s*(?:§|paragraf)\s*(\d{1,2})\s*[.:)]?\s*(.*)$", re.IGNORECASE)
# A heading that goes on as a sentence is the clause itself: “§ 1. Foreningens navn er …”
_LONGEST_HEADING = 60
_WORDS = re.compile(r"\S+\s*")
_SENTENCES = re.compile(r"[^.\n]+[.\n]*\s*")
# What tells a clause by its heading or its first sentence; of two in one place the upper counts.
_SIGNS: tuple[tuple[Clause, str], ...] = (
    (Clause.EGM, r"ekstraordinær"),
    (Clause.MOTIONS, r"indkomne forslag|^forslag"),
    (Clause.AGENDA, r"dagsorden"),
    (Clause.DISSOLUTION, r"opløs"),
    (Clause.AMENDMENTS, r"vedtægtsændring|ændring|ændres"),
    (Clause.EXIT_EXCLUSION, r"udmeld|eksklu"),
    (Clause.CONSTITUTION, r"konstituer"),
    (Clause.SIGNING_RULES, r"tegning|tegnes|tegnings"),
    (Clause.LIABILITY, r"hæft"),
    (Clause.EFFECTIVE_DATE, r"ikrafttræd|træder i kraft|underskrift"),
    (Clause.AGM, r"generalforsamling"),
    (Clause.BOARD, r"bestyrelse"),
    (Clause.ACCOUNTS, r"regnskab|formue|økonomi"),
    (Clause.AUDIT, r"revis"),
    (Clause.FEE, r"^kontingent"),
    (Clause.MEMBERSHIP, r"medlem|optagelse"),
    (Clause.FEE, r"kontingent"),
    (Clause.PURPOSE, r"formål"),
    (Clause.DOMICILE, r"hjemsted"),
    (Clause.NAME, r"navn"),
)


class Unreadable(Exception):
    """No text could be read out of a file; the message says why and what to do."""


@dataclass(frozen=True)
class Section:
    """A clause of a version: which it is, if that can be told, and its text."""

    key: str
    heading: str
    text: str


@dataclass(frozen=True)
class Piece:
    """A run of words that both versions have, or only one."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Difference:
    """One clause in both versions."""

    heading: str
    kind: Literal["same", "changed", "added", "removed"]
    pieces: tuple[Piece, ...]
    old: str
    new: str


# --- The text of a version -----------------------------------------------------------------------


def sections_of(version: StatutesVersion) -> list[Section]:
    """The clauses of a version: the builder's own, or what the file says.

    Raises:
        Unreadable: the file holds no text that can be read.
    """
    draft = getattr(version, "draft", None)
    if draft is not None and draft.is_adopted_as_written:
        return [Section(one.clause, one.heading, one.text) for one in clauses(draft.read())]
    return split(text_of(version.document))


def text_of(document: Document) -> str:
    """The text of a stored file. Raises Unreadable."""
    readers = {".docx": _word_text, ".pdf": _pdf_text, ".txt": _plain_text}
    name = document.name
    extension = f".{name.rpartition('.')[2].lower()}"
    reader = readers.get(extension)
    if reader is None:
        raise Unreadable(
            _(
                "%(name)s is a picture or another kind of file. Only Word files, PDF and text can be compared."
            )
            % {"name": name}
        )
    try:
        with document.file.open("rb") as file:
            text = reader(file)
    except FileNotFoundError:
        text = ""
    except (
        PyPdfError, PackageNotFoundError, InvalidXmlError, XMLSyntaxError, XmlParseError, zipfile.BadZipFile,
        KeyError, ValueError, RecursionError, OSError,
    ):  # fmt: skip
        text = ""
    text = text[:MOST_CHARACTERS]
    if not text.strip():
        raise Unreadable(
            _(
                "No text could be read in %(name)s. It may be a scanned picture. Open both files and "
                "compare them yourself, or send the statutes as a Word file."
            )
            % {"name": name}
        )
    return text


def _word_text(file: object) -> str:
    with zipfile.ZipFile(file) as archive:  # type: ignore[call-overload]
        if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
            raise ValueError("The file unpacks to more than statutes can be.")
    file.seek(0)  # type: ignore[attr-defined]
    lines, number = [], 0
    for paragraph in docx.Document(file).paragraphs:  # type: ignore[arg-type]
        style = (paragraph.style.name if paragraph.style is not None else "") or ""
        if style == "Heading 1" and not _HEADING.match(paragraph.text):
            # Numbered by Word itself: the number does not stand in the text.
            number += 1
            lines.append(f"§ {number}. {paragraph.text}")
        elif style != "Title":
            lines.append(paragraph.text)
    return "\n".join(lines)


def _pdf_text(file: object) -> str:
    reader = PdfReader(file)  # type: ignore[arg-type]
    pages = reader.pages[:MOST_PAGES]
    return "\n".join(page.extract_text() or "" for page in pages)


def _plain_text(file: object) -> str:
    content = file.read(MOST_CHARACTERS * 4)  # type: ignore[attr-defined]
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def split(text: str) -> list[Section]:
    """A text in its clauses, each known by its heading where that tells it; one if it has none."""
    parts: list[tuple[str, str, list[str]]] = [("", "", [])]
    for line in text.splitlines():
        found = _HEADING.match(line)
        if found is None:
            parts[-1][2].append(line.strip())
            continue
        heading, rest = found[2].strip(), ""
        if len(heading) > _LONGEST_HEADING or heading.endswith((".", ";")):
            heading, rest = "", heading
        parts.append((found[1], heading, [rest] if rest else []))
    sections: list[Section] = []
    taken: set[Clause | None] = set()
    for number, heading, lines in parts:
        body = _joined(lines)
        if not (body or heading):
            continue
        first_sentence = body.partition(".")[0]
        clause = _clause(heading or first_sentence, taken) if number else None
        key = clause.value if clause else f"§{number}"
        taken.add(clause)
        name = heading or (HEADINGS[clause] if clause else "")
        sections.append(Section(key, name, body))
    return sections


def _joined(lines: Sequence[str]) -> str:
    """Lines that a PDF broke in the middle of a sentence, put together again."""
    found: list[str] = []
    for line in (line for line in lines if line):
        goes_on = (
            found
            and not re.search(r"[.:;!?]$", found[-1])
            and not re.match(r"(?:stk\.?|\d+[.)]|[-–•a-z][.)]?\s)\s*\d*", line, re.IGNORECASE)
        )
        if goes_on:
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return "\n".join(re.sub(r"^Stk\.?\s*\d+\.?\s*", "", line) for line in found)


def _clause(words: str, taken: Collection[Clause | None]) -> Clause | None:
    """The clause whose sign comes first in the words, of those that are not found yet."""
    lowered = words.casefold()
    found = [
        (match.start(), order, clause)
        for order, (clause, sign) in enumerate(_SIGNS)
        if clause not in taken and (match := re.search(sign, lowered))
    ]
    return min(found)[2] if found else None


# --- Two of an association's versions ---------------------------------------------------------------

# The draft under way, among the versions.
DRAFT = "kladde"


@dataclass(frozen=True)
class Comparison:
    """Two texts chosen to be compared; `complaint` says why that cannot be done."""

    options: list[tuple[str, str]]
    old: str
    new: str
    found: list[Difference]
    complaint: str = ""

    @property
    def changed(self) -> int:
        return sum(1 for one in self.found if one.kind != "same")


def compare_versions(
    versions: Sequence[StatutesVersion], draft: StatutesDraft | None, *, old: str, new: str
) -> Comparison:
    """Compare what was asked for, by version number or DRAFT; else the two latest texts.

    `versions` come newest first, each with its document and draft.
    """
    texts: dict[str, StatutesVersion | StatutesDraft] = {}
    if draft is not None:
        texts[DRAFT] = draft
    texts |= {str(one.number): one for one in versions}
    options = [(key, label_of(one)) for key, one in texts.items()]
    keys = list(texts)
    new = new if new in texts else (keys[0] if keys else "")
    if old not in texts:
        others = keys[keys.index(new) + 1 :] if new else []
        old = others[0] if others else new
    if len(texts) < 2:
        return Comparison(options, old, new, [], _("There is nothing to compare with yet."))
    if old == new:
        return Comparison(options, old, new, [], _("Choose two different versions."))
    try:
        found = differences(_sections(texts[old]), _sections(texts[new]))
    except Unreadable as refusal:
        return Comparison(options, old, new, [], str(refusal))
    return Comparison(options, old, new, found)


def _sections(one: StatutesVersion | StatutesDraft) -> list[Section]:
    if isinstance(one, StatutesDraft):
        return [Section(row.clause, row.heading, row.text) for row in clauses(one.read())]
    return sections_of(one)


def label_of(one: StatutesVersion | StatutesDraft) -> str:
    """A version as one chooses it: its number and the day of its adoption."""
    if isinstance(one, StatutesDraft):
        return _("The draft you write now")
    if one.adopted_on is None:
        return _("Version %(number)s, draft") % {"number": one.number}
    told = {"number": one.number, "day": calendar.format_date(one.adopted_on)}
    return _("Version %(number)s, adopted on %(day)s") % told


# --- What differs --------------------------------------------------------------------------------


def differences(old: Sequence[Section], new: Sequence[Section]) -> list[Difference]:
    """Clause by clause in the order of the new version; what was taken out stands where it stood."""
    before = {one.key: one for one in old}
    after = {one.key: one for one in new}
    return [_difference(before.get(key), after.get(key)) for key in _in_order(old, new)]


def _in_order(old: Sequence[Section], new: Sequence[Section]) -> list[str]:
    order = [one.key for one in new]
    place = -1
    for one in old:
        if one.key in order:
            place = order.index(one.key)
        else:
            place += 1
            order.insert(place, one.key)
    return list(dict.fromkeys(order))


def _difference(old: Section | None, new: Section | None) -> Difference:
    if old is None or new is None:
        one = new or old
        assert one is not None  # noqa: S101 — the key came from one of the two
        kind: Literal["added", "removed"] = "added" if old is None else "removed"
        return Difference(
            one.heading,
            kind,
            (Piece(kind, one.text),),
            one.text if old else "",
            one.text if new else "",
        )
    pieces = tuple(compare(old.text, new.text))
    is_same = all(piece.kind == "same" for piece in pieces)
    return Difference(
        new.heading or old.heading, "same" if is_same else "changed", pieces, old.text, new.text
    )


def compare(old: str, new: str) -> Iterator[Piece]:
    """The two texts as runs of words: in both, only in the old, only in the new."""
    pattern = _WORDS
    if max(len(_WORDS.findall(old)), len(_WORDS.findall(new))) > MOST_WORDS:
        pattern = _SENTENCES
    before, after = pattern.findall(old), pattern.findall(new)
    plain_before = [token.strip() for token in before]
    plain_after = [token.strip() for token in after]
    matcher = SequenceMatcher(None, plain_before, plain_after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(after[new_start:new_end]))
            continue
        if end > start:
            yield Piece("removed", "".join(before[start:end]))
        if new_end > new_start:
            yield Piece("added", "".join(after[new_start:new_end]))
