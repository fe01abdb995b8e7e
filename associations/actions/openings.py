"""A draft is opened to a consultant, closed, and the time the help took goes to the log."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from associations import draft_targets, letters
from associations.actions import contact_links, contacts
from associations.models import Contact, DraftOpening, HelpKind, Suggestion
from associations.models.contacts import STEP, WHOLE_FIVES
from core import calendar
from core.actions import NotPossibleNow, allow, lock, move

Ended = DraftOpening.Ended
# The keys of the entries follow from the openings, so that help is never logged twice.
KEYS = UUID("5b0f6f0e-6d0c-4a51-9d4e-0b41c6a3d2f7")
LONGEST = 24 * 60


def only_signers_open() -> str:
    return _(
        "Only the chair and the treasurer can do this. Ask one of them, or call your consultant."
    )


@transaction.atomic
def open_draft(
    draft: Any, *, kind: str, consultant: User, days: int, by: User, at: datetime
) -> DraftOpening:
    """Let `consultant` read the draft and suggest beside its fields until the end of day `days`.

    The consultant is told by letter. Nobody else sees the draft.

    Raises:
        PermissionDenied: `by` does not write the draft, or the consultant cannot be asked.
        NotPossibleNow: the draft is no longer being written, or is open to the consultant already.
        ValidationError: another number of days than those there are.
    """
    target = draft_targets.targets()[kind]
    draft = lock(draft)
    allow(by, target.permission, draft, because=only_signers_open())
    if days not in DraftOpening.DAYS:
        raise ValidationError({"days": _("Choose one of the numbers of days.")}, code="days")
    if closed := target.closed(draft):
        raise NotPossibleNow(closed)
    if not consultant.is_active or not consultant.has_perm("associations.help_with_draft"):
        raise PermissionDenied(
            _("%(name)s does not help with drafts. Choose somebody else.") % {"name": consultant}
        )
    if barred := target.barred(draft, consultant):
        raise PermissionDenied(barred)
    today = timezone.localdate(at)
    for earlier in DraftOpening.objects.of(kind, draft.pk).filter(
        consultant=consultant, closed_at=None
    ):
        if earlier.is_open_on(today):
            raise NotPossibleNow(
                _("%(name)s can read the draft already, until %(day)s.")
                % {"name": consultant, "day": calendar.format_date(earlier.valid_until)}
            )
        _end(earlier, Ended.EXPIRED, by=None, at=at)
    opening = DraftOpening.objects.create(
        association=draft.association,
        kind=kind,
        object_id=draft.pk,
        consultant=consultant,
        opened_at=at,
        opened_by=by,
        valid_until=today + timedelta(days=days),
    )
    letters.draft_opened(opening, target.label)
    return opening


@transaction.atomic
def close(opening: DraftOpening, *, by: User, at: datetime) -> DraftOpening:
    """The association takes the draft back to itself; what was suggested stays.

    Raises:
        PermissionDenied: `by` does not write for the association.
        NotPossibleNow: it is closed already.
    """
    opening = lock(opening)
    permission = draft_targets.target_of(opening).permission
    allow(by, permission, opening, because=only_signers_open())
    if not opening.is_open_on(timezone.localdate(at)):
        raise NotPossibleNow(_("The draft is closed already. Nobody at the municipality reads it."))
    return _end(opening, Ended.ASSOCIATION, by=by, at=at)


@transaction.atomic
def finish(opening: DraftOpening, *, minutes: int, by: User, at: datetime) -> DraftOpening:
    """The consultant is done: the draft closes, and the minutes go to the log.

    What is over already only gets its minutes. Without minutes nothing is logged. Whoever spent
    time on it has helped, and the draft keeps that.

    Raises:
        PermissionDenied: it was opened to somebody else.
        NotPossibleNow: the minutes are noted already.
        ValidationError: minutes that cannot be, or none where suggestions were left.
    """
    opening = lock(opening)
    require_theirs(opening, by)
    if opening.noted_at is not None:
        raise NotPossibleNow(_("The minutes are in the log already. Correct the entry there."))
    if not 0 <= minutes <= LONGEST or minutes % STEP:
        raise ValidationError({"minutes": WHOLE_FIVES}, code="minutes")
    if not minutes and opening.suggestions.exists():
        raise ValidationError(
            {"minutes": _("You have left suggestions. Give at least five minutes.")}, code="none"
        )
    last = last_day(opening, at)
    if opening.closed_at is None:
        is_over = opening.valid_until < timezone.localdate(at)
        ended = Ended.EXPIRED if is_over else Ended.CONSULTANT
        _end(opening, ended, by=None if is_over else by, at=at)
    if minutes:
        opening.contact = _log(opening, minutes, last, by=by, at=at)
        note_help(opening, by=by, at=at)
    opening.noted_at = at
    opening.save(update_fields=["noted_at", "contact"])
    return opening


def _log(opening: DraftOpening, minutes: int, day: date, *, by: User, at: datetime) -> Contact:
    """The entry of the log. Advice is not for whoever assesses: the consultants alone read it."""
    target = draft_targets.target_of(opening)
    contact = contacts.log(
        by=by,
        at=at,
        client_key=uuid5(KEYS, str(opening.pk)),
        happened_on=day,
        minutes=minutes,
        associations=[opening.association],
        help_kind=HelpKind.objects.get(code=target.help_kind),
        # In writing; the log knows no closer word for it.
        channel=Contact.Channel.EMAIL,
        visibility=Contact.Visibility.UNIT,
        initiative=Contact.Initiative.ASSOCIATION,
    )
    if draft_targets.find(opening) is not None:
        contact_links.tie(contact, kind=opening.kind, object_id=opening.object_id, by=by, at=at)
    return contact


@transaction.atomic
def end_all(kind: str, *, object_id: int, by: User | None, at: datetime) -> None:
    """The draft is sent, adopted or deleted: nobody reads it here any more, and what waits is over.

    Called by the draft's own actions, which have locked it.
    """
    for opening in DraftOpening.objects.of(kind, object_id).filter(closed_at=None):
        over = opening.valid_until < timezone.localdate(at)
        _end(opening, Ended.EXPIRED if over else Ended.DRAFT_GONE, by=None, at=at)
    for suggestion in Suggestion.objects.of(kind, object_id).pending():
        suggestion.decided_at, suggestion.decided_by = at, by
        move(suggestion, "outdate", by=by, at=at)


def note_help(opening: DraftOpening, *, by: User, at: datetime) -> None:
    """Let the draft know who helped, if it is still there."""
    draft = draft_targets.find(opening)
    if draft is not None:
        draft_targets.target_of(opening).helped(draft, by=by, at=at)


def require_theirs(opening: DraftOpening, user: User) -> None:
    """Refuse everybody but the consultant it was opened to.

    Raises:
        PermissionDenied: says so.
    """
    allow(user, "associations.help_with_draft", opening)
    if opening.consultant_id != user.pk:
        raise PermissionDenied(_("The draft was opened to somebody else."))


def require_open(opening: DraftOpening, at: datetime) -> None:
    """Refuse when the draft is not open any more.

    Raises:
        NotPossibleNow: since when, and why.
    """
    if reason := why_closed(opening, timezone.localdate(at)):
        raise NotPossibleNow(reason)


def why_closed(opening: DraftOpening, day: date) -> str:
    """Why the draft cannot be read any more on this day; empty while it can."""
    if opening.is_open_on(day):
        return ""
    if opening.closed_at is None or opening.ended == Ended.EXPIRED:
        return _("The draft was open until %(day)s. Ask the association to open it again.") % {
            "day": calendar.format_date(opening.valid_until)
        }
    moment = {"moment": calendar.format_moment(opening.closed_at)}
    if opening.ended == Ended.CONSULTANT:
        return _("The help was finished on %(moment)s.") % moment
    if opening.ended == Ended.DRAFT_GONE:
        return _("The association has sent, adopted or deleted the draft (%(moment)s).") % moment
    return _("The association closed the draft on %(moment)s.") % moment


def last_day(opening: DraftOpening, at: datetime) -> date:
    """The day the help belongs to: today, or the last one on which it could be given."""
    ends = [timezone.localdate(at), opening.valid_until]
    if opening.closed_at is not None:
        ends.append(timezone.localdate(opening.closed_at))
    return min(ends)


def _end(opening: DraftOpening, ended: str, *, by: User | None, at: datetime) -> DraftOpening:
    opening.closed_at, opening.closed_by, opening.ended = at, by, ended
    opening.save(update_fields=["closed_at", "closed_by", "ended"])
    return opening
