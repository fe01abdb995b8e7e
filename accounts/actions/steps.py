"""The record of steps taken by people and accesses, which have no lifecycle field of their own."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models

from accounts.models import User
from core.models import Transition


def record(
    instance: models.Model,
    name: str,
    *,
    source: str,
    target: str,
    by: User | None,
    at: datetime,
    reason: str,
) -> Transition:
    """Keep who took the step, when and why, even if the row itself goes."""
    return Transition.objects.create(
        content_type=ContentType.objects.get_for_model(instance),
        object_id=str(instance.pk),
        name=name,
        source=source,
        target=target,
        reason=reason,
        moved_at=at,
        moved_by=by,
    )
