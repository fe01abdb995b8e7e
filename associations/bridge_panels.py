"""Where opened drafts appear on other pages."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations import draft_targets
from associations import statutes_target as statutes_target
from associations.models import DraftOpening, StatutesDraft
from core import panels

# How many lines of one kind the start page shows.
LINES = 20


def today(user: User, day: date) -> list[panels.TodayItem]:
    """Drafts that lie open to this consultant, and help whose minutes are not in the log yet."""
    if not user.has_perm("associations.help_with_draft"):
        return []
    labels = {kind: target.label for kind, target in draft_targets.targets().items()}
    mine = DraftOpening.objects.filter(consultant=user).select_related("association")
    return [
        *(
            panels.TodayItem(
                kind=_("Drafts opened to you"),
                title=one.association.name,
                url=reverse("opened_draft", args=[one.pk]),
                due_on=one.valid_until,
                note=labels[one.kind],
            )
            for one in mine.open_on(day).order_by("valid_until", "pk")[:LINES]
        ),
        *(
            panels.TodayItem(
                kind=_("Help whose minutes are not in the log"),
                title=one.association.name,
                url=reverse("opened_draft_finish", args=[one.pk]),
                due_on=one.valid_until,
                note=labels[one.kind],
                is_urgent=one.valid_until < day,
            )
            for one in mine.awaiting_minutes(day).order_by("valid_until", "pk")[:LINES]
        ),
    ]


def _drafts_of(user: Any, associations: Any) -> Any:
    found = StatutesDraft.objects.visible_to(user).filter(association__in=associations)
    return found.select_related("association").order_by("-updated_at", "pk")


def statutes_drafts() -> panels.CaseTarget:
    """A draft of statutes can be what an entry of the log is about."""
    return panels.CaseTarget(
        statutes_target.KIND,
        _("Draft of statutes"),
        lambda user: StatutesDraft.objects.visible_to(user).select_related("association"),
        _drafts_of,
    )


panels.register("today", today, order=35)
panels.register("case_targets", statutes_drafts, order=45)
