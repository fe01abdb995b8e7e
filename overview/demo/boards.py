"""A group that tells of its way, boards that are asked, and a chair who hands over."""

from accounts.models import Access
from associations.actions import chair, confirmations, stage_reports
from associations.models import Association, BoardConfirmation
from overview.demo.associations import give_access
from overview.demo.world import World


def build(world: World) -> None:
    _report(world)
    _ask(world)
    _hand_over(world)


def _report(world: World) -> None:
    """The Eritrean group has held its founding assembly; the first report lacked the signatures."""
    group, consultant = world.associations["eritrea"], world.associations["eritrea"].consultant
    give_access(world, "gruppe", "eritrea", Access.Role.CHAIR, "ሰላም Tesfay", "en")
    by = world.users["gruppe"]
    told = {"stage": Association.Stage.FOUNDING_ASSEMBLY, "happened_on": world.day(-16), "by": by}
    first = stage_reports.report(group, remark="We were 18 people.", at=world.moment(-14), **told)
    stage_reports.decline(
        first,
        by=consultant,
        at=world.moment(-12),
        reason="Dirigenten og referenten skal skrive under på referatet. Tag et billede, og send det.",
    )
    stage_reports.report(group, remark="Now it is signed.", at=world.moment(-1, 19), **told)


def _ask(world: World) -> None:
    """One board has said yes by telephone, one has not answered yet."""
    confirmations.note(
        world.associations["kultur"],
        answer=BoardConfirmation.Answer.RIGHT,
        by=world.users["konsulent"],
        at=world.moment(-100),
    )
    confirmations.ask(world.associations["rebaat"], by=None, at=world.moment(-3))


def _hand_over(world: World) -> None:
    """The Iranian association has a new chair, who has not said yes yet."""
    chair.begin(
        world.associations["iransk"],
        effective_on=world.day(-4),
        full_name="Dariush Ahmadi",
        email="dariush@person.example",
        language="en",
        by=world.users["formand-fa"],
        at=world.moment(-2),
    )
