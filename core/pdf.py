"""Letters and case papers as PDF/UA-1 and PDF/A-2a: readable aloud and fit for the archive.

What people typed reaches typst only as data (JSON), never as markup.
"""

import dataclasses
import json
import logging
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation
from django.utils.translation import gettext, pgettext

from core import phone
from core.context_processors import find_municipality
from core.models import Document

logger = logging.getLogger(__name__)

STANDARDS: list["typst.PDFStandard"] = ["ua-1", "a-2a"]
PICTURES = ("image/png", "image/jpeg")
# Stands for a character that no font of ours has; U+FFFD itself is in Noto Sans.
MISSING = "\ufffd"


def render(template: str, facts: Mapping[str, Any] | Any, *, language: str = "da") -> bytes:
    """Make a PDF of `<app>/typst/<name>.typ` (`template` is "grants/decision") from `facts`.

    `facts` is a mapping or a dataclass of what JSON can hold; Decimals and dates are written by
    their `str`, so format amounts and days before. The template gets them with `language`,
    `direction`, `labels` and, unless given, `municipality` added: see `core/typst/letter.typ`.

    A character that no font has is printed as �, so that it never stops a letter.
    Raises typst.TypstError if the template is wrong, RuntimeError if there is none.
    """
    given = dataclasses.asdict(facts) if dataclasses.is_dataclass(facts) else dict(facts)  # type: ignore[arg-type]
    with translation.override(language):
        complete = {
            "municipality": given.pop("municipality", None) or _municipality(),
            "language": language,
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            "labels": _labels(),
            **given,
        }
    try:
        return _compile(template, complete)
    except typst.TypstError:
        printable = _replace(complete, _printable)
        if printable == complete:
            raise
        return _compile(template, printable)


def _municipality() -> dict[str, Any]:
    row = find_municipality()
    names = ("name", "department", "address", "phone", "email", "website")
    facts = {name: getattr(row, name) for name in names}
    return {**facts, "phone": phone.display(row.phone), "logo": _logo(row.logo)}


def _logo(document: Document | None) -> list[int]:
    """The bytes of the logo as numbers, for JSON has no bytes; empty if there is none to print."""
    if document is None or document.content_type not in PICTURES:
        return []
    try:
        with document.file.open() as file:
            content = file.read()
    except FileNotFoundError:
        # The municipality's name is printed instead: a lost picture must not stop a decision.
        logger.exception("The logo's file is missing.")
        return []
    return list(content) if prints_picture(content) else []


@lru_cache(maxsize=4)
def prints_picture(content: bytes) -> bool:
    """Whether the content of a PNG or JPEG file can stand in a PDF: asked of typst itself."""
    try:
        _compile("core/picture", list(content))
    except typst.TypstError:
        logger.warning("A picture cannot be printed.")
        return False
    return True


def _labels() -> dict[str, str]:
    """The words of the shared layout in the letter's language."""
    return {
        "case_number": pgettext("letter", "Case number"),
        "date": pgettext("letter", "Date"),
        "page": gettext("Page %(number)s of %(last)s"),
        "phone": pgettext("letter", "Telephone"),
        "regards": pgettext("letter", "Kind regards"),
    }


@cache
def _fonts() -> typst.Fonts:
    """The fonts in PDF_FONTS_DIR and typst's own, read once a process (some 20 ms)."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(settings.PDF_FONTS_DIR)],
    )


def _compile(template: str, facts: Any) -> bytes:
    app, _slash, name = template.partition("/")
    root: Path = settings.BASE_DIR
    return typst.compile(
        root / app / "typst" / f"{name}.typ",
        # Lets a template import /core/typst/letter.typ.
        root=root,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=STANDARDS,
        sys_inputs={"facts": json.dumps(facts, cls=DjangoJSONEncoder)},
    )


def _replace(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _replace(inner, change) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_replace(inner, change) for inner in value]
    return value


def _printable(text: str) -> str:
    return "".join(character if _prints(character) else MISSING for character in text)


@cache
def _prints(character: str) -> bool:
    """Whether an archivable PDF can hold the character: asked of typst itself, once (2 ms)."""
    try:
        _compile("core/probe", character)
    except typst.TypstError:
        return False
    return True
