"""For everybody: which pools there are, and what has been granted."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import CharField, F, IntegerField, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from core import calendar
from core.admin.export import Column, ExportResource, written
from grants.disclosure import published_grants
from grants.filters import GrantFilter
from grants.models import Criterion, EligibilityQuestion, Pool, PoolRound, PoolRule
from grants.tables import GrantTable


def days_left(round_: PoolRound) -> int | None:
    """How many days remain, the last one counted as 0; None where there is no deadline."""
    if round_.deadline is None:
        return None
    return (timezone.localdate(round_.deadline) - calendar.today()).days


def with_days(rounds: QuerySet[PoolRound]) -> list[dict[str, Any]]:
    """The rounds that are open or will open, the nearest deadline first, the rolling ones last."""
    now = timezone.now()
    coming = [one for one in rounds if one.deadline is None or one.deadline >= now]
    coming.sort(key=lambda one: (one.opens_at > now, one.deadline is None, one.deadline or now))
    return [
        {"round": one, "is_open": one.is_open_at(now), "days_left": days_left(one)}
        for one in coming
    ]


@method_decorator(login_not_required, name="dispatch")
class Pools(TemplateView):
    """Every public pool; those that take applications now come first, the nearest deadline on top."""

    template_name = "grants/pools.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = [
            {"pool": pool, "rounds": with_days(pool.rounds.all())}
            for pool in Pool.objects.published().prefetch_related("rounds")
        ]
        entries.sort(key=lambda entry: not any(one["is_open"] for one in entry["rounds"]))
        return super().get_context_data(entries=entries, **kwargs)


def texts(pool: Pool) -> dict[str, list[dict[str, Any]]]:
    """Rules, eligibility questions and criteria of a pool, in one query: the page is for crowds.

    Returns:
        by kind (`rule`, `question`, `criterion`), in their order: `text`, `more`, `is_danish`
        when a page in another language falls back, and for criteria `round_id`.
    """
    rules = _rows(PoolRule.objects.filter(pool=pool), "rule", "message")
    questions = _rows(EligibilityQuestion.objects.filter(pool=pool), "question", "text", "advice")
    criteria = _rows(
        Criterion.objects.filter(round__pool=pool),
        "criterion",
        "title",
        "description",
        of=F("round_id"),
    )
    found: dict[str, list[dict[str, Any]]] = {"rule": [], "question": [], "criterion": []}
    for row in sorted(rules.union(questions, criteria, all=True)):
        kind, _place, _key, own, danish, more, round_id = row
        found[kind].append(
            {"text": own or danish, "more": more, "is_danish": not own, "round_id": round_id}
        )
    return found


def _rows(texts: QuerySet[Any], kind: str, said: str, more: str = "", of: Any = None) -> Any:
    """The same columns for each kind, so that one query can fetch them all."""
    language = translation.get_language()
    in_language: Any = Value("", CharField())
    if more:
        own = NullIf(F(f"{more}_{language}"), Value(""))
        in_language = Coalesce(own, F(f"{more}_da"), output_field=CharField())
    return (
        texts.order_by()
        .annotate(
            row_kind=Value(kind, CharField()),
            row_place=F("position"),
            row_key=F("pk"),
            row_own=F(f"{said}_{language}"),
            row_danish=F(f"{said}_da"),
            row_more=in_language,
            row_of=of or Value(0, IntegerField()),
        )
        .values_list(
            "row_kind", "row_place", "row_key", "row_own", "row_danish", "row_more", "row_of"
        )
    )


@login_not_required
def pool(request: HttpRequest, slug: str) -> HttpResponse:
    """A pool: when to apply, what it pays, how it is judged, whom to ask."""
    found = get_object_or_404(Pool.objects.published().select_related("committee"), slug=slug)
    rounds = with_days(found.rounds.all())
    pieces = texts(found)
    shown = {one["round"].pk for one in rounds}
    criteria = {one["text"]: one for one in pieces["criterion"] if one["round_id"] in shown}
    return render(
        request,
        "grants/pool.html",
        {
            "pool": found,
            "rounds": rounds,
            "rules": pieces["rule"],
            "questions": pieces["question"],
            "criteria": list(criteria.values()),
        },
    )


@method_decorator(login_not_required, name="dispatch")
class Grants(SingleTableMixin, FilterView):
    """What has been granted, once the parties have been told."""

    template_name = "grants/grants.html"
    table_class = GrantTable
    filterset_class = GrantFilter
    paginate_by = 50

    def get_queryset(self) -> Any:
        return published_grants()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        total = self.object_list.order_by().aggregate(total=Sum("amount"))["total"]
        return super().get_context_data(total=total, query=self.request.GET.urlencode(), **kwargs)


class GrantResource(ExportResource):
    """The columns of the file."""

    association = Column("application__association__name", _("Association"))
    title = Column("application__title", _("For what"))
    pool = Column("application__round__pool__name", _("Pool"))
    year = Column("year", _("Year"))
    amount = Column("amount", _("Amount"))
    decided_on = Column("decided_on", _("Decided on"))


@login_not_required
def grants_file(request: HttpRequest) -> HttpResponse:
    """The same list as a file that Excel opens."""
    chosen = GrantFilter(request.GET, queryset=published_grants())
    rows = chosen.qs if chosen.is_valid() else published_grants()
    return HttpResponse(
        written(GrantResource(), rows, "csv"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="bevillinger.csv"'},
    )
