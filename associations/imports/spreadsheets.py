"""Read a spreadsheet as people keep them: any encoding, any separator, titles above the headings.

Every cell becomes text. Numbers lose the `.0` of a spreadsheet, days become `24-12-2026`. What
looks like a CPR number is taken out before anything is stored.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from core import cpr

MAX_ROWS = 20_000
MAX_COLUMNS = 100
# Larger unpacked, a small file is a trap.
MAX_UNPACKED = 200 * 1024 * 1024
MAX_CELL = 2000
# Stands in place of a CPR number, in the kept file and in the row.
REMOVED = "[CPR-nummer fjernet]"
# A formula of which the file holds no result.
NO_RESULT = "[formel uden resultat]"

_SEPARATORS = ";\t,|"
_SEP_LINE = re.compile(r"\A\ufeff?sep=(.)\r?\n", re.IGNORECASE)
_ERRORS = {
    "#N/A",
    "#REF!",
    "#NAME?",
    "#VALUE!",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
    "#I/T",
    "#REFERENCE!",
}
_SPACES = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
# Foreign telephone numbers have as many digits as a CPR number.
_FOREIGN_PHONE = re.compile(r"\s*(?:\+|00)\d")
# Headings above numbers of ten digits that are none of a person's.
_NUMBERS_OF_THINGS = re.compile(
    r"\b(p-?\s?n(?:umme)?r|produktionsenhed|ean|gln|konto(?:nummer|nr)?|reg\.?\s?(?:nr|nummer)|nemkonto|iban|sagsn(?:umme)?r|journaln(?:umme)?r)\b",
    re.IGNORECASE,
)

_TOO_LONG = _(
    "The list has more than %(rows)s rows. Divide it into several files and bring them in one by one."
)
_TOO_WIDE = _("The list has more than %(columns)s columns. Remove those that are not needed.")
_UNREADABLE = _(
    "The file can't be read. Open it in Excel, save it anew as an Excel workbook (.xlsx) and try again."
)
_LOCKED = _(
    "The file can't be read. If it has a password, save it without one as an Excel workbook (.xlsx)."
)
_NOTHING = _("There are no rows in the file.")


@dataclass
class Sheet:
    """A sheet and its rows that hold anything, each with the number a person sees beside it."""

    name: str
    rows: list[tuple[int, list[str]]] = field(default_factory=list)

    @property
    def width(self) -> int:
        return max((len(cells) for _number, cells in self.rows), default=0)


def read(content: bytes, *, extension: str, limit: int = MAX_ROWS) -> list[Sheet]:
    """The sheets of a file that hold rows, in their order; `limit` stops after so many rows.

    Raises ValidationError if the file can't be read, is empty or too large.
    """
    sheets = _read_workbook(content, limit) if extension == "xlsx" else [_read_text(content, limit)]
    found = [sheet for sheet in sheets if sheet.rows]
    if not found:
        raise ValidationError(_NOTHING, code="empty")
    return found


def without_cpr(sheets: Iterable[Sheet]) -> bool:
    """Take out of the cells what looks like a CPR number; say whether there was any."""
    found = False
    for sheet in sheets:
        spared = _columns_of_things(sheet)
        for _number, cells in sheet.rows:
            for place, cell in enumerate(cells):
                if place in spared or _FOREIGN_PHONE.match(cell):
                    continue
                for number in cpr.find(cell):
                    cells[place] = cells[place].replace(number, REMOVED)
                    found = True
    return found


def workbook_of(sheets: Iterable[Sheet]) -> bytes:
    """The sheets as an Excel file, with every row where it stood."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        written = 0
        for number, cells in sheet.rows:
            for _empty in range(number - written - 1):
                page.append([])
            page.append([_plain(cell) for cell in cells])
            written = number
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _plain(text: str) -> str:
    """What begins like a formula stays text."""
    return (
        f"'{text}"
        if text.startswith(("=", "+", "-", "@")) and not _FOREIGN_PHONE.match(text)
        else text
    )


def title(sheets: Iterable[Sheet]) -> None:
    """Give each sheet a name of its own that Excel can keep."""
    taken: set[str] = set()
    for place, sheet in enumerate(sheets, start=1):
        name = re.sub(r"[\\/*?:\[\]]", " ", sheet.name)[:31] or f"Ark{place}"
        sheet.name = name if name not in taken else f"Ark{place}"
        taken.add(sheet.name)


def _columns_of_things(sheet: Sheet) -> set[int]:
    return {
        place
        for _number, cells in sheet.rows[:20]
        for place, cell in enumerate(cells)
        if len(cell) < 40 and _NUMBERS_OF_THINGS.search(cell)
    }


# --- Excel ------------------------------------------------------------------------------------


def _read_workbook(content: bytes, limit: int) -> list[Sheet]:
    stream = io.BytesIO(content)
    try:
        with zipfile.ZipFile(stream) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise ValidationError(_UNREADABLE, code="too_large")
        values = load_workbook(stream, read_only=True, data_only=True)
        formulas = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        return [
            _read_sheet(name, values[name], formulas[name], limit)
            for name in values.sheetnames
            if hasattr(values[name], "iter_rows")
        ]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, OSError, EOFError) as error:
        raise ValidationError(_LOCKED, code="unreadable") from error
    except (ValueError, TypeError, AttributeError, SyntaxError) as error:
        # What openpyxl and the XML parser raise for files that break their own format.
        raise ValidationError(_UNREADABLE, code="unreadable") from error


def _read_sheet(name: str, values: Any, formulas: Any, limit: int) -> Sheet:
    sheet = Sheet(name)
    for one in (values, formulas):
        # Some programs write a wrong size into the file; the rows themselves are right.
        one.reset_dimensions()
    pairs = zip(
        values.iter_rows(values_only=True), formulas.iter_rows(values_only=True), strict=False
    )
    for number, (row, written) in enumerate(pairs, start=1):
        if any(value is not None for value in row) or any(v is not None for v in written):
            cells = [
                NO_RESULT if value is None and formula is not None else as_text(value)
                for value, formula in zip(row, written, strict=False)
            ]
            _add(sheet, number, cells)
        if len(sheet.rows) >= limit < MAX_ROWS:
            break
    return sheet


def as_text(value: Any) -> str:
    """A cell's value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return _number(int(value))
    if isinstance(value, int):
        return _number(value)
    if isinstance(value, datetime):
        # A day is kept as a moment at midnight.
        return f"{value:%d-%m-%Y}" if value.time() == time(0) else f"{value:%d-%m-%Y %H.%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return tidy(str(value))


def _number(value: int) -> str:
    """A number without its decimals; one of nine digits may be a CPR number that lost its zero."""
    text = str(value)
    padded = f"0{text}"
    return padded if len(text) == 9 and cpr.find(padded) else text


# --- Text -------------------------------------------------------------------------------------


def _read_text(content: bytes, limit: int) -> Sheet:
    text = decode(content)
    separator = ""
    if match := _SEP_LINE.match(text):
        separator, text = match[1], text[match.end() :]
    separator = separator or find_separator(text)
    sheet = Sheet("")
    first = 2 if match else 1
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        for number, row in enumerate(reader, start=first):
            _add(sheet, number, [tidy(cell) for cell in row])
            if len(sheet.rows) >= limit < MAX_ROWS:
                break
    except csv.Error as error:
        raise ValidationError(_UNREADABLE, code="unreadable") from error
    return sheet


def decode(content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with it, else Windows-1252, which never fails."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def find_separator(text: str) -> str:
    """The sign that divides most of the first lines into the same number of cells."""

    def score(separator: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=separator)
        widths = [len(row) for row in _first(reader, 40) if len(row) > 1]
        if not widths:
            return 0, 0
        usual = max(set(widths), key=widths.count)
        return widths.count(usual), usual

    return max(_SEPARATORS, key=score)


def _first(reader: Iterator[list[str]], count: int) -> Iterator[list[str]]:
    for _place in range(count):
        try:
            yield next(reader)
        except (StopIteration, csv.Error):
            return


# --- Both -------------------------------------------------------------------------------------


def tidy(text: str) -> str:
    """Without invisible marks and spaces at the ends; errors of a spreadsheet are empty."""
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()
    # The sign with which an export keeps a text from being taken for a formula.
    if text[:1] == "'" and text[1:2] in tuple("=+-@"):
        text = text[1:]
    return "" if text in _ERRORS else text[:MAX_CELL]


def _add(sheet: Sheet, number: int, cells: list[str]) -> None:
    while cells and not cells[-1]:
        cells.pop()
    if not cells:
        return
    if len(cells) > MAX_COLUMNS:
        raise ValidationError(_TOO_WIDE, code="too_wide", params={"columns": MAX_COLUMNS})
    if len(sheet.rows) >= MAX_ROWS:
        raise ValidationError(_TOO_LONG, code="too_long", params={"rows": MAX_ROWS})
    sheet.rows.append((number, cells))
