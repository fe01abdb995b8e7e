"""A meeting's agenda as one person may see it: open cases with figures, closed ones as a number."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from accounts.models import User
from grants import balance, tallies
from grants.balance import Balance
from grants.conflicts import Closure, closures
from grants.models import AgendaItem, Application, CommitteeMeeting, Pool, Review
from grants.tallies import Tally


@dataclass
class Row:
    """An item of the agenda. A closed one has neither application nor figures."""

    position: int
    case_number: str
    application: Application | None = None
    tally: Tally | None = None
    left_after: Decimal | None = None
    out: list[Closure] = field(default_factory=list)

    @property
    def is_closed(self) -> bool:
        return self.application is None

    @property
    def is_open(self) -> bool:
        """Still to be decided."""
        return (
            self.application is not None and self.application.status == Application.Status.ON_AGENDA
        )


@dataclass(frozen=True)
class Account:
    """A pool's year at this meeting."""

    pool: Pool
    year: int
    balance: Balance
    left_after: Decimal


@dataclass(frozen=True)
class Agenda:
    """The items in order, and what the recommendations leave in each pool."""

    rows: list[Row]
    accounts: list[Account]

    @property
    def closed(self) -> int:
        return sum(1 for row in self.rows if row.is_closed)


def of(meeting: CommitteeMeeting, *, user: User, day: date) -> Agenda:
    """The agenda of `meeting` as `user` may see it, at a constant number of queries."""
    items = list(meeting.items.order_by("position", "pk"))
    numbers = dict(
        Application.objects.filter(agenda_items__in=items).values_list("pk", "case_number")
    )
    visible = {
        case.pk: case
        for case in Application.objects.visible_to(user)
        .filter(pk__in=numbers)
        .select_related("association", "round__pool", "recommendation")
    }
    closed = set(
        Application.objects.filter(pk__in=numbers).closed_to(user).values_list("pk", flat=True)
    )
    found = _tallies(visible.values(), user)
    out = closures(visible.values(), meeting.committee.members.all(), day)
    rows = [
        Row(one.position, numbers[one.application_id])
        if one.application_id in closed
        else Row(
            one.position,
            numbers[one.application_id],
            visible[one.application_id],
            found.get(one.application_id),
            out=out.get(one.application_id, []),
        )
        for one in items
        if one.application_id in visible or one.application_id in closed
    ]
    return Agenda(rows, _run_accounts(rows, user))


def _tallies(cases: Iterable[Application], user: User) -> dict[int, Tally]:
    cases = list(cases)
    reviews = (
        Review.objects.visible_to(user)
        .submitted()
        .filter(application__in=cases)
        .prefetch_related("scores__criterion")
    )
    found = list(reviews)
    spoken = {one.application_id for one in found}
    return {pk: one for pk, one in tallies.of_many(cases, found).items() if pk in spoken}


def _run_accounts(rows: list[Row], user: User) -> list[Account]:
    """Go down the agenda and note what is left if every recommendation is followed."""
    books: dict[tuple[int, int], tuple[Pool, Balance]] = {}
    left: dict[tuple[int, int], Decimal] = {}
    for row in rows:
        if row.application is None:
            continue
        round_ = row.application.round
        key = (round_.pool_id, round_.year)
        if key not in books:
            books[key] = (round_.pool, balance.of(round_.pool, round_.year, user=user))
            left[key] = books[key][1].left
        made = getattr(row.application, "recommendation", None)
        if row.is_open and made is not None:
            left[key] -= made.amount
        row.left_after = left[key]
    return [Account(pool, key[1], account, left[key]) for key, (pool, account) in books.items()]


# --- one member's own cases -----------------------------------------------------------------


@dataclass(frozen=True)
class MyCase:
    """A case on the agenda with how far the member is: todo, draft, done, abstained, decided,
    helped, closed."""

    pk: int
    position: int
    case_number: str
    state: str
    application: Application | None = None

    @property
    def waits_for_me(self) -> bool:
        return self.state in ("todo", "draft")


@dataclass(frozen=True)
class MyMeeting:
    """A meeting to come with the member's cases in the order of the agenda."""

    meeting: CommitteeMeeting
    cases: list[MyCase]

    @property
    def mine(self) -> list[MyCase]:
        """Those the member assesses."""
        return [one for one in self.cases if one.state in ("todo", "draft", "done", "abstained")]

    @property
    def done(self) -> int:
        return sum(1 for one in self.mine if not one.waits_for_me)

    @property
    def next(self) -> MyCase | None:
        return next((one for one in self.mine if one.waits_for_me), None)


def mine(user: User, *, since: datetime) -> list[MyMeeting]:
    """The member's meetings from `since` on, soonest first; eight queries however many cases."""
    meetings = list(
        CommitteeMeeting.objects.filter(committee__members=user, held_at__gte=since)
        .select_related("committee")
        .order_by("held_at", "pk")
    )
    items = list(
        AgendaItem.objects.filter(meeting__in=meetings).order_by("meeting_id", "position", "pk")
    )
    cases = Application.objects.filter(agenda_items__in=items)
    numbers = dict(cases.values_list("pk", "case_number"))
    closed = set(cases.closed_to(user).values_list("pk", flat=True))
    helped = set(cases.filter(helpers=user).values_list("pk", flat=True))
    visible = {
        one.pk: one
        for one in Application.objects.visible_to(user)
        .filter(pk__in=numbers)
        .select_related("association")
    }
    reviews = {
        one.application_id: one
        for one in Review.objects.filter(reviewer=user, application__in=visible)
    }
    by_meeting: dict[int, list[MyCase]] = {meeting.pk: [] for meeting in meetings}
    for item in items:
        pk = item.application_id
        if pk in closed:
            by_meeting[item.meeting_id].append(MyCase(pk, item.position, numbers[pk], "closed"))
        elif pk in visible:
            case = visible[pk]
            state = _state(case, reviews.get(pk), has_helped=pk in helped)
            by_meeting[item.meeting_id].append(MyCase(pk, item.position, numbers[pk], state, case))
    return [MyMeeting(meeting, by_meeting[meeting.pk]) for meeting in meetings]


def _state(case: Application, review: Review | None, *, has_helped: bool) -> str:
    if case.status != Application.Status.ON_AGENDA:
        return "decided"
    if has_helped:
        return "helped"
    if review is None:
        return "todo"
    if review.submitted_at is None:
        return "draft"
    return "abstained" if review.is_abstention else "done"
