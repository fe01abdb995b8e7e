"""A list of associations on its way into the register: uploaded, checked, and brought in or not."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.models import User
from associations.actions.import_writing import write
from associations.imports import columns as headings
from associations.imports import readings as names
from associations.imports import spreadsheets
from associations.imports.facts import Facts, Reader
from associations.imports.register import Known, Register
from associations.imports.remarks import remark
from associations.imports.verdicts import (
    CHOICE_NEW,
    CHOICE_SKIP,
    WRITTEN,
    Judgement,
    judge,
)
from associations.models import Import, ImportMapping, ImportRow
from core import documents
from core.actions import NotPossibleNow, allow, lock, move
from core.calendar import COPENHAGEN

# Rows checked in one transaction: about half a second, after which the progress is shown anew.
CHUNK = 500
MAY = "associations.import_register"
V = ImportRow.Verdict
_VERDICT_FIELDS = (
    "verdict",
    "reasons",
    "plan",
    "fills",
    "differs",
    "proposes",
    "cvr_number",
    "key",
    "name_key",
    "association",
    "candidates",
    "choice",
)


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
    """The rows of the file that is kept."""
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
    source = _lock_open(source, by)
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
    source = _lock_open(source, by)
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
    _judge_again(source, rows, localdate(at, COPENHAGEN))
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
        alike = _about_the_same(source, chosen).exclude(pk__in=[row.pk for row in chosen])
        later = alike.filter(number__gt=chosen[0].number)
        rows = sorted([*chosen, *later], key=lambda row: row.number)
        _judge_again(source, rows, localdate(at, COPENHAGEN))
    return source


@transaction.atomic
def confirm(source: Import, *, by: User, at: datetime) -> Import:
    """Bring the list in: all of it, or after a fault nothing.

    Each row is judged anew under locks. What would do more than the check has shown, because the
    register was changed meanwhile, is left out and told. So are rows about which nobody chose.

    Raises:
        PermissionDenied: `by` does not bring lists in.
        NotPossibleNow: the list is not checked, or somebody has brought it in already.
    """
    source = lock(source)
    allow(by, MAY, source)
    if source.status != Import.Status.CHECKED:
        raise NotPossibleNow(_("The list is brought in already, or not checked yet."))
    today = localdate(at, COPENHAGEN)
    rows = list(source.rows.order_by("number"))
    register, meant = _judge_as_shown(source, rows, today)
    write(register, by=by, at=at, today=today)
    for row in rows:
        if known := meant.get(row.pk):
            row.association_id = known.pk
        elif row.verdict != V.REFUSED:
            told = remark("no_choice" if row.verdict == V.DUPLICATE else "changed")
            row.verdict, row.reasons, row.association = V.REFUSED, [told, *row.reasons], None
    ImportRow.objects.bulk_update(rows, ["association", "verdict", "reasons"], batch_size=CHUNK)
    source.confirmed_at, source.confirmed_by = at, by
    move(source, "confirm", by=by, at=at)
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
def cancel(source: Import, *, by: User, at: datetime) -> Import:
    """Leave the list; the register stays as it is, and the rows are forgotten.

    Raises:
        PermissionDenied: `by` does not bring lists in.
        NotPossibleNow: the list has been brought in already.
    """
    source = lock(source)
    allow(by, MAY, source)
    move(source, "cancel", by=by, at=at)
    source.rows.all().delete()
    return source


# --- judging --------------------------------------------------------------------------------------


def _lock_open(source: Import, by: User) -> Import:
    source = lock(source)
    allow(by, MAY, source)
    if source.status != Import.Status.UPLOADED:
        raise NotPossibleNow(_("The columns can be changed before the rows are checked."))
    return source


def _without_why(source: Import) -> list[str]:
    """The columns without the one in which an earlier report told why a row was left out."""
    pairs = zip(source.headings, source.columns, strict=True)
    return [column for title, column in pairs if title != headings.WHY]


def _about_the_same(source: Import, rows: Sequence[ImportRow]) -> QuerySet[ImportRow]:
    """Rows of the list that may be about the associations of these rows."""
    same = Q(pk__in=[])
    for name in ("cvr_number", "key", "name_key"):
        wanted = {getattr(row, name) for row in rows} - {""}
        same |= Q(**{f"{name}__in": wanted})
    known = {row.association_id for row in rows if row.association_id}
    return source.rows.filter(same | Q(association__in=known)).exclude(verdict="")


def _identify(row: ImportRow, facts: Facts) -> None:
    row.cvr_number = str(facts.values.get("cvr_number", ""))
    row.key = facts.key
    row.name_key = names.core_of(facts.name)[:200] if facts.name else ""


def _judge_again(source: Import, rows: Sequence[ImportRow], today: date) -> None:
    """Verdicts on rows that follow each other, after what the rows before them leave behind."""
    if not rows:
        return
    reader = Reader(columns=source.columns, titles=source.headings, today=today)
    facts = {row.pk: reader.read(row.cells) for row in rows}
    register = Register(source, today=today)
    chosen = [int(row.choice) for row in rows if row.choice.isdigit()]
    register.load(facts.values(), chosen)
    for row in rows:
        _identify(row, facts[row.pk])
    own = {row.pk for row in rows}
    before = _about_the_same(source, rows) | source.rows.filter(association__in=register.known)
    earlier = [
        row
        for row in before.filter(number__lt=rows[-1].number).order_by("number")
        if row.pk not in own and row.verdict in WRITTEN
    ]
    facts |= {row.pk: reader.read(row.cells) for row in earlier}
    register.load(
        (facts[row.pk] for row in earlier), (r.association_id for r in earlier if r.association_id)
    )
    for row in sorted([*earlier, *rows], key=lambda one: one.number):
        found = judge(facts[row.pk], register, choice=row.choice)
        if found.known is not None and not found.known.pk and not found.known.row:
            found.known.row = row.number
        if row.pk in own:
            _note(row, found)
    ImportRow.objects.bulk_update(rows, _VERDICT_FIELDS, batch_size=CHUNK)


def _note(row: ImportRow, found: Judgement) -> None:
    row.verdict = found.verdict
    row.reasons = found.remarks
    row.plan = found.plan
    row.fills, row.differs = found.fills, found.differs
    row.proposes = any(one["code"] == "proposed" for one in found.remarks)
    row.association_id = found.known.pk if found.known else None
    if found.candidates:
        row.candidates = [known.pk for known in found.candidates if known.pk]


def _judge_as_shown(
    source: Import, rows: Sequence[ImportRow], today: date
) -> tuple[Register, dict[int, Known]]:
    """The register as the rows leave it, without those that would do more than was shown.

    To leave a row out changes what later rows find; so it is begun anew until all agree.
    """
    reader = Reader(columns=source.columns, titles=source.headings, today=today)
    facts = {row.pk: reader.read(row.cells) for row in rows if row.verdict in WRITTEN}
    left_out: set[int] = set()
    while True:
        register = Register(source, today=today, lock=True)
        meant: dict[int, Known] = {}
        taken = [row for row in rows if row.pk in facts and row.pk not in left_out]
        for start in range(0, len(taken), CHUNK):
            some = taken[start : start + CHUNK]
            register.load(
                (facts[row.pk] for row in some),
                (r.association_id for r in some if r.association_id),
            )
            for row in some:
                found = judge(facts[row.pk], register, choice=row.choice)
                if found.known is None or not found.is_as_shown(row):
                    left_out.add(row.pk)
                else:
                    meant[row.pk] = found.known
        if len(meant) == len(taken):
            return register, meant
