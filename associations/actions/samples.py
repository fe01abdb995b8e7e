"""The yearly sample for supervision: drawn, looked at, decided on. Every draw is kept."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from associations import sampling
from associations.models import SampledAssociation, SupervisionSample
from core.actions import NotPossibleNow, allow


@transaction.atomic
def draw(
    *, percent: int = sampling.DEFAULT_PERCENT, by: User, at: datetime, seed: str = ""
) -> SupervisionSample:
    """Draw so many per cent of all active associations; nothing follows before it is decided on.

    The draw is kept even if it is not used, so that everybody sees how often was drawn. `seed` is
    made by chance unless a draw is to be repeated.

    Raises:
        PermissionDenied: neither coordinator nor manager.
        ValidationError: less than 1 or more than 100 per cent.
        NotPossibleNow: there is nobody to draw.
    """
    allow(by, "associations.draw_sample")
    everybody = set(sampling.population().order_by().values_list("pk", flat=True))
    if not everybody:
        raise NotPossibleNow(_("There is no active association to draw."))
    rested = everybody & sampling.drawn_lately(timezone.localdate(at))
    sample = SupervisionSample(
        drawn_at=at,
        drawn_by=by,
        percent=percent,
        seed=seed or secrets.token_hex(8),
        population=len(everybody),
        candidates=sorted(everybody - rested),
        rested=sorted(rested),
    )
    sample.full_clean(exclude={"candidates", "rested"})
    sample.save()
    found = sampling.drawn(
        sample.candidates, sample.rested, percent=sample.percent, seed=sample.seed
    )
    SampledAssociation.objects.bulk_create(
        (
            SampledAssociation(sample=sample, number=number, association_id=pk)
            for number, pk in enumerate(found, start=1)
        ),
        batch_size=1000,
    )
    return sample


@transaction.atomic
def confirm(sample: SupervisionSample, *, by: User, at: datetime) -> SupervisionSample:
    """Decide on a draw: from now on visits are planned by it, and the drawn rest for three years.

    Raises:
        PermissionDenied: neither coordinator nor manager.
        NotPossibleNow: it is decided on already, or another draw was since.
    """
    allow(by, "associations.draw_sample")
    # All draws are locked: of two that are decided on at once, one is told that it came too late.
    draws = {one.pk: one for one in SupervisionSample.objects.select_for_update().order_by("pk")}
    if sample.pk not in draws:
        raise NotPossibleNow(_("It no longer exists. Somebody has deleted it."))
    sample = draws[sample.pk]
    if sample.confirmed_at is not None:
        raise NotPossibleNow(_("This draw has been decided on already."))
    later = [
        one for one in draws.values() if one.confirmed_at and one.confirmed_at > sample.drawn_at
    ]
    if later:
        raise NotPossibleNow(
            _("Another draw has been decided on since. Draw again, so that nobody is drawn twice.")
        )
    sample.confirmed_at, sample.confirmed_by = at, by
    sample.save(update_fields=["confirmed_at", "confirmed_by"])
    return sample
