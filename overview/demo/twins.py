"""Entered twice: a pair that waits for somebody to compare it, one that was merged, and one that
looks alike and is two."""

from associations.actions import associations as register
from associations.actions import merging
from associations.models import Association
from overview.demo.world import World

A = Association
# Whose twin, and how it was typed the second time.
WAITING = ("roederkors", "Roskilde Røde Kors")
MERGED = ("boldklub", "Boldklubben i Himmelev")
APART = ("kultur", "Foreningen Roskilde Kultur")


def build(world: World) -> None:
    coordinator = world.users["koordinator"]

    def twin(key: str, name: str, days_ago: int) -> tuple[Association, Association]:
        """The association and its double; an hour's work of somebody who did not search first."""
        moment = world.moment(-days_ago)
        double = register.register(
            by=coordinator,
            at=moment,
            name=name,
            kind=A.Kind.ASSOCIATION,
            stage=A.Stage.IDEA,
            city="Roskilde",
        )
        return world.associations[key], double

    twin(*WAITING, 12)
    stays, goes = twin(*MERGED, 40)
    merging.merge(stays, goes, by=coordinator, at=world.moment(-38))
    one, other = twin(*APART, 30)
    merging.keep_apart(one, other, by=coordinator, at=world.moment(-29))
