"""What the clock does to agreements."""

from datetime import datetime, timedelta

from django.utils import timezone

from agreements.actions import agreements
from agreements.models import Agreement
from core.jobs import job


@job("agreements_by_the_clock", every=timedelta(hours=1))
def by_the_clock(now: datetime) -> None:
    """Put signed agreements into force, let them end, and tell the parties before they do.

    Each agreement is looked at again under its lock, so that running twice changes nothing.
    """
    day = timezone.localdate(now)
    for agreement in Agreement.objects.ended_by(day).order_by("pk"):
        agreements.expire(agreement, at=now)
    signed = Agreement.objects.filter(status=Agreement.Status.SIGNED, starts_on__lte=day)
    for agreement in signed.order_by("pk"):
        agreements.activate(agreement, at=now)
    ending = Agreement.objects.filter(
        status__in=Agreement.IN_FORCE, ends_on__range=(day, agreements.horizon(day))
    )
    for agreement in ending.order_by("pk"):
        agreements.remind_of_end(agreement, at=now)
