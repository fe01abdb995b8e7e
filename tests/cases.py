"""Applications brought to a state by the actions, so that no test holds an impossible one."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from associations.models import Association
from core.calendar import COPENHAGEN
from grants.actions import applications, decisions, democracy, reviews
from grants.models import Application, BudgetLine, CommitteeMeeting, Decision, PoolRound
from tests.cast import NOW, Cast

# After the deadline of the dated round.
AFTER_DEADLINE = datetime(2026, 11, 16, 9, 0, tzinfo=COPENHAGEN)
MEETING_AT = datetime(2026, 12, 9, 16, 0, tzinfo=COPENHAGEN)

PROJECT = {
    "title": "Fælles nytårsfest",
    "purpose": "Tyrkiske og danske familier lærer hinanden at kende.",
    "activities": "Mad, musik og leg i Kulturhuset.",
    "starts_on": date(2027, 3, 20),
    "ends_on": date(2027, 3, 20),
    "place": "Kulturhuset, Roskilde",
    "audience": "Familier i Roskilde",
    "open_to_all": True,
    "has_children": True,
    "expected_participants": 120,
}
EXPENSES = [
    {
        "side": BudgetLine.Side.EXPENSE,
        "category": BudgetLine.Category.VENUE,
        "text": "Kulturhuset",
        "amount": Decimal(6000),
    },
    {
        "side": BudgetLine.Side.EXPENSE,
        "category": BudgetLine.Category.FEE,
        "text": "Musikere",
        "amount": Decimal(4000),
    },
]


def draft(
    cast: Cast,
    *,
    association: Association | None = None,
    by: User | None = None,
    round_: PoolRound | None = None,
    sought: int = 10000,
    title: str = PROJECT["title"],  # type: ignore[assignment]
    partners: list[dict[str, object]] | None = None,
    at: datetime = NOW,
) -> Application:
    """A draft that is sound: the budget adds up to the amount sought."""
    association = association or cast.culture
    by = by or cast.ayse
    begun = applications.begin(
        round_ or cast.round, association=association, eligibility={}, by=by, at=at
    )
    lines = [
        {**EXPENSES[0], "amount": Decimal(sought) * 6 / 10},
        {**EXPENSES[1], "amount": Decimal(sought) * 4 / 10},
    ]
    return applications.save(
        begun,
        step="budget",
        fields={**PROJECT, "title": title, "amount_sought": Decimal(sought)},
        budget_lines=lines,
        partners=partners or [],
        by=by,
        at=at,
    )


def received(cast: Cast, **wishes: object) -> Application:
    """Submitted and received, with a case number."""
    application = draft(cast, **wishes)  # type: ignore[arg-type]
    by = wishes.get("by") or cast.ayse
    return applications.submit(
        application,
        signed_name="Ayşe Yılmaz",
        declared_true=True,
        declared_democratic=True,
        by=by,  # type: ignore[arg-type]
        at=wishes.get("at") or NOW,  # type: ignore[arg-type]
    )


def under_review(cast: Cast, **wishes: object) -> Application:
    """Taken up by the secretary, after the deadline if there is one; the democracy check is
    answered unless `democracy_checked=False`."""
    is_checked = wishes.pop("democracy_checked", True)
    application = received(cast, **wishes)
    at = AFTER_DEADLINE if application.round.deadline else NOW + timedelta(days=1)
    application = applications.take_up(application, by=cast.secretary, at=at)
    if is_checked:
        democracy.check(application, result="no_remarks", by=cast.secretary, at=at)
    return application


def recommended(cast: Cast, amount: int | None = None, **wishes: object) -> Application:
    """Recommended in full, or with another amount."""
    application = under_review(cast, **wishes)
    sought = application.amount_sought or Decimal(0)
    applications.recommend(
        application,
        outcome="granted" if amount is None or amount == sought else "partly_granted",
        amount=sought if amount is None else Decimal(amount),
        reasons="Styrker dialogen mellem kulturer.",
        by=cast.secretary,
        at=AFTER_DEADLINE,
    )
    application.refresh_from_db()
    return application


def meeting(cast: Cast) -> CommitteeMeeting:
    """The committee's next meeting."""
    found, _made = CommitteeMeeting.objects.get_or_create(
        committee=cast.committee, held_at=MEETING_AT, defaults={"place": "Rådhuset"}
    )
    return found


def on_agenda(cast: Cast, **wishes: object) -> Application:
    """On the agenda of the next meeting."""
    application = recommended(cast, **wishes)  # type: ignore[arg-type]
    applications.put_on_agenda(
        application, meeting=meeting(cast), by=cast.secretary, at=AFTER_DEADLINE
    )
    application.refresh_from_db()
    return application


def reviewed(application: Application, *, by: User, points: int = 4) -> None:
    """A member's submitted assessment with the same points for every criterion."""
    scores = {one.pk: (points, "") for one in application.round.criteria.all()}
    reviews.save(application, scores=scores, submit=True, by=by, at=AFTER_DEADLINE)


def decided(
    cast: Cast, outcome: str = "granted", amount: int | None = None, **wishes: object
) -> Decision:
    """Decided by the committee; the letter waits in the outbox."""
    application = on_agenda(cast, **wishes)
    granted = application.amount_sought if amount is None else Decimal(amount)
    adverse = outcome != "granted"
    return decisions.decide(
        application,
        outcome=outcome,
        amount=Decimal(0) if outcome == "refused" else granted or Decimal(0),
        reasons="Puljens midler rækker ikke til alle." if adverse else "",
        remedies_text=cast.pool.remedies_text if adverse else "",
        decided_on=timezone.localdate(MEETING_AT),
        meeting=meeting(cast),
        by=cast.committee_chair,
        at=MEETING_AT,
    )
