"""What the members' points come to: weighted average, spread and how many have spoken."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from grants.models import Application, Review

# Members disagree when their averages are further apart than this share of the scale.
SPREAD_FLAG_PERCENT = 40


@dataclass(frozen=True)
class Tally:
    """The members' points in one case, on a scale of 0 to 100."""

    average: Decimal | None
    spread: Decimal  # between the highest and the lowest member
    count: int  # members who gave points
    abstentions: int

    @property
    def members_disagree(self) -> bool:
        return self.spread > SPREAD_FLAG_PERCENT


def member_average(review: Review) -> Decimal | None:
    """A member's weighted average in percent of the highest points; None without any points.

    Criteria that cannot be assessed count neither for nor against.
    """
    weighted = [
        (Decimal(score.points) / score.criterion.max_points, score.criterion.weight)
        for score in review.scores.all()
        if score.points is not None
    ]
    weight = sum(weight for _share, weight in weighted)
    if not weight:
        return None
    return sum((share * w for share, w in weighted), Decimal(0)) / weight * 100


def of_many(applications: Iterable[Application], reviews: Iterable[Review]) -> dict[int, Tally]:
    """Tallies by application id, from reviews read with their scores and criteria.

    Args:
        reviews: those that may be shown (`Review.objects.visible_to(user).submitted()`), with
            `prefetch_related("scores__criterion")`; no query is made here.
    """
    by_case: dict[int, list[Review]] = {application.pk: [] for application in applications}
    for review in reviews:
        if review.application_id in by_case:
            by_case[review.application_id].append(review)
    return {pk: _tally(rows) for pk, rows in by_case.items()}


def of(application: Application, reviews: Iterable[Review]) -> Tally:
    """The tally of one case; as `of_many`."""
    return of_many([application], reviews)[application.pk]


def _tally(reviews: list[Review]) -> Tally:
    averages = [
        average
        for review in reviews
        if not review.is_abstention and (average := member_average(review)) is not None
    ]
    return Tally(
        average=sum(averages, Decimal(0)) / len(averages) if averages else None,
        spread=max(averages) - min(averages) if averages else Decimal(0),
        count=len(averages),
        abstentions=sum(1 for review in reviews if review.is_abstention),
    )
