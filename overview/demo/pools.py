"""The Kultur- og Integrationspulje of the seed and of today, and a small pool beside it.

The figures are Roskilde's (domain §2.2): 250.000 kr. a year and rolling at first, later 300.000
kr. with a deadline on 15 November for the coming year; for arrangements 10.000 kr. by delegation.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from core.calendar import COPENHAGEN
from grants.models import Criterion, EligibilityQuestion, Pool, PoolBudget, PoolRound, PoolRule
from overview.demo import pool_conditions, pool_texts
from overview.demo.world import World, at

REMEDIES = (
    "Afgørelsen er truffet efter kommunens budget og puljens kriterier og kan ikke indbringes for en "
    "anden administrativ myndighed. Du kan bede Roskilde Kommune om at se på sagen igen, hvis der er "
    "oplysninger, vi ikke kendte. Du kan også klage over sagsbehandlingen til kommunen, til "
    "Ankestyrelsen som tilsynsmyndighed eller til Folketingets Ombudsmand."
)

KIP = {
    "code": "KIP",
    "slug": "kultur-og-integrationspuljen",
    "legal_basis": "Kommunalfuldmagten og kommunens budget, konto 5.46.60",
    "delegation_limit": Decimal(10000),
    "answer_days": 45,
}

SUP = {
    "code": "SUP",
    "slug": "start-og-udviklingspuljen",
    "legal_basis": "Folkeoplysningsloven § 6, stk. 1, nr. 1",
    "delegation_limit": Decimal(25000),
    "answer_days": 10,
}

BOTH = {
    "remedies_text": REMEDIES,
    "contact_email": "puljer@roskilde.example",
    "contact_phone": "+4546313000",
    "is_public": True,
}


def build(world: World) -> None:
    committee = world.committees["social"]
    pool = Pool.objects.create(committee=committee, **KIP, **BOTH, **pool_texts.KIP)
    world.pools["kip"] = pool
    year = world.today.year
    for budget_year in (2012, 2013):
        PoolBudget.objects.create(pool=pool, year=budget_year, amount=Decimal(250000))
    for budget_year in range(year - 1, year + 3):
        carried = Decimal(18500) if budget_year == year else Decimal(0)
        PoolBudget.objects.create(
            pool=pool, year=budget_year, amount=Decimal(300000), carried_over=carried
        )
    for position, question in enumerate(pool_conditions.QUESTIONS, start=1):
        EligibilityQuestion.objects.create(pool=pool, position=position, **question)
    add_rules(pool, pool_conditions.RULES)
    add_rounds(world, pool)
    add_small_pool(world)


def deadline_on(day: date) -> datetime:
    """The last second of the day in Copenhagen."""
    return datetime.combine(day, time(23, 59, 59), COPENHAGEN)


def next_deadline(world: World) -> date:
    """Roskilde's 15 November, or a second round on 15 March when that is too near.

    Always at least six weeks ahead, so that the demo can be tried in peace.
    """
    year = world.today.year
    days = [date(y, month, 15) for y in (year, year + 1) for month in (3, 11)]
    return next(day for day in days if (day - world.today).days > 42)


def add_rounds(world: World, pool: Pool) -> None:
    ahead = next_deadline(world)
    charged_to = ahead.year + 1 if ahead.month == 11 else ahead.year
    for key, year, opens, deadline, answer in (
        ("2013", 2013, at(date(2012, 9, 1)), deadline_on(date(2012, 11, 15)), date(2013, 1, 31)),
        (
            "last",
            world.today.year,
            world.moment(-430),
            deadline_on(world.day(-370)),
            world.day(-310),
        ),
        (
            "before",
            world.today.year,
            world.moment(-120),
            deadline_on(world.day(-21)),
            world.day(40),
        ),
        (
            "open",
            charged_to,
            world.moment(-20),
            deadline_on(ahead),
            ahead + timedelta(days=77),
        ),
    ):
        names = pool_texts.ROUNDS["year" if key in ("2013", "open") else key]
        round_ = PoolRound.objects.create(
            pool=pool, year=year, opens_at=opens, deadline=deadline, answer_expected_on=answer,
            **{field: name.format(year=year) for field, name in names.items()},
        )  # fmt: skip
        world.rounds[key] = round_
        add_criteria(round_)
    rolling = PoolRound.objects.create(
        pool=pool,
        year=world.today.year,
        opens_at=world.moment(-330),
        **pool_texts.ROUNDS["rolling"],
    )
    world.rounds["rolling"] = rolling
    add_criteria(rolling)


def add_rules(pool: Pool, rules: list[dict[str, Any]]) -> None:
    for position, rule in enumerate(rules, start=1):
        PoolRule.objects.create(pool=pool, position=position, **rule)


def add_criteria(round_: PoolRound) -> None:
    for position, criterion in enumerate(pool_conditions.CRITERIA, start=1):
        Criterion.objects.create(round=round_, max_points=5, position=position, **criterion)


def add_small_pool(world: World) -> None:
    """Start- og Udviklingspuljen: rolling, mostly decided by staff."""
    committee = world.committees["social"]
    pool = Pool.objects.create(committee=committee, **SUP, **BOTH, **pool_texts.SUP)
    world.pools["sup"] = pool
    PoolBudget.objects.create(pool=pool, year=world.today.year, amount=Decimal(250000))
    add_rules(pool, pool_conditions.SMALL_POOL_RULES)
    round_ = PoolRound.objects.create(
        pool=pool,
        year=world.today.year,
        opens_at=world.moment(-330),
        **pool_texts.ROUNDS["start"],
    )
    world.rounds["start"] = round_
    add_criteria(round_)
