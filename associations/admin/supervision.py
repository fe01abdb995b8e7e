"""Supervision at the desk: visits from planning to conclusion, and the draw by lot."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from associations import sampling
from associations.actions import samples, visits
from associations.admin.adding import AddedByAction
from associations.admin.search import AssociationSearch
from associations.forms.supervision import (
    DrawForm,
    HoldForm,
    PlanVisitForm,
    ReferForm,
    RescheduleForm,
)
from associations.models import (
    Association,
    SampledAssociation,
    SupervisionSample,
    SupervisionVisit,
)
from core.actions import NotPossibleNow
from core.admin import ReadOnlyAdmin
from core.admin.form_steps import FormStep, FormStepsAdmin, StepForm
from core.site import change_url

Status = SupervisionVisit.Status
# Names on the page of a draw; its list has them all.
SHOWN = 50


def is_planned(visit: SupervisionVisit) -> bool:
    return visit.status == Status.PLANNED


@admin.register(SupervisionVisit)
class SupervisionVisitAdmin(AddedByAction, AssociationSearch, FormStepsAdmin, ReadOnlyAdmin):
    """A visit is planned, held and noted by its steps; the association is told each time."""

    add_form = PlanVisitForm
    add_action = f"{visits.__name__}.plan"
    add_template = "admin/associations/visit_add.html"
    add_title = _("Plan a visit")
    list_display = ("association", "kind", "planned_on", "status", "conclusion", "selection")
    list_filter = ("status", "conclusion", "kind", "selection")
    show_facets = admin.ShowFacets.NEVER
    list_select_related = ("association",)
    search_fields = ("summary",)
    date_hierarchy = "planned_on"
    fields = (
        "association",
        "kind",
        "status",
        "planned_on",
        "visitors",
        "selection",
        "selection_reason",
        "sample",
        "held_on",
        "conclusion",
        "summary",
        "follow_up_on",
        *SupervisionVisit.TOPICS,
        "referred_on",
        "referred_by",
        "planned_at",
        "planned_by",
        "concluded_at",
        "concluded_by",
    )
    readonly_fields = ("visitors",)
    form_steps = (
        FormStep(
            "hold",
            _("Note the visit"),
            "associations.hold_visit",
            "associations.actions.visits.hold",
            HoldForm,
            is_planned,
            _(
                "The five things are the same at every visit. The association gets a letter and reads "
                "all of it in the portal."
            ),
        ),
        FormStep(
            "reschedule",
            _("Move the visit"),
            "associations.plan_visit",
            "associations.actions.visits.reschedule",
            RescheduleForm,
            is_planned,
            _("The association gets a letter with the new day."),
        ),
        FormStep(
            "refer",
            _("Note that the council has it"),
            "associations.refer_visit",
            "associations.actions.visits.refer",
            ReferForm,
            lambda visit: visit.waits_for_council,
            _(
                "The municipal council supervises (folkeoplysningsloven § 44 a). The association is "
                "heard before anything is decided."
            ),
        ),
    )

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "add")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        related = ("association", "sample", "planned_by", "concluded_by", "referred_by")
        return super().get_queryset(request).select_related(*related)

    @admin.display(description=_("who visits"))
    def visitors(self, visit: SupervisionVisit) -> str:
        return ", ".join(str(one) for one in visit.officers.all())

    def add_initial(self, request: HttpRequest) -> dict[str, Any]:
        sample = request.GET.get("sample")
        return {
            **super().add_initial(request),
            "sample": sample,
            "selection": "sample" if sample else "routine",
            "kind": SupervisionVisit.Kind.SUPERVISION,
            "officers": [request.user.pk],
        }

    def added(self, association: Association, form: Any) -> SupervisionVisit:
        return association.visits.planned().latest("planned_at")


@admin.register(SupervisionSample)
class SupervisionSampleAdmin(FormStepsAdmin, ReadOnlyAdmin):
    """Draws, also those that were not used: how often was drawn is seen by all."""

    list_display = ("drawn_on", "percent", "population", "number_drawn", "confirmed_at", "drawn_by")
    list_select_related = ("drawn_by",)
    export_leaves_out = ("number_drawn",)
    fields = (
        "drawn_at",
        "drawn_by",
        "percent",
        "population",
        "number_resting",
        "number_drawn",
        "seed",
        "drawn_again",
        "confirmed_at",
        "confirmed_by",
        "list_of_drawn",
    )
    readonly_fields = ("number_resting", "number_drawn", "drawn_again", "list_of_drawn")
    form_steps = (
        FormStep(
            "confirm",
            _("Use this draw"),
            "associations.draw_sample",
            "associations.actions.samples.confirm",
            StepForm,
            lambda sample: sample.confirmed_at is None,
            _(
                "From now on visits are planned by this draw, and the associations drawn rest for "
                "three years. No letter is sent before a visit is planned."
            ),
        ),
    )

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "add")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related("drawn_by", "confirmed_by")
        # The numbers of a whole register are read only where a draw is drawn again.
        return rows.annotate(drawn_count=Count("drawn")).defer("candidates", "rested")

    @admin.display(description=_("drawn on"), ordering="drawn_at")
    def drawn_on(self, sample: SupervisionSample) -> Any:
        return timezone.localdate(sample.drawn_at)

    @admin.display(description=_("drawn"))
    def number_drawn(self, sample: Any) -> int:
        return int(sample.drawn_count)

    @admin.display(description=_("rest because they were drawn lately"))
    def number_resting(self, sample: SupervisionSample) -> int:
        return len(sample.rested)

    @admin.display(description=_("drawn again with this seed"))
    def drawn_again(self, sample: SupervisionSample) -> Any:
        """Whether seed and numbers give what is kept; merged associations are passed over."""
        again = sampling.drawn(
            sample.candidates, sample.rested, percent=sample.percent, seed=sample.seed
        )
        kept = list(sample.drawn.order_by("number").values_list("association_id", flat=True))
        if kept == again:
            return _("The same associations in the same order.")
        return _("Not the same: associations have been merged since.")

    @admin.display(description=_("the associations drawn"))
    def list_of_drawn(self, sample: SupervisionSample) -> SafeString:
        """The first of them by name, and the way to all with their visits."""
        rows = sample.drawn.select_related("association").order_by("number")[:SHOWN]
        names = format_html_join("", "<li>{}</li>", ((row.association.name,) for row in rows))
        return format_html(
            '<ol>{}</ol><a href="{}?sample__id__exact={}">{}</a>',
            names,
            reverse("admin:associations_sampledassociation_changelist"),
            sample.pk,
            _("Show the list"),
        )

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """How many per cent; then the draw lies there to be looked at."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        sent = request.method == "POST"
        form = DrawForm(request.POST if sent else None, user=request.user)
        if sent and form.is_valid():
            user: Any = request.user
            try:
                made = samples.draw(
                    percent=form.cleaned_data["percent"], by=user, at=timezone.now()
                )
            except NotPossibleNow as refusal:
                form.add_error(None, refusal.message)
            else:
                return HttpResponseRedirect(change_url(made))
        return self.page(
            request,
            "admin/core/step.html",
            title=_("Draw a sample"),
            text=_(
                "Every active association has the same chance. Whoever was drawn in the last three "
                "years rests until all have been drawn. Nothing is sent: you see the result first. "
                "Each draw is kept, also one that is not used."
            ),
            form=form,
            back=reverse("admin:associations_supervisionsample_changelist"),
        )


class WithoutVisitFilter(admin.SimpleListFilter):
    title = _("visit")
    parameter_name = "besoeg"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("uden", _("No visit planned yet"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(visit_id=None) if self.value() == "uden" else queryset


@admin.register(SampledAssociation)
class SampledAssociationAdmin(AssociationSearch, ReadOnlyAdmin):
    """On whom the draws fell, and how far the visits have come."""

    list_display = ("number", "association", "sample", "visit")
    list_filter = (WithoutVisitFilter,)
    list_select_related = ("association", "sample")
    show_facets = admin.ShowFacets.NEVER
    fields = ("sample", "number", "association", "visit")
    readonly_fields = ("visit",)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """The page of a draw leads here with its number."""
        return lookup == "sample__id__exact" or super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        own = SupervisionVisit.objects.filter(
            ~Q(status=Status.CANCELLED),
            sample=OuterRef("sample"),
            association=OuterRef("association"),
        )
        rows = super().get_queryset(request).select_related("association", "sample")
        return rows.annotate(
            visit_id=Subquery(own.values("pk")[:1]),
            visit_status=Subquery(own.values("status")[:1]),
            may_plan=Value(request.user.has_perm("associations.plan_visit")),
        )

    @admin.display(description=_("visit"))
    def visit(self, row: Any) -> Any:
        """Where the visit stands, or the way to plan it."""
        if row.visit_id:
            url = reverse("admin:associations_supervisionvisit_change", args=[row.visit_id])
            return format_html('<a href="{}">{}</a>', url, Status(row.visit_status).label)
        if row.sample.confirmed_at is None:
            return _("Nobody has decided on this draw yet.")
        if not row.may_plan:
            return _("No visit planned yet")
        url = reverse("admin:associations_supervisionvisit_add")
        return format_html(
            '<a href="{}?association={}&amp;sample={}">{}</a>',
            url,
            row.association_id,
            row.sample_id,
            _("Plan a visit"),
        )
