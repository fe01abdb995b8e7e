"""Letters to the people who act for an association, each in their own language."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.urls import reverse

from accounts.models import Access, User
from associations.models import (
    Association,
    BoardConfirmation,
    ChairChange,
    StageReport,
    StatutesDraft,
    StatutesReview,
)
from core import letters


def holders(association: Association, day: date) -> list[User]:
    """Everybody with an open access to the association's pages on this day."""
    rows = Access.objects.open_on(day).filter(association=association, user__is_active=True)
    return list(User.objects.filter(pk__in=rows.values("user_id")).order_by("pk"))


def statutes_reviewed(review: StatutesReview, day: date) -> None:
    """The municipality's advice on the statutes lies in the portal."""
    version = review.version
    for user in holders(version.association, day):
        letters.queue(
            to=user, template="associations/statutes_reviewed", context={"version": version}
        )


def stage_report_answered(report: StageReport, day: date) -> None:
    """The consultant has confirmed a reported step, or says what is missing."""
    for user in holders(report.association, day):
        letters.queue(
            to=user,
            template="associations/stage_report_answered",
            context={"report": report, "link": _portal("portal_path", report.association)},
        )


def chair_change_begun(change: ChairChange, day: date) -> None:
    """A new chair is noted; everybody with access hears of it, in case it is a fraud."""
    for user in holders(change.association, day):
        letters.queue(
            to=user,
            template="associations/chair_change_begun",
            context={"change": change, "link": _portal("portal_board", change.association)},
        )


def chair_change_completed(change: ChairChange, chair: User, former: Sequence[User]) -> None:
    """The new chair is told what now waits, the former that the access has passed on."""
    for user, template in (
        (chair, "associations/chair_is_new"),
        *((one, "associations/chair_is_former") for one in former),
    ):
        letters.queue(
            to=user,
            template=template,
            context={"change": change, "link": _portal("portal_association", change.association)},
        )


def chair_change_cancelled(change: ChairChange, day: date) -> None:
    """The change was a mistake; the former chair is chair again."""
    for user in holders(change.association, day):
        letters.queue(
            to=user,
            template="associations/chair_change_cancelled",
            context={"change": change, "link": _portal("portal_board", change.association)},
        )


def confirm_board(confirmation: BoardConfirmation, address: str, token: str) -> None:
    """Is this still your board? One link, one tap."""
    letters.queue(
        to=address,
        template="associations/confirm_board",
        context={
            "confirmation": confirmation,
            "link": settings.BASE_URL + reverse("board_confirmation", args=[token]),
        },
        language=confirmation.language,
    )


def _portal(name: str, association: Association) -> str:
    return settings.BASE_URL + reverse(name, args=[association.pk])


def draft_sent(draft: StatutesDraft) -> None:
    """A draft of statutes waits for the association's consultant."""
    consultant = draft.association.consultant
    if consultant is not None and consultant.is_active:
        letters.queue(to=consultant, template="associations/draft_sent", context={"draft": draft})


def draft_answered(draft: StatutesDraft, day: date) -> None:
    """The consultant has read the draft: with advice, or without remarks."""
    for user in holders(draft.association, day):
        letters.queue(to=user, template="associations/draft_answered", context={"draft": draft})
