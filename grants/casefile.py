"""Everything about one case, read in a constant number of queries: for the officer's page, the
member's page and the case file on paper alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from associations.models import Association, Post, StatutesVersion
from associations.models.statutes import LEGAL_MINIMUM, ClauseReview
from grants import checks, tallies
from grants.budget import Totals, total_of
from grants.checks import Check
from grants.conflicts import Closure, closures
from grants.models import (
    AgendaItem,
    Application,
    Attachment,
    BudgetLine,
    Criterion,
    Decision,
    Disqualification,
    EligibilityQuestion,
    Hearing,
    InformationRequest,
    Partner,
    PoolRule,
    Review,
)
from grants.tallies import Tally

# Other cases of the same association that are shown beside.
OTHERS_SHOWN = 6


@dataclass(frozen=True)
class Line:
    """A line of the budget with its share of the expenses."""

    row: BudgetLine
    percent: Decimal


@dataclass
class CasePage:
    """What a page about a case shows; lists are read already."""

    application: Application
    expenses: list[Line]
    income: list[Line]
    totals: Totals
    checks: list[Check]
    board: list[Post]
    statutes: StatutesVersion | None
    points_in_order: int | None
    others: list[Application]
    answers: list[tuple[EligibilityQuestion, bool | None]]
    reviews: list[Review] = field(default_factory=list)
    tally: Tally | None = None
    closures: list[Closure] = field(default_factory=list)

    @property
    def enquiries(self) -> list[tuple[str, InformationRequest | Hearing]]:
        """Questions and hearings with what they are called and their answers, oldest first."""
        found = [*self.application.informationrequests.all(), *self.application.hearings.all()]
        found.sort(key=lambda one: one.asked_at)
        return [(str(one._meta.verbose_name), one) for one in found]

    @property
    def decision(self) -> Decision | None:
        """The one in force: the latest."""
        return next(iter(self.application.decisions.all()), None)

    @property
    def to_look_at(self) -> list[Check]:
        """Checks that found something."""
        return [
            one for one in self.checks if one.outcome in (checks.Outcome.WARN, checks.Outcome.FAIL)
        ]


def with_everything(cases: QuerySet[Application]) -> QuerySet[Application]:
    """The cases with all that their pages show."""
    return cases.select_related(
        "association", "round__pool__committee", "officer", "receipt", "recommendation__made_by"
    ).prefetch_related(
        "budget_lines",
        "helpers",
        "association__posts__person",
        Prefetch("association__statutes", StatutesVersion.objects.select_related("review")),
        Prefetch("association__statutes__review__clauses", ClauseReview.objects.order_by("id")),
        Prefetch("partners", Partner.objects.select_related("association")),
        Prefetch("attachments", Attachment.objects.select_related("document")),
        Prefetch("round__criteria", Criterion.objects.order_by("position", "id")),
        Prefetch("round__pool__rules", PoolRule.objects.order_by("position", "id")),
        Prefetch(
            "round__pool__eligibility_questions",
            EligibilityQuestion.objects.order_by("position", "id"),
        ),
        Prefetch(
            "informationrequests",
            InformationRequest.objects.select_related("asked_by", "answered_by"),
        ),
        Prefetch("hearings", Hearing.objects.select_related("asked_by", "answered_by")),
        Prefetch(
            "decisions", Decision.objects.select_related("meeting__committee", "letter__document")
        ),
        Prefetch("disqualifications", Disqualification.objects.select_related("user", "lifted_by")),
        Prefetch("agenda_items", AgendaItem.objects.select_related("meeting__committee")),
    )


def read(application: Application, *, user: User, day: date) -> CasePage:
    """The page of a case that was read `with_everything`, as `user` may see it on `day`."""
    lines = list(application.budget_lines.all())
    sums = total_of(lines, application.amount_sought)
    statutes = _latest_statutes(application.association)
    return CasePage(
        application=application,
        expenses=_lines(lines, BudgetLine.Side.EXPENSE, sums),
        income=_lines(lines, BudgetLine.Side.INCOME, sums),
        totals=sums,
        checks=checks.run(application, on=day),
        board=_board(application.association, day),
        statutes=statutes,
        points_in_order=_points_in_order(statutes),
        others=_others(application, user),
        answers=_answers(application),
        closures=_staff_closures(application, day),
        **_assessments(application, user),
    )


def _lines(lines: Sequence[BudgetLine], side: str, sums: Totals) -> list[Line]:
    whole = sums.expenses or Decimal(1)
    return [Line(one, one.amount / whole * 100) for one in lines if one.side == side]


def _board(association: Association, day: date) -> list[Post]:
    return [
        post
        for post in association.posts.all()
        if post.valid_from <= day and (post.valid_until is None or post.valid_until >= day)
    ]


def _latest_statutes(association: Association) -> StatutesVersion | None:
    adopted = [one for one in association.statutes.all() if one.adopted_on]
    return max(adopted, key=lambda one: one.adopted_on, default=None)


def _points_in_order(statutes: StatutesVersion | None) -> int | None:
    """How many of the law's eight points the review found in order; None without a review."""
    review = getattr(statutes, "review", None)
    if review is None:
        return None
    return sum(
        1
        for one in review.clauses.all()
        if one.clause in LEGAL_MINIMUM and one.result == ClauseReview.Result.OK
    )


def _others(application: Application, user: User) -> list[Application]:
    found = Application.objects.visible_to(user).filter(association=application.association_id)
    return list(found.exclude(pk=application.pk).select_related("round")[:OTHERS_SHOWN])


def _answers(application: Application) -> list[tuple[EligibilityQuestion, bool | None]]:
    given = application.eligibility
    questions = application.round.pool.eligibility_questions.all()
    return [(one, given.get(str(one.pk))) for one in questions]


def _assessments(application: Application, user: User) -> dict[str, object]:
    """The points that may be shown to this user, and what they come to."""
    found = list(
        Review.objects.visible_to(user)
        .submitted()
        .filter(application=application)
        .select_related("reviewer")
        .prefetch_related("scores__criterion")
    )
    return {"reviews": found, "tally": tallies.of(application, found) if found else None}


def _staff_closures(application: Application, day: date) -> list[Closure]:
    """Committee members who are out of the case, once it is on an agenda."""
    if not application.agenda_items.all():
        return []
    members = application.round.pool.committee.members.all()
    return closures([application], members, day)[application.pk]
