"""Letters to the people who act for an association, each in their own language."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise

from accounts.models import Access, User
from associations.models import (
    Association,
    BoardConfirmation,
    ChairChange,
    DraftOpening,
    StageReport,
    StatutesDraft,
    StatutesReview,
    SupervisionVisit,
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


def visit_planned(visit: SupervisionVisit, day: date) -> None:
    """A visit comes: the day, what it is about, and that it is the same for everybody."""
    _about_visit(visit, "associations/visit_planned", day)


def visit_held(visit: SupervisionVisit, day: date) -> None:
    """What the visit came to."""
    _about_visit(visit, "associations/visit_held", day)


def visit_cancelled(visit: SupervisionVisit, reason: str, day: date) -> None:
    """The visit does not come."""
    _about_visit(visit, "associations/visit_cancelled", day, reason=reason)


def _about_visit(visit: SupervisionVisit, template: str, day: date, **more: str) -> None:
    """To everybody with access; where nobody has one, to the association's own address."""
    association = visit.association
    readers: list[User | str] = [*holders(association, day)]
    for reader in readers or ([association.email] if association.email else []):
        letters.queue(
            to=reader,
            template=template,
            context={
                "visit": visit,
                "officers": list(visit.officers.all()),
                "link": _portal("portal_visits", association),
                **more,
            },
        )


def draft_opened(opening: DraftOpening, what: str | Promise) -> None:
    """An association has opened a draft to a consultant; what stands in it is not in the letter."""
    letters.queue(
        to=opening.consultant,
        template="associations/draft_opened",
        context={
            "opening": opening,
            "what": what,
            "link": settings.BASE_URL + reverse("opened_draft", args=[opening.pk]),
        },
    )


def suggestions_wait(opening: DraftOpening, day: date) -> None:
    """The consultant has begun to suggest: told to whoever opened the draft, or who is there now."""
    keys = [opening.association_id, opening.kind, opening.object_id]
    readers = holders(opening.association, day)
    for user in [one for one in readers if one.pk == opening.opened_by_id] or readers:
        letters.queue(
            to=user,
            template="associations/suggestions_wait",
            context={
                "opening": opening,
                "link": settings.BASE_URL + reverse("portal_suggestions", args=keys),
            },
        )
