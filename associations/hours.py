"""The meter's two pages: one's own hours in detail, and what the team did in sums."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import Count, Q
from django.utils import formats
from django.utils.translation import gettext as _

from accounts.models import User
from associations import independence, meter, wording
from associations.models import Association, HelpKind, IndependenceStep, Referral
from core import calendar
from core.templatetags.charts import Bar

# Associations named on a page; the rest is one line, and the file has them all.
NAMED = 20
TOP = 5
MONTHS = 12
Scope = HelpKind.Scope


@dataclass(frozen=True)
class Line:
    """A row of a table: what, how long, and how much of the whole."""

    label: str
    minutes: int
    percent: int
    scope: str = ""
    key: int | None = None


@dataclass(frozen=True)
class Move:
    """Time that could be somebody else's: whose, how much, and what with."""

    label: str
    minutes: int
    examples: str


@dataclass(frozen=True)
class Next:
    """A task and an association, and what to say about the next time."""

    association: str
    kind: str
    step: IndependenceStep


def share(part: int, whole: int) -> int:
    """In percent, rounded."""
    return round(part * 100 / whole) if whole else 0


class Hours:
    """The sums of a part of the log, folded into the tables that both pages show."""

    def __init__(self, cut: meter.Cut) -> None:
        self.cut = cut
        self.kinds = {one.pk: one for one in HelpKind.objects.all()}
        # One question, folded twice.
        self.pairs = meter.totals(cut, "kind", "association")
        self.total = sum(self.pairs.values())

    def _folded(self, place: int) -> Counter[Any]:
        found: Counter[Any] = Counter()
        for key, minutes in self.pairs.items():
            found[key[place]] += minutes
        return found

    def by_kind(self) -> list[Line]:
        return [
            Line(
                label=self.kinds[kind].name,
                minutes=minutes,
                percent=share(minutes, self.total),
                scope=self.kinds[kind].get_scope_display(),
                key=kind,
            )
            for kind, minutes in self._folded(0).most_common()
        ]

    def by_association(self) -> list[Line]:
        """The ones with most time by name, the rest together, and last what belongs to none."""
        found = self._folded(1)
        alone = found.pop(None, 0)
        named = found.most_common(NAMED)
        names = dict(
            Association.objects.filter(pk__in=[key for key, _n in named]).values_list("pk", "name")
        )
        lines = [
            Line(names[key], minutes, share(minutes, self.total), key=key) for key, minutes in named
        ]
        rest = sum(found.values()) - sum(minutes for _key, minutes in named)
        for label, minutes in ((_("All others"), rest), (_("No association"), alone)):
            if minutes:
                lines.append(Line(label, minutes, share(minutes, self.total)))
        return lines

    def top(self) -> int:
        """How much of the associations' time the five with most of it have, in percent."""
        found = self._folded(1)
        found.pop(None, None)
        return share(sum(n for _key, n in found.most_common(TOP)), sum(found.values()))

    def out_of_scope(self) -> int:
        return sum(
            minutes
            for (kind, _association), minutes in self.pairs.items()
            if self.kinds[kind].scope == Scope.OUT_OF_SCOPE
        )

    def outside(self) -> dict[str, int]:
        """Minutes outside normal working hours, and those of which the time is known."""
        found = meter.totals(self.cut, "hours")
        outside = found[("outside",)]
        return {"outside": outside, "known": outside + found[("inside",)]}

    def bars(self, months: Iterable[date], cut: meter.Cut) -> list[Bar]:
        """A bar a month, in parts by whose task it is."""
        parts: Counter[Any] = Counter()
        for (month, kind), minutes in meter.totals(cut, "month", "kind").items():
            parts[month, self.kinds[kind].scope] += minutes
        return [
            Bar(
                formats.date_format(month, "M y"),
                [parts[month, scope] for scope in Scope.values],
                wording.duration,
            )
            for month in months
        ]

    def rows(self) -> list[list[Any]]:
        """The whole table, for a file: month, kind, whose task it is, association, minutes."""
        found = meter.totals(self.cut, "month", "kind", "association")
        whom = {key[2] for key in found if key[2]}
        names = dict(Association.objects.filter(pk__in=whom).values_list("pk", "name"))
        return sorted(
            [
                f"{month:%Y-%m}",
                self.kinds[kind].name,
                str(self.kinds[kind].get_scope_display()),
                names[association] if association else _("No association"),
                minutes,
            ]
            for (month, kind, association), minutes in found.items()
        )

    # --- One's own ------------------------------------------------------------------------------

    def moves(self, day: date) -> list[Move]:
        """What of this time a course, a sister association, a guide or somebody else could take."""
        whom = {key[1] for key in self.pairs if key[1]}
        times, steps = independence.times(whom, day), independence.ladder(whom)
        found: Counter[str] = Counter()
        examples: dict[str, set[str]] = {}
        for (kind_id, association), minutes in self.pairs.items():
            kind, pair = self.kinds[kind_id], (association or 0, kind_id)
            label, example = _move(kind, times[pair], steps.get(pair))
            if label:
                found[label] += minutes
                examples.setdefault(label, set()).add(example)
        return [
            Move(label, minutes, ", ".join(sorted(examples[label] - {""})))
            for label, minutes in found.most_common()
        ]

    def next_times(self) -> list[Next]:
        """What was agreed about the next time, for those met in these days."""
        steps = independence.ladder({key[1] for key in self.pairs if key[1]})
        here = {pair: step for pair, step in steps.items() if (pair[1], pair[0]) in self.pairs}
        names = dict(
            Association.objects.filter(pk__in={pair[0] for pair in here}).values_list("pk", "name")
        )
        found = [Next(names[p[0]], self.kinds[p[1]].name, step) for p, step in here.items()]
        return sorted(found, key=lambda one: (one.association, one.kind))[:NAMED]


def _move(kind: HelpKind, times: int, step: IndependenceStep | None) -> tuple[str, str]:
    """Where this help could go instead, and what with; nowhere: it is ours."""
    if kind.scope == Scope.OUT_OF_SCOPE:
        return _("Refer to others"), kind.referral_target
    if kind.offer and kind.offer_kind and times >= kind.offer_after:
        return kind.get_offer_kind_display(), kind.offer
    if step is not None and step.rung == IndependenceStep.Rung.YOU_DO:
        return str(HelpKind.OfferKind.SELF_SERVICE.label), kind.name
    return "", ""


def referrals(span: meter.Span, **asked: Any) -> dict[str, int]:
    """How many referrals were made in these days, and how many of them helped."""
    days = (calendar.at(span.first, time.min), calendar.end_of_day(span.last))
    return Referral.objects.filter(made_at__range=days, **asked).aggregate(
        made=Count("pk"),
        helped=Count("pk", filter=Q(outcome=Referral.Outcome.YES)),
        answered=Count("pk", filter=~Q(outcome="")),
    )


def trend_span(today: date) -> tuple[list[date], meter.Span]:
    """The last twelve months, this one included."""
    months = meter.months_back(today, MONTHS)
    return months, meter.Span(months[0], meter.month_of(today).last)


def own(user: User, span: meter.Span, today: date, asked: dict[str, Any]) -> dict[str, Any]:
    """Everything of one's own page; nobody else's minutes are in it."""
    hours = Hours(meter.Cut(span, consultant=user.pk, **asked))
    months, year = trend_span(today)
    return {
        **_both(hours),
        "moves": hours.moves(span.last),
        "next_times": hours.next_times(),
        "bars": hours.bars(months, meter.Cut(year, consultant=user.pk, **asked)),
        "referrals": referrals(span, made_by=user),
    }


def team(span: meter.Span, today: date, asked: dict[str, Any]) -> dict[str, Any]:
    """Everything of the team's page: sums, and of no month that fewer than three logged in."""
    months, year = trend_span(today)
    small = tuple(sorted({*meter.small_months(span), *meter.small_months(year)}))
    hours = Hours(meter.Cut(span, without=small, **asked))
    return {
        **_both(hours),
        "top": hours.top(),
        "outside": hours.outside(),
        "bars": hours.bars(months, meter.Cut(year, without=small, **asked)),
        "referrals": referrals(span),
        "left_out": [month for month in small if span.first <= month <= span.last],
        "left_out_of_trend": [month for month in small if month in months],
    }


def _both(hours: Hours) -> dict[str, Any]:
    out_of_scope = hours.out_of_scope()
    return {
        "total": hours.total,
        "by_kind": hours.by_kind(),
        "by_association": hours.by_association(),
        "out_of_scope": out_of_scope,
        "out_of_scope_share": share(out_of_scope, hours.total),
        "series": [str(scope.label) for scope in Scope],
    }
