"""Declarations of some years, a sample drawn by lot, and visits planned and held."""

from datetime import timedelta

from associations.actions import declarations, samples, visits
from associations.models import SupervisionVisit
from overview.demo.applications import ME
from overview.demo.world import World

# Who has declared on child certificates: association, years ago, what.
CERTIFICATES = [
    ("kultur", 1, "obtained"),
    ("rebaat", 1, "no_contact"),
    ("somali", 1, "obtained"),
    ("iransk", 1, "no_contact"),
    ("kultur", 0, "obtained"),
    ("somali", 0, "obtained"),
    ("bosnisk", 0, "no_contact"),
]
DONATIONS = ["kultur", "iransk"]
# As if somebody had thrown dice: the same in every demo.
SEED = "roskilde"
NOTES = {
    "board": "Syv i bestyrelsen, valgt på generalforsamlingen i marts. To er nye.",
    "statutes": "Vedtægterne bliver fulgt. Foreningen overvejer at sænke kravet til en ekstraordinær generalforsamling.",
    "member_democracy": "Alle medlemmer over 15 år stemmer. 62 mødte op sidst.",
    "finances": "Regnskabet er revideret og ligger fremme på mødet.",
    "well_being": "Mange unge kommer til. Det er svært at finde en ny kasserer.",
}


def build(world: World) -> None:
    _declare(world)
    _visit(world)


def _declare(world: World) -> None:
    yesterday = world.moment(-1, 19)
    for key, years_ago, answer in CERTIFICATES:
        at = yesterday.replace(year=yesterday.year - years_ago, day=min(yesterday.day, 28))
        declarations.declare_certificates(
            world.associations[key], year=at.year, answer=answer, by=world.users[ME[key]], at=at
        )
    for key in DONATIONS:
        declarations.declare_donations(
            world.associations[key],
            year=yesterday.year,
            by=world.users[ME[key]],
            at=yesterday,
        )
    declarations.note_certificates(
        world.associations["gymnastik"],
        year=yesterday.year,
        answer="obtained",
        signed_name="Lone Friis",
        signed_on=yesterday.date(),
        by=world.users["konsulent"],
        at=yesterday,
    )


def _visit(world: World) -> None:
    """A draw that was left, the one that was used, its first visit, and one that comes."""
    coordinator, consultant = world.users["koordinator"], world.users["konsulent"]
    drawn_at = world.moment(-40, 10)
    samples.draw(percent=5, seed=f"{SEED}-prøve", by=coordinator, at=drawn_at - timedelta(hours=1))
    sample = samples.draw(percent=20, seed=SEED, by=coordinator, at=drawn_at)
    sample = samples.confirm(sample, by=coordinator, at=drawn_at + timedelta(hours=1))
    first = sample.drawn.select_related("association").order_by("number")[0]
    by_lot = visits.plan(
        first.association,
        kind=SupervisionVisit.Kind.SUPERVISION,
        selection=SupervisionVisit.Selection.SAMPLE,
        sample=sample,
        planned_on=world.day(-20),
        officers=[consultant],
        by=consultant,
        at=world.moment(-35, 11),
    )
    visits.hold(
        by_lot,
        held_on=world.day(-20),
        conclusion=SupervisionVisit.Conclusion.ADVICE_GIVEN,
        summary="Tak for en god snak. Vi sender jer en skabelon til indkaldelsen, som I bad om.",
        by=consultant,
        at=world.moment(-18, 9),
        **NOTES,
    )
    visits.plan(
        world.associations["rebaat"],
        kind=SupervisionVisit.Kind.INTEREST_VISIT,
        selection=SupervisionVisit.Selection.ROUTINE,
        planned_on=world.day(9),
        officers=[consultant, coordinator],
        by=consultant,
        at=world.moment(-3, 14),
    )
