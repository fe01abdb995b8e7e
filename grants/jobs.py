"""Reminders of drafts before their deadline."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from core.jobs import job
from grants import letters
from grants.models import Application

# Days before the deadline on which whoever has an unsent draft is reminded.
REMINDERS = (7, 2)


@job("grants.remind_of_drafts", every=timedelta(hours=6))
def remind_of_drafts(now: datetime) -> None:
    """Remind once a week before and once two days before, even if a worker was away meanwhile."""
    today = timezone.localdate(now)
    drafts = Application.objects.filter(
        status=Application.Status.DRAFT,
        round__deadline__gte=now,
        round__deadline__lte=now + timedelta(days=max(REMINDERS)),
    )
    for draft in drafts.select_related("round", "association").order_by("pk"):
        deadline = timezone.localdate(draft.round.deadline)
        days_left = (deadline - today).days
        due = min((days for days in REMINDERS if days >= days_left), default=None)
        if due is None or (
            draft.reminded_on and draft.reminded_on >= deadline - timedelta(days=due)
        ):
            continue
        with transaction.atomic():
            Application.objects.filter(pk=draft.pk).update(reminded_on=today)
            letters.draft_reminder(draft, days_left)
