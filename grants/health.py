"""What an association's health card says of its applications: the next day that must not pass."""

from datetime import date
from typing import NamedTuple

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.models import Association
from core import calendar, panels
from core.panels import Light, Sign
from grants.models import Application, Hearing, InformationRequest

# A board that meets once a month still meets before the deadline.
SOON_DAYS = 30
# The association is reminded of its draft so many days before (grants.jobs): now is the time to call.
LAST_DAYS = 7
# Drafts and questions at once; nobody has so many.
LINES = 20


class Due(NamedTuple):
    """Something that is to be in by a day."""

    on: date
    is_draft: bool
    pool: str
    application_id: int


def next_deadline(association: Association, user: User, day: date) -> Sign | None:
    """A draft's deadline or an answer we wait for, whichever comes first; one query.

    Of a draft no more is told than that it is begun: until it is sent it is the association's own.
    """
    if not user.has_perm("grants.view_every_application"):
        return None
    asked = InformationRequest.objects.unanswered().filter(application=OuterRef("pk"))
    heard = Hearing.objects.unanswered().filter(application=OuterRef("pk"))
    waiting = Q(status__in=(Application.Status.MISSING_INFO, Application.Status.HEARING))
    begun = Q(status=Application.Status.DRAFT, round__deadline__gte=timezone.now())
    rows = (
        Application.objects.open_to(user)
        .filter(begun | waiting, association=association)
        .annotate(
            asked_on=Subquery(asked.order_by("due_on").values("due_on")[:1]),
            heard_on=Subquery(heard.order_by("due_on").values("due_on")[:1]),
        )
        .select_related("round__pool")
    )
    due = []
    for one in rows.order_by("pk")[:LINES]:
        deadline = one.round.deadline
        draft_due = timezone.localdate(deadline) if one.is_draft and deadline else None
        on = draft_due or one.asked_on or one.heard_on
        if on is not None:
            due.append(Due(on, one.is_draft, one.round.pool.name, one.pk))
    return _sign(min(due), day) if due else None


def _light(left: int) -> Light:
    if left > SOON_DAYS:
        return Light.GREEN
    return Light.YELLOW if left > LAST_DAYS else Light.RED


def _sign(due: Due, day: date) -> Sign:
    left = (due.on - day).days
    if due.is_draft:
        reason = _("An application is begun and not sent. The deadline is %(day)s (%(pool)s).")
    elif left < 0:
        reason = _("An answer was due on %(day)s, and we still wait for it (%(pool)s).")
    else:
        reason = _("We wait for an answer until %(day)s (%(pool)s).")
    words = {"day": calendar.format_date(due.on), "pool": due.pool}
    url = (
        ""
        if due.is_draft
        else reverse("admin:grants_application_change", args=[due.application_id])
    )
    return Sign(_light(left), _("Next deadline"), reason % words, url)


panels.register("health", next_deadline, order=70)
