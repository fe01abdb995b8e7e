"""Everything about one case, read in a constant number of queries: for the officer's page, the
member's page and the case file on paper alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import CharField, Count, Prefetch, Q, QuerySet, Value

from accounts.models import User
from associations import case_targets
from associations.models import Association, ContactLink, Post, StatutesVersion
from associations.models.statutes import LEGAL_MINIMUM, ClauseReview
from core import calendar
from grants import checks, tallies
from grants.budget import Totals, total_of
from grants.checks import Check
from grants.conflicts import Closure, closures
from grants.models import (
    Application,
    Attachment,
    BudgetLine,
    CoSignature,
    Decision,
    Disqualification,
    EligibilityQuestion,
    Hearing,
    InformationRequest,
    Partner,
    PoolRule,
    Review,
    Score,
)
from grants.tallies import Tally

# Other cases of the same association that are shown beside.
OTHERS_SHOWN = 6


@dataclass(frozen=True)
class Line:
    """A line of the budget with its share of the expenses."""

    row: BudgetLine
    percent: Decimal


class Question(NamedTuple):
    """What the applicant was asked or heard about, and what they answered."""

    kind: str
    text: str
    due_on: date
    asked_at: datetime
    asked_by: str
    answer: str
    answered_at: datetime | None
    answered_by: str | None
    closed_at: datetime | None

    @property
    def label(self) -> str:
        model = Hearing if self.kind == Hearing._meta.model_name else InformationRequest
        return str(model._meta.verbose_name)


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
    decision: Decision | None = None
    dialogue: list[Question] = field(default_factory=list)
    notes: list[ContactLink] = field(default_factory=list)


def with_everything(cases: QuerySet[Application]) -> QuerySet[Application]:
    """The cases with all that their pages show."""
    with_sums: QuerySet[Application] = cases.with_granted_beside()  # type: ignore[attr-defined]
    return (
        checks.with_declared(with_sums, calendar.today().year)
        .select_related(
            "association",
            "democracy_check__checked_by",
            "round__pool__committee",
            "officer",
            "receipt",
            "recommendation__made_by",
            "submitted_by",
        )
        .prefetch_related(
            "budget_lines",
            Prefetch("cosignatures", CoSignature.objects.select_related("signed_by")),
            "helpers",
            Prefetch("association__posts", Post.objects.select_related("person")),
            Prefetch("association__statutes", _statutes()),
            Prefetch("partners", Partner.objects.select_related("association")),
            Prefetch("attachments", Attachment.objects.select_related("document")),
            Prefetch("round__pool__rules", PoolRule.objects.order_by("position", "id")),
            Prefetch(
                "round__pool__eligibility_questions",
                EligibilityQuestion.objects.order_by("position", "id"),
            ),
            Prefetch(
                "disqualifications", Disqualification.objects.select_related("user", "lifted_by")
            ),
        )
    )


def _statutes() -> QuerySet[StatutesVersion]:
    """Versions with how many of the law's eight points their review found in order."""
    in_order = Q(
        review__clauses__clause__in=LEGAL_MINIMUM,
        review__clauses__result=ClauseReview.Result.OK,
    )
    counted = Count("review__clauses", filter=in_order)
    return StatutesVersion.objects.select_related("review").annotate(points_in_order=counted)


def read(
    application: Application,
    *,
    user: User,
    day: date,
    with_closures: bool = False,
    with_notes: bool = False,
) -> CasePage:
    """The page of a case that was read `with_everything`, as `user` may see it on `day`.

    `with_closures` adds the committee's members who are out of the case, `with_notes` the notes of
    the case (offentlighedsloven § 13).
    """
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
        decision=_decision(application),
        dialogue=_dialogue(application),
        notes=case_targets.notes_of("application", application.pk) if with_notes else [],
        closures=_members_out(application, day) if with_closures else [],
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
    return max(adopted, key=lambda one: one.adopted_on or date.min, default=None)


def _points_in_order(statutes: StatutesVersion | None) -> int | None:
    """How many of the law's eight points the review found in order; None without a review."""
    return None if getattr(statutes, "review", None) is None else statutes.points_in_order  # type: ignore[union-attr]


def _dialogue(application: Application) -> list[Question]:
    """Requests for information and hearings, oldest first, in one query."""
    columns = (
        "kind",
        "text",
        "due_on",
        "asked_at",
        "asked_by__full_name",
        "answer",
        "answered_at",
        "answered_by__full_name",
        "closed_at",
    )
    requests, hearings = (
        model.objects.filter(application=application)  # type: ignore[attr-defined]
        .order_by()
        .annotate(kind=Value(model._meta.model_name, output_field=CharField()))
        .values_list(*columns)
        for model in (InformationRequest, Hearing)
    )
    return [Question(*row) for row in requests.union(hearings).order_by("asked_at")]


def _decision(application: Application) -> Decision | None:
    """The one in force: the latest."""
    if application.status not in Application.DECIDED:
        return None
    return application.decisions.select_related("meeting__committee", "letter__document").first()


def _others(application: Application, user: User) -> list[Application]:
    found = Application.objects.visible_to(user).filter(association=application.association_id)
    return list(found.exclude(pk=application.pk).select_related("round")[:OTHERS_SHOWN])


def _answers(application: Application) -> list[tuple[EligibilityQuestion, bool | None]]:
    given = application.eligibility
    questions = application.round.pool.eligibility_questions.all()
    return [(one, given.get(str(one.pk))) for one in questions]


def _assessments(application: Application, user: User) -> dict[str, Any]:
    """The points that may be shown to this user, and what they come to."""
    if application.status not in (*Application.BEFORE_COMMITTEE, Application.Status.WITHDRAWN):
        return {}
    scores = Prefetch("scores", Score.objects.select_related("criterion"))
    found = list(
        Review.objects.visible_to(user)
        .submitted()
        .filter(application=application)
        .select_related("reviewer")
        .prefetch_related(scores)
    )
    return {"reviews": found, "tally": tallies.of(application, found) if found else None}


def _members_out(application: Application, day: date) -> list[Closure]:
    """Members of the committee to whom the case is closed while it is before them."""
    if application.status not in (Application.Status.ON_AGENDA, Application.Status.DEFERRED):
        return []
    members = application.round.pool.committee.members.all()
    return closures([application], members, day)[application.pk]
