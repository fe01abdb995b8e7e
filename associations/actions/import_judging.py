"""Verdicts on rows of a list: for the check, after a choice, and once more when it is brought in."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from associations.imports import readings as names
from associations.imports.facts import Facts, Reader
from associations.imports.register import Known, Register
from associations.imports.verdicts import WRITTEN, Judgement, judge
from associations.models import Import, ImportRow

# Rows checked in one transaction: about half a second, after which the progress is shown anew.
CHUNK = 500
VERDICT_FIELDS = (
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


def about_the_same(source: Import, rows: Sequence[ImportRow]) -> QuerySet[ImportRow]:
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


def judge_again(source: Import, rows: Sequence[ImportRow], today: date) -> None:
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
    before = about_the_same(source, rows) | source.rows.filter(association__in=register.known)
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
    save(rows, VERDICT_FIELDS)


def save(rows: Sequence[ImportRow], fields: Sequence[str]) -> None:
    """Write fields of rows that are there; a third of the time that `bulk_update` takes."""
    ImportRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=fields, batch_size=CHUNK
    )


def _note(row: ImportRow, found: Judgement) -> None:
    row.verdict = found.verdict
    row.reasons = found.remarks
    row.plan = found.plan
    row.fills, row.differs = found.fills, found.differs
    row.proposes = any(one["code"] == "proposed" for one in found.remarks)
    row.association_id = found.known.pk if found.known else None
    if found.candidates:
        row.candidates = [known.pk for known in found.candidates if known.pk]


def judge_as_shown(
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
