"""The demo municipality: Roskilde of the seed (2010–2013) and a present-day year around today.

Facts of the seed are kept; persons are invented. Everything that has a lifecycle is brought to its
state by the actions, at the time it would have happened, so that the demo is as true as the real
thing. The same day gives the same demo: nothing is drawn by chance but from a fixed seed.
"""

from datetime import datetime

from django.db import transaction
from post_office.models import STATUS, Email

from overview.demo import (
    agreements,
    applications,
    associations,
    boards,
    bridge,
    capacity,
    evenings,
    events,
    lists,
    meter,
    outreach,
    people,
    pools,
    register,
    statutes,
    supervision,
    twins,
)
from overview.demo.world import World


@transaction.atomic
def build(now: datetime) -> World:
    """Make the demo around `now`; the database must hold no users yet."""
    world = World(now)
    parts = (
        people,
        associations,
        boards,
        statutes,
        capacity,
        outreach,
        register,
        meter,
        pools,
        applications,
        agreements,
        events,
        evenings,
        bridge,
        supervision,
        twins,
        # Last: what a list adds to the register has the highest numbers.
        lists,
    )
    for part in parts:
        part.build(world)
    # The mails of the past have been delivered long ago; the worker sends only what comes now.
    Email.objects.update(status=STATUS.sent)
    return world
