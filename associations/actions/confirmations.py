"""“Is this still your board?”: asked once a year by a link, answered with one tap or by telephone."""

import secrets
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from associations import letters
from associations.actions import follow_ups
from associations.board import in_order
from associations.models import Association, BoardConfirmation, Person, Post
from core.actions import NotPossibleNow, allow, lock

# 256 bits: nobody guesses a link.
TOKEN_BYTES = 32
# Boards meet once a month at most: long enough for the letter to be read.
LINK_DAYS = 45
# A consultant gets round to an answer within two weeks.
ANSWER_DAYS = 14
ASKED = (Post.Role.CHAIR, Post.Role.TREASURER)

NOBODY = gettext_lazy(
    "No chair or treasurer of the association has an e-mail. Call them, and note the answer."
)


@transaction.atomic
def ask(
    association: Association,
    *,
    by: User | None,
    at: datetime,
    unless_asked_since: datetime | None = None,
) -> list[BoardConfirmation]:
    """Send the chair and the treasurer a link each; one answer is enough for both.

    Links sent earlier that nobody has used no longer work. With `unless_asked_since` nothing
    happens to one that was asked after that moment.

    Raises:
        PermissionDenied: `by` does not keep the register.
        NotPossibleNow: neither of them has an e-mail.
    """
    association = lock(association)
    allow(by, "associations.ask_about_board", association)
    asked_before = BoardConfirmation.objects.filter(association=association)
    if unless_asked_since and asked_before.filter(sent_at__gt=unless_asked_since).exists():
        return []
    today = timezone.localdate(at)
    posts = Post.objects.open_on(today).filter(association=association, role__in=ASKED)
    asked: dict[str, Person] = {}
    for post in in_order(posts.select_related("person__user")):
        if address := address_of(post.person):
            asked.setdefault(address, post.person)
    if not asked:
        raise NotPossibleNow(str(NOBODY))
    asked_before.open_at(at).update(expires_at=at)
    made = []
    for address, person in asked.items():
        token = secrets.token_urlsafe(TOKEN_BYTES)
        one = BoardConfirmation.objects.create(
            association=association,
            person=person,
            language=_language_of(person),
            token_hash=BoardConfirmation.hash_of(token),
            sent_at=at,
            expires_at=at + timedelta(days=LINK_DAYS),
        )
        letters.confirm_board(one, address, token)
        made.append(one)
    return made


def address_of(person: Person) -> str:
    """Where a person reads mail; empty if we do not know."""
    return (person.user.email if person.user else person.email).lower()


def _language_of(person: Person) -> str:
    told = person.user.preferred_language if person.user else person.preferred_language
    return told or "da"


def obstacle(confirmation: BoardConfirmation, *, at: datetime) -> str:
    """Why a link cannot be used at this moment and what to do instead; empty if it can."""
    if confirmation.answered_at:
        return _(
            "The question has been answered with this link already. Has something changed since? "
            "Log in and correct the board, or call us."
        )
    others = BoardConfirmation.objects.exclude(answer="").filter(
        association_id=confirmation.association_id, sent_at=confirmation.sent_at
    )
    if others.exists():
        return _(
            "Somebody else of your board has answered already. Has something changed since? Log in "
            "and correct the board, or call us."
        )
    if confirmation.expires_at <= at:
        return _(
            "The link is too old. You need do nothing: we write again. If your board has changed, "
            "log in and correct it, or call us."
        )
    return ""


@transaction.atomic
def answer(token: str, *, answer: str, remark: str = "", at: datetime) -> BoardConfirmation:
    """Use a link, once: yes, or what has changed, which the consultant gets as a follow-up.

    Raises:
        NotPossibleNow: the link is unknown, used or expired; the message says what to do.
        ValidationError: the answer is “changed” and says not what.
    """
    found = BoardConfirmation.objects.with_token(token).first()
    if found is None:
        raise NotPossibleNow(unknown_link())
    # Two of one board may answer at the same moment.
    association = lock(found.association)
    confirmation = lock(found)
    if reason := obstacle(confirmation, at=at):
        raise NotPossibleNow(reason)
    return _answered(confirmation, association, answer, remark, by=None, at=at)


def unknown_link() -> str:
    return _("The link is not complete. Open it from the e-mail again, or copy all of it.")


@transaction.atomic
def note(
    association: Association, *, answer: str, remark: str = "", by: User | None, at: datetime
) -> BoardConfirmation:
    """A consultant has asked by telephone; links that are out no longer work.

    Raises:
        PermissionDenied: `by` does not keep the register.
        ValidationError: the answer is “changed” and says not what.
    """
    association = lock(association)
    allow(by, "associations.ask_about_board", association)
    BoardConfirmation.objects.open_at(at).filter(association=association).update(expires_at=at)
    confirmation = BoardConfirmation(
        association=association,
        # A link that nobody has.
        token_hash=BoardConfirmation.hash_of(secrets.token_urlsafe(TOKEN_BYTES)),
        sent_at=at,
        expires_at=at,
    )
    return _answered(confirmation, association, answer, remark, by=by, at=at)


def _answered(
    confirmation: BoardConfirmation,
    association: Association,
    answer: str,
    remark: str,
    *,
    by: User | None,
    at: datetime,
) -> BoardConfirmation:
    confirmation.answer = BoardConfirmation.Answer(answer)
    confirmation.remark = remark.strip()
    confirmation.answered_at = at
    confirmation.answered_by = by
    if confirmation.answer == BoardConfirmation.Answer.CHANGED and not confirmation.remark:
        raise ValidationError({"remark": _("Write what has changed.")}, code="says_nothing")
    confirmation.save()
    if confirmation.answer == BoardConfirmation.Answer.CHANGED:
        tell_consultant(association, confirmation.remark, at=at)
    return confirmation


def tell_consultant(association: Association, words: str, *, at: datetime) -> None:
    """A follow-up for the association's consultant about a change of the board."""
    if association.consultant is None:
        return
    with translation.override("da"):
        text = _("The board has changed: %(words)s") % {"words": " ".join(words.split())}
    follow_ups.create(
        text=text[:250],
        due_on=timezone.localdate(at) + timedelta(days=ANSWER_DAYS),
        assigned_to=association.consultant,
        association=association,
        by=None,
        at=at,
    )
