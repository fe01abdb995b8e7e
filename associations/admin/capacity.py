"""The association check at the desk: statements, what boards answered, and all of them together."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from associations import capacity
from associations.models import CapacityAnswer, CapacityCheck, CapacityStatement
from core.admin import ModelAdmin, ReadOnlyAdmin, ReadOnlyInline, ReferenceAdmin
from core.admin.export import Column, ExportResource
from core.admin.form_steps import FormStep, FormStepsAdmin, StepForm
from core.templatetags.charts import Trend

# So many years the filter offers.
YEARS = 8


@admin.register(CapacityStatement)
class CapacityStatementAdmin(ReferenceAdmin):
    """Ten by default; the coordinator words them, and takes out of use what is asked no more."""

    list_display = ("text", "position", "help_kind", "is_active")
    list_filter = ("is_active",)
    list_select_related = ("help_kind",)
    search_fields = ("text", "code")
    fields = ("code", "text", "position", "help_kind", "is_active")


class YearFilter(admin.SimpleListFilter):
    """The last years, without asking which there are."""

    title = _("year")
    parameter_name = "aar"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        newest = timezone.localdate().year
        return [(str(year), str(year)) for year in range(newest, newest - YEARS, -1)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        years = dict(self.lookup_choices)
        return queryset.filter(year=self.value()) if self.value() in years else queryset


class LowFilter(admin.SimpleListFilter):
    """Those that answered a statement low."""

    title = _("low answer")
    parameter_name = "lav"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(one.pk), one.text) for one in CapacityStatement.objects.in_use()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in dict(self.lookup_choices):
            return queryset
        low = CapacityAnswer.objects.filter(
            capacity_check=OuterRef("pk"), statement=self.value(), value__lte=CapacityAnswer.LOW
        )
        return queryset.filter(Exists(low))


class AnswerInline(ReadOnlyInline):
    model = CapacityAnswer
    fields = ("statement", "value")
    readonly_fields = fields

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("associations.view_capacitycheck")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related("statement", "capacity_check")
        return rows.order_by("statement__position", "pk")


class CheckResource(ExportResource):
    association = Column("association", _("Association"))
    year = Column("year", _("Year"))
    filled_on = Column("filled_on", _("Filled in on"))
    first_priority = Column("first_priority", _("First priority"))
    second_priority = Column("second_priority", _("Second priority"))
    third_priority = Column("third_priority", _("Third priority"))
    helped_by = Column("helped_by", _("Done together with"))


@admin.register(CapacityCheck)
class CapacityCheckAdmin(FormStepsAdmin, ReadOnlyAdmin):
    """Filled in by the boards in the portal; here they are read, never scored or mended."""

    list_display = ("association", "year", "filled_on", "wanted", "helped_by")
    list_filter = (YearFilter, LowFilter)
    list_select_related = ("association", "helped_by")
    search_fields = ("association__name",)
    show_facets = admin.ShowFacets.NEVER
    fields = ("association", "year", "filled_on", "filled_by", "wanted", "helped_by", "helped_at")
    readonly_fields = fields
    inlines = (AnswerInline,)
    export_resource = CheckResource
    form_steps = (
        FormStep(
            "help",
            _("We did it together"),
            "associations.help_capacity_check",
            "associations.actions.capacity.note_help",
            StepForm,
            lambda check: check.helped_by_id is None,
            _(
                "Notes that you sat beside while the board filled it in. The answers are the board's."
            ),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.select_related("association", "filled_by", "helped_by")

    @admin.display(description=_("wants to become better at"))
    def wanted(self, check: CapacityCheck) -> SafeString | str:
        return format_html_join(" · ", "<bdi>{}</bdi>", ((one,) for one in check.priorities)) or "–"


class TeamPage(ModelAdmin):
    """The averages of all associations: what to hold a course about."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.team)
        return [path("foreningstjek/", view, name="associations_team_capacity")]

    def team(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm("associations.view_team_capacity"):
            raise PermissionDenied(_("The averages are shown to those who plan the courses."))
        newest = timezone.localdate().year
        choices = list(range(newest, newest - capacity.YEARS, -1))
        asked = request.GET.get("aar", "")
        year = int(asked) if asked in map(str, choices) else newest
        years, lines = capacity.team(year)
        return self.page(
            request,
            "admin/associations/team_capacity.html",
            title=_("Association checks together"),
            year=year,
            choices=choices,
            years=years,
            lines=lines,
            trends=[_trend(line) for line in lines if any(line.values)],
            enough=capacity.ENOUGH,
            lowest=capacity.LOWEST,
            highest=capacity.HIGHEST,
        )


def _trend(line: capacity.TeamLine) -> Trend:
    told = line.average is not None
    return Trend(
        label=line.statement.text,
        values=line.values,
        said=localize,
        now=_("Average %(average)s") % {"average": localize(line.average)}
        if told
        else _("Too few answers"),
        note=_("%(number)s associations") % {"number": line.answered} if told else "",
    )
