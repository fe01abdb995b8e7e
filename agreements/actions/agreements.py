"""The life of an agreement, from draft to its end."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from agreements import documents, letters
from agreements.models import Agreement
from agreements.signing import OPEN_FOR_SIGNING, missing_signatures
from associations.models import StatutesVersion
from core.actions import NotPossibleNow, allow, lock, move
from core.documents import store
from core.models import Document

# Days before the end on which the parties are told, the longest first.
REMINDERS = (90, 30)


@transaction.atomic
def share(agreement: Agreement, *, by: User | None, at: datetime) -> Agreement:
    """Let the parties read the draft; a letter tells them.

    Raises PermissionDenied, NotPossibleNow with fewer than two parties.
    """
    agreement = lock(agreement)
    allow(by, "agreements.change_agreement", agreement)
    move(agreement, "share", by=by, at=at)
    letters.shared(agreement, timezone.localdate(at))
    return agreement


@transaction.atomic
def send_to_committee(agreement: Agreement, *, by: User | None, at: datetime) -> Agreement:
    """Lay it before the political committee.

    Raises PermissionDenied, NotPossibleNow.
    """
    agreement = lock(agreement)
    allow(by, "agreements.conclude_agreement", agreement)
    move(agreement, "send_to_committee", by=by, at=at)
    return agreement


@transaction.atomic
def take_back(agreement: Agreement, *, by: User | None, at: datetime, reason: str) -> Agreement:
    """Make it a draft again. Signatures fall away: they were given to another text.

    Raises PermissionDenied, NotPossibleNow.
    """
    agreement = lock(agreement)
    allow(by, "agreements.change_agreement", agreement)
    move(agreement, "take_back", by=by, at=at, reason=reason)
    for signatory in agreement.signatories.exclude(signed_on=None):
        signatory.signed_on, signatory.method = None, ""
        signatory.save(update_fields=["signed_on", "method"])
    return agreement


@transaction.atomic
def conclude(agreement: Agreement, *, by: User | None, at: datetime) -> Agreement:
    """All have signed: note the statutes in force, make the document once, tell the parties.

    In force from its first day (`activate`), at once if that has come.
    Raises PermissionDenied, NotPossibleNow if a signature, a party or the first day is missing, or
    somebody whom an association's signing rule demands.
    """
    agreement = lock(agreement)
    allow(by, "agreements.conclude_agreement", agreement)
    missing = missing_signatures(agreement, on=timezone.localdate(at))
    if missing and agreement.status in OPEN_FOR_SIGNING:
        raise NotPossibleNow(
            _("These have still to sign: %(missing)s.") % {"missing": "; ".join(missing)}
        )
    move(agreement, "conclude", by=by, at=at)
    day = timezone.localdate(at)
    _keep_statutes_in_force(agreement, day)
    agreement.document = store(
        content=documents.render(agreement, on=day, is_draft=False),
        name=f"{slugify(agreement.title) or 'samarbejdsaftale'}.pdf",
        by=by,
        kind=Document.Kind.AGREEMENT,
    )
    agreement.save(update_fields=["document"])
    letters.concluded(agreement, day)
    if agreement.starts_on and agreement.starts_on <= day:
        move(agreement, "activate", by=None, at=at)
    return agreement


def _keep_statutes_in_force(agreement: Agreement, day: date) -> None:
    """The version each association had adopted last by this day."""
    for party in agreement.parties.exclude(association=None):
        party.statutes = (
            StatutesVersion.objects.adopted()
            .filter(association=party.association_id, adopted_on__lte=day)
            .order_by("-adopted_on", "-number")
            .first()
        )
        party.save(update_fields=["statutes"])


@transaction.atomic
def begin_review(agreement: Agreement, *, by: User | None, at: datetime) -> Agreement:
    """Begin the evaluation; the agreement stays in force meanwhile.

    Raises PermissionDenied, NotPossibleNow.
    """
    agreement = lock(agreement)
    allow(by, "agreements.change_agreement", agreement)
    move(agreement, "begin_review", by=by, at=at)
    return agreement


@transaction.atomic
def continue_unchanged(
    agreement: Agreement, *, by: User | None, at: datetime, reason: str
) -> Agreement:
    """The evaluation changes nothing; `reason` says what came out of it.

    Raises PermissionDenied, NotPossibleNow.
    """
    agreement = lock(agreement)
    allow(by, "agreements.conclude_agreement", agreement)
    move(agreement, "continue_unchanged", by=by, at=at, reason=reason)
    return agreement


@transaction.atomic
def terminate(agreement: Agreement, *, by: User | None, at: datetime, reason: str) -> Agreement:
    """End it before its time; a letter tells the parties.

    Raises PermissionDenied, NotPossibleNow.
    """
    agreement = lock(agreement)
    allow(by, "agreements.conclude_agreement", agreement)
    move(agreement, "terminate", by=by, at=at, reason=reason)
    letters.terminated(agreement, timezone.localdate(at))
    return agreement


@transaction.atomic
def activate(agreement: Agreement, *, at: datetime) -> bool:
    """By the clock: in force from its first day. False if there is nothing to do."""
    agreement = lock(agreement)
    is_due = agreement.starts_on is not None and agreement.starts_on <= timezone.localdate(at)
    if agreement.status != Agreement.Status.SIGNED or not is_due:
        return False
    move(agreement, "activate", by=None, at=at)
    return True


@transaction.atomic
def expire(agreement: Agreement, *, at: datetime) -> bool:
    """By the clock: over on the day after its last. False if there is nothing to do."""
    agreement = lock(agreement)
    is_over = agreement.ends_on is not None and agreement.ends_on < timezone.localdate(at)
    if agreement.status not in Agreement.IN_FORCE or not is_over:
        return False
    move(agreement, "expire", by=None, at=at)
    return True


@transaction.atomic
def remind_of_end(agreement: Agreement, *, at: datetime) -> bool:
    """Tell the parties that it ends in 90 days and again in 30, each once.

    If the clock stood still, only the reminder that still fits is sent. False if none is due.
    """
    agreement = lock(agreement)
    day = timezone.localdate(at)
    if agreement.status not in Agreement.IN_FORCE or not agreement.ends_on:
        return False
    left = (agreement.ends_on - day).days
    due = min((days for days in REMINDERS if 0 <= left <= days), default=None)
    told = agreement.reminded_days
    if due is None or (told is not None and told <= due):
        return False
    agreement.reminded_days = due
    agreement.save(update_fields=["reminded_days"])
    letters.ending(agreement, day)
    return True


def horizon(day: date) -> date:
    """The last day whose agreements are about to end, seen from `day`."""
    return day + timedelta(days=REMINDERS[0])
