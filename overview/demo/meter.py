"""The meter: a year of the team's hours, budgets in green, yellow and red, referrals and the ladder."""

import random
from datetime import date, time, timedelta

from associations import meter
from associations.actions import budgets, contacts, independence, referrals
from associations.models import Contact, HelpKind
from overview.demo.outreach import key_of
from overview.demo.world import World, at

TEAM = ("konsulent", "konsulent2", "koordinator")
WHOM = {
    "konsulent": ["kultur", "rebaat", "somali", "somkvinder", "afghansk", "ukraine"],
    "konsulent2": ["eritrea", "tamilsk", "bosnisk", "iransk", "kurdisk", "natteravne"],
    "koordinator": ["kultur", "boldklub", "aeblehaven", "roederkors", "rebaat", "iransk"],
}
# Kind of help and how often; minutes and how often.
KINDS = {
    "fundraising_application": 6,
    "statutes_founding": 4,
    "event_practical": 5,
    "accounts_reporting": 3,
    "contact_to_department": 3,
    "dialogue_relationship": 4,
    "capacity_building": 3,
    "room_equipment": 2,
    "translation_reading_letters": 3,
    "individual_citizen_matter": 1,
    "internal_admin": 1,
}
MINUTES = {15: 4, 30: 6, 45: 4, 60: 4, 90: 3, 120: 2}
HOURS = [time(9, 0), time(10, 30), time(13, 0), time(15, 0), time(18, 30), None]
# In July the associations are away, and before the pool's deadline they are not.
QUIET, BUSY = 7, (10, 11)

# association, kind of help, steps as (days ago, rung)
LADDER = [
    ("kultur", "fundraising_application", [(300, "i_do"), (150, "we_do"), (20, "you_do")]),
    ("kultur", "event_practical", [(200, "we_do"), (60, "you_do")]),
    ("rebaat", "accounts_reporting", [(210, "i_do"), (40, "we_do")]),
    ("somali", "fundraising_application", [(90, "i_do")]),
    ("eritrea", "statutes_founding", [(60, "i_do"), (8, "we_do")]),
    ("kurdisk", "statutes_founding", [(30, "we_do")]),
]
OFFERED = [("kultur", "accounts_reporting", 60), ("rebaat", "fundraising_application", 100)]
# association, kind of help, period, how it stands
BUDGETS = [
    ("kultur", None, "month", "yellow"),
    ("rebaat", "translation_reading_letters", "month", "red"),
    ("somali", None, "quarter", "green"),
    (None, "event_practical", "month", "yellow"),
    (None, "internal_admin", "year", "green"),
]


def build(world: World) -> None:
    # A seed of its own: the other parts draw what they always drew.
    dice = random.Random(2012)  # noqa: S311
    for week in range(52, 0, -1):
        for number, who in enumerate(TEAM):
            _log_week(world, dice, who, week, number)
    for number, who in enumerate(TEAM):
        _log(world, f"today/{who}", who, ["kultur", "natteravne", "iransk"][number], world.today,
             "capacity_building", 15, None)  # fmt: skip
    _refer(world)
    _climb(world)
    for row in BUDGETS:
        _give_hours(world, *row)


def _log_week(world: World, dice: random.Random, who: str, week: int, number: int) -> None:
    monday = world.day(-7 * week) - timedelta(days=world.day(-7 * week).weekday())
    often = 1 if monday.month == QUIET else 4 if monday.month in BUSY else 2 + (week + number) % 2
    for turn in range(often):
        kind = dice.choices(list(KINDS), weights=list(KINDS.values()))[0]
        minutes = dice.choices(list(MINUTES), weights=list(MINUTES.values()))[0]
        day = monday + timedelta(days=(2 * turn + number) % 5)
        _log(world, f"week/{week}/{who}/{turn}", who, dice.choice(WHOM[who]), day, kind, minutes,
             dice.choice(HOURS))  # fmt: skip


def _log(
    world: World, name: str, who: str, key: str, day: date, kind: str, minutes: int,
    started_at: time | None,
) -> Contact:  # fmt: skip
    by = world.users[who]
    return contacts.log(
        by=by, at=at(day, 19) if day < world.today else world.now, client_key=key_of(f"meter/{name}"),
        happened_on=day, minutes=minutes, associations=[world.associations[key]],
        help_kind=world.help_kinds[kind], started_at=started_at,
        channel=Contact.Channel.VISIT if minutes > 60 else Contact.Channel.PHONE,
    )  # fmt: skip


def _refer(world: World) -> None:
    """What is not ours was referred, and of what is older a month most said whether it helped."""
    entries = Contact.objects.filter(
        help_kind__scope=HelpKind.Scope.OUT_OF_SCOPE, happened_on__gte=world.day(-300)
    ).order_by("happened_on", "client_key")
    for number, contact in enumerate(entries.select_related("logged_by", "language")):
        by, day = contact.logged_by, contact.happened_on
        language = contact.language or world.languages["da"]
        for one in referrals.make(contact, language=language, by=by, at=at(day, 16)):
            if day < world.day(-40) and number % 5:
                outcome = ("yes", "yes", "no", "unknown")[number % 4]
                answered_at = at(day + timedelta(days=32), 9)
                referrals.answer(one, outcome=outcome, by=by, at=answered_at)


def _climb(world: World) -> None:
    by = world.users["konsulent"]
    for key, kind, steps in LADDER:
        for days, rung in steps:
            independence.step(
                world.associations[key], help_kind=world.help_kinds[kind], rung=rung, by=by,
                at=world.moment(-days),
            )  # fmt: skip
    for key, kind, days in OFFERED:
        independence.offer(
            world.associations[key], help_kind=world.help_kinds[kind], by=by,
            at=world.moment(-days),
        )  # fmt: skip


def _give_hours(world: World, key: str | None, kind: str | None, period: str, stands: str) -> None:
    """A budget of so many hours that it stands as wanted, whatever the day of the month is."""
    association = world.associations[key] if key else None
    help_kind = world.help_kinds[kind] if kind else None
    cut = meter.Cut(
        meter.SPAN_OF[period](world.today),
        kinds=(help_kind.pk,) if help_kind else (),
        associations=(association.pk,) if association else (),
    )
    used = meter.totals(cut)[()]
    hours = used // 60 + 1
    wanted = {"green": 0, "yellow": hours * 60 * 85 // 100, "red": hours * 60 + 20}[stands]
    if wanted > used:
        # The log takes whole fives.
        name = f"budget/{key}/{kind}"
        _log(world, name, "konsulent2", key or "natteravne", world.today, kind or "event_practical",
             -(-(wanted - used) // 5) * 5, None)  # fmt: skip
    budgets.set_up(
        association=association, help_kind=help_kind, period=period,
        hours=hours * 3 if stands == "green" else hours,
        valid_from=date(world.today.year - 1, 1, 1), by=world.users["leder"], at=world.now,
    )  # fmt: skip
