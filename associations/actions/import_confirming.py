"""A list brought into the register: confirmed by a person, and written apart from that request.

Five thousand rows take longer than a web server lets a request last. So the person's word is kept,
and the work is done by the worker, or by the page that waits where the list is short.
"""

from contextlib import ExitStack
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.models import User
from associations.actions.import_files import MAY
from associations.actions.import_judging import judge_as_shown, save
from associations.actions.import_writing import write
from associations.imports.remarks import remark
from associations.models import Import, ImportRow
from core.actions import NotPossibleNow, allow, lock, move
from core.calendar import COPENHAGEN

# So many rows are written in some seconds, which a person waits for with the page open.
SHORT = 1000
# The worker begins within seconds. After this it is taken not to run, and the page does its work.
PATIENCE = timedelta(minutes=2)
V = ImportRow.Verdict


@transaction.atomic
def confirm(source: Import, *, by: User, at: datetime) -> Import:
    """Say that the list is to be brought in; `bring_in` does it.

    Raises:
        PermissionDenied: `by` does not bring lists in.
        NotPossibleNow: the list is not checked, or somebody has confirmed it already.
    """
    source = lock(source)
    allow(by, MAY, source)
    if source.status != Import.Status.CHECKED:
        raise NotPossibleNow(_("The list is brought in already, or not checked yet."))
    source.confirmed_at, source.confirmed_by, source.failed_at = at, by, None
    move(source, "confirm", by=by, at=at)
    return source


def is_for_the_page(source: Import, *, at: datetime) -> bool:
    """Whether a page that waits brings the list in itself: it is short, or nobody else does it."""
    if source.status != Import.Status.CONFIRMING or source.confirmed_at is None:
        return False
    return source.row_count <= SHORT or at >= source.confirmed_at + PATIENCE


def bring_in(source: Import, *, by: User | None, at: datetime) -> Import:
    """Bring a confirmed list in: all of it, or after a fault nothing; then it is checked again.

    Each row is judged anew under locks. What would do more than the check has shown, because the
    register was changed meanwhile, is left out and told. So are rows about which nobody chose.
    What is written stands in the audit trail under the name of who confirmed. The list is returned
    as it is if somebody else is bringing it in, or has done so.

    Raises:
        PermissionDenied: `by` does not bring lists in; None is the worker.
    """
    allow(by, MAY, source)
    with ExitStack() as fault:
        fault.callback(give_up, source, at=at)
        source = _bring_in(source, by=by, at=at)
        fault.pop_all()
    return source


@transaction.atomic
def _bring_in(source: Import, *, by: User | None, at: datetime) -> Import:
    # Not `lock`: whoever looks on must not wait until the other is done.
    waiting = Import.objects.filter(pk=source.pk, status=Import.Status.CONFIRMING)
    held = waiting.select_for_update(of=("self",), skip_locked=True).first()
    if held is None:
        source.refresh_from_db()
        return source
    today = localdate(at, COPENHAGEN)
    rows = list(held.rows.order_by("number"))
    register, meant = judge_as_shown(held, rows, today)
    write(register, by=held.confirmed_by, at=at, today=today)
    changed = []
    for row in rows:
        if known := meant.get(row.pk):
            if row.association_id != known.pk:
                row.association_id = known.pk
                changed.append(row)
        elif row.verdict != V.REFUSED:
            told = remark("no_choice" if row.verdict == V.DUPLICATE else "changed")
            row.verdict, row.reasons, row.association = V.REFUSED, [told, *row.reasons], None
            changed.append(row)
    save(changed, ["association", "verdict", "reasons"])
    move(held, "bring_in", by=by, at=at)
    return held


@transaction.atomic
def give_up(source: Import, *, at: datetime) -> Import:
    """After a fault: nothing is written, the list is checked again, and its page tells of it."""
    source = lock(source)
    if source.status != Import.Status.CONFIRMING:
        return source
    source.confirmed_at, source.confirmed_by, source.failed_at = None, None, at
    move(source, "give_up", by=None, at=at)
    return source
