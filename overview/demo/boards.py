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
    """The Tamil association has registered; the first time it forgot the number."""
    group = world.associations["tamilsk"]
    give_access(world, "gruppe", "tamilsk", Access.Role.CHAIR, "தமிழ்செல்வி Kumaran", "en")
    by = world.users["gruppe"]
    told = {"stage": Association.Stage.CVR_REGISTERED, "happened_on": world.day(-16), "by": by}
    first = stage_reports.report(
        group, remark="We have registered at virk.dk.", at=world.moment(-14), **told
    )
    stage_reports.decline(
        first,
        by=group.consultant,
        at=world.moment(-12),
        reason="Send et billede af beviset fra virk.dk, eller skriv CVR-nummeret under Overblik.",
    )
    stage_reports.report(group, remark="The number came today.", at=world.moment(-1, 19), **told)


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
