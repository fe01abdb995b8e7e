"""The file of a list: kept, read, and what its sheet and columns are taken for."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from associations.imports import columns as headings
from associations.imports import spreadsheets
from associations.models import Import, ImportMapping
from core import documents
from core.actions import NotPossibleNow, allow, lock

MAY = "associations.import_register"


@transaction.atomic
def upload(*, upload: File, by: User, at: datetime) -> Import:
    """Keep the file and propose what its columns mean; nothing is brought in yet.

    What looks like a CPR number, and columns about origin or faith, never reach the storage: a file
    that has them is kept without.

    Raises:
        PermissionDenied: `by` does not bring lists in.
        ValidationError: the file can't be read, is empty, or too large.
    """
    allow(by, MAY)
    name = PurePosixPath(upload.name or "")
    extension = name.suffix.lower().removeprefix(".")
    if extension not in ("xlsx", "csv", "txt"):
        raise ValidationError(
            _("Send the list as an Excel workbook (.xlsx) or as a CSV file."), code="kind"
        )
    content = upload.read()
    sheets = spreadsheets.read(content, extension=extension)
    is_cleaned = spreadsheets.without_cpr(sheets)
    emptied = [headings.without_forbidden(sheet) for sheet in sheets]
    is_changed = is_cleaned or any(emptied)
    if is_changed:
        spreadsheets.title(sheets)
    document = documents.store(
        content=spreadsheets.workbook_of(sheets) if is_changed else content,
        name=f"{name.stem}.xlsx" if is_changed else name.name,
        by=by,
    )
    source = Import(document=document, is_cleaned=is_cleaned, uploaded_at=at, uploaded_by=by)
    _take_sheet(source, sheets, max(sheets, key=_likeness))
    source.save()
    return source


def _likeness(sheet: spreadsheets.Sheet) -> tuple[int, int]:
    _number, titles = headings.find_headings(sheet)
    return headings.score([title for title in titles if title]), len(sheet.rows)


def _take_sheet(
    source: Import, sheets: Sequence[spreadsheets.Sheet], sheet: spreadsheets.Sheet
) -> None:
    """Note the sheet with its headings, and what its columns mean: as last time, else a guess."""
    source.sheet = sheet.name
    source.other_sheets = [one.name for one in sheets if one is not sheet]
    source.header_row, source.headings = headings.find_headings(sheet)
    source.columns = meaning_of(source.headings)


def meaning_of(titles: Sequence[str]) -> list[str]:
    """What the columns with these headings meant last time; what is forbidden stays so."""
    if titles and titles[-1] == headings.WHY:
        return [*meaning_of(titles[:-1]), headings.IGNORE]
    proposed = headings.propose(titles)
    saved = ImportMapping.objects.filter(signature=headings.signature(titles)).first()
    if saved is None or len(saved.columns) != len(titles):
        return proposed
    return [
        guess if headings.FORBIDDEN in (guess, told) else told
        for guess, told in zip(proposed, saved.columns, strict=True)
    ]


def sheets_of(source: Import, *, limit: int = spreadsheets.MAX_ROWS) -> list[spreadsheets.Sheet]:
    """The rows of the file that is kept.

    Raises:
        NotPossibleNow: it was deleted after its term.
    """
    if source.document is None:
        raise NotPossibleNow(_("The rows of this list are deleted. Fetch them from your own list."))
    extension = PurePosixPath(source.document.name).suffix.lower().removeprefix(".")
    with source.document.file.open("rb") as file:
        return spreadsheets.read(file.read(), extension=extension, limit=limit)


@transaction.atomic
def turn_to(source: Import, *, sheet: str, header_row: int, by: User, at: datetime) -> Import:
    """Read another sheet, or the headings from another row.

    Raises:
        PermissionDenied: `by` does not bring lists in.
        NotPossibleNow: the rows are being checked, or the import has ended.
        ValidationError: there is no such sheet, or nothing in that row.
    """
    source = lock(source)
    allow(by, MAY, source)
    require_open(source)
    sheets = sheets_of(source)
    wanted = next((one for one in sheets if one.name == sheet), None)
    if wanted is None:
        raise ValidationError(_("There is no such sheet in the file."), code="sheet")
    if sheet != source.sheet:
        _take_sheet(source, sheets, wanted)
    else:
        if header_row not in dict(wanted.rows):
            raise ValidationError(
                _("This row is empty. Choose the row with the headings."), code="row"
            )
        source.header_row = header_row
        source.headings = headings.headings_in(wanted, header_row)
        source.columns = meaning_of(source.headings)
    source.save()
    return source


def require_open(source: Import) -> None:
    """The columns of the list may still be changed.

    Raises:
        NotPossibleNow: the rows are being checked, or the import has ended.
    """
    if source.status != Import.Status.UPLOADED:
        raise NotPossibleNow(_("The columns can be changed before the rows are checked."))
