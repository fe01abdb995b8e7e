"""The rows of a list on its way into the register: checked, chosen between, and left again or not."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.models import User
from associations.actions.import_files import MAY, require_open, sheets_of
from associations.actions.import_judging import CHUNK, about_the_same, judge_again
from associations.imports import columns as headings
from associations.imports.verdicts import CHOICE_NEW, CHOICE_SKIP
from associations.models import Import, ImportMapping, ImportRow
from core.actions import NotPossibleNow, allow, lock, move
from core.calendar import COPENHAGEN

V = ImportRow.Verdict


@transaction.atomic
def begin_check(
    source: Import, *, columns: Sequence[str], mode: str, by: User, at: datetime
) -> Import:
    """Take what the columns mean, remember it for the next list of this kind, and line up the rows.

    The rows are checked by `check_next`, some hundred at a time.

    Raises:
        PermissionDenied: `by` does not bring lists in.
        NotPossibleNow: it is being checked already, or the import has ended.
        ValidationError: no column tells which association a row is about, or there are no rows.
    """
    source = lock(source)
    allow(by, MAY, source)
    require_open(source)
    guess = headings.propose(source.headings)
    source.columns = [
        headings.FORBIDDEN if forbidden == headings.FORBIDDEN else told
        for told, forbidden in zip(columns, guess, strict=True)
    ]
    if (
        unknown := set(source.columns)
        - headings.ALL_TARGETS
        - {headings.IGNORE, headings.FORBIDDEN}
    ):
        raise ValidationError(f"{unknown}", code="unknown")
    if not {"name", "cvr_number", "key"} & set(source.columns):
        raise ValidationError(
            _("Choose the column with the name of the association."), code="nameless"
        )
    source.mode = Import.Mode(mode)
    sheet = next(one for one in sheets_of(source) if one.name == source.sheet)
    rows = [
        ImportRow(source=source, number=number, cells=cells)
        for number, cells in sheet.rows
        if number > source.header_row
    ]
    if not rows:
        raise ValidationError(_("There are no rows below the headings."), code="empty")
    source.rows.all().delete()
    ImportRow.objects.bulk_create(rows, batch_size=CHUNK)
    source.row_count, source.checked_count = len(rows), 0
    ImportMapping.objects.update_or_create(
        signature=headings.signature([one for one in source.headings if one != headings.WHY]),
        defaults={"columns": _without_why(source), "saved_at": at, "saved_by": by},
    )
    move(source, "begin_check", by=by, at=at)
    return source


def _without_why(source: Import) -> list[str]:
    """The columns without the one in which an earlier report told why a row was left out."""
    pairs = zip(source.headings, source.columns, strict=True)
    return [column for title, column in pairs if title != headings.WHY]


@transaction.atomic
def check_next(source: Import, *, by: User | None, at: datetime) -> Import:
    """Give the next rows their verdicts; after the last the list is checked.

    The page and the worker may both drive it: each takes the rows that are next under the lock.

    Raises:
        PermissionDenied: `by` does not bring lists in; None is the worker.
    """
    source = lock(source)
    allow(by, MAY, source)
    if source.status != Import.Status.CHECKING:
        return source
    rows = list(source.rows.filter(verdict="").order_by("number")[:CHUNK])
    judge_again(source, rows, localdate(at, COPENHAGEN))
    source.checked_count = min(source.checked_count + len(rows), source.row_count)
    if len(rows) < CHUNK:
        source.checked_count = source.row_count
        move(source, "end_check", by=by, at=at)
    else:
        source.save(update_fields=["checked_count"])
    return source


@transaction.atomic
def choose(
    source: Import, *, choices: Mapping[int, str], mode: str, by: User, at: datetime
) -> Import:
    """Say of rows that may be in the register already which they are, and what to do with differences.

    `choices`: by number of the row, the key of an association, `new` or `skip`.

    Raises:
        PermissionDenied: `by` does not bring lists in.
        NotPossibleNow: the list is not checked, or has been brought in.
        ValidationError: a row has no such choice.
    """
    source = lock(source)
    allow(by, MAY, source)
    if source.status != Import.Status.CHECKED:
        raise NotPossibleNow(_("The rows can be chosen between when the list is checked."))
    if mode != source.mode:
        source.mode = Import.Mode(mode)
        source.save(update_fields=["mode"])
        is_overwriting = source.mode == Import.Mode.OVERWRITE
        source.rows.filter(differs__gt=0, fills=0, verdict__in=(V.SAME, V.UPDATE)).update(
            verdict=V.UPDATE if is_overwriting else V.SAME
        )
    chosen = [row for row in source.rows.filter(number__in=choices) if row.candidates]
    for row in chosen:
        choice = choices[row.number]
        if choice not in {"", CHOICE_NEW, CHOICE_SKIP, *map(str, row.candidates)}:
            raise ValidationError(_("Choose one of those named."), code="choice")
        row.choice = choice
    if chosen:
        alike = about_the_same(source, chosen).exclude(pk__in=[row.pk for row in chosen])
        later = alike.filter(number__gt=chosen[0].number)
        rows = sorted([*chosen, *later], key=lambda row: row.number)
        judge_again(source, rows, localdate(at, COPENHAGEN))
    return source


@transaction.atomic
def reopen(source: Import, *, by: User, at: datetime) -> Import:
    """Back to the columns; the verdicts are dropped.

    Raises:
        PermissionDenied: `by` does not bring lists in.
        NotPossibleNow: the list has been brought in or cancelled.
    """
    source = lock(source)
    allow(by, MAY, source)
    source.rows.all().delete()
    source.row_count = source.checked_count = 0
    move(source, "reopen", by=by, at=at)
    return source


@transaction.atomic
def cancel(source: Import, *, by: User | None, at: datetime) -> Import:
    """Leave the list; the register stays as it is, and the rows are forgotten.

    Raises:
        PermissionDenied: `by` does not bring lists in; None is the worker.
        NotPossibleNow: the list has been brought in already.
    """
    source = lock(source)
    allow(by, MAY, source)
    move(source, "cancel", by=by, at=at)
    source.rows.all().delete()
    return source
