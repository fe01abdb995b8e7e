"""The meter at the desk: one's own hours, the team's sums, hour budgets and referrals."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from associations import budgets, hours, meter, wording
from associations.actions import budgets as budget_actions
from associations.forms.meter import CutForm
from associations.models import Association, HelpKind, HourBudget, HourBudgetNote, Referral
from associations.templatetags.meter import BADGES
from core.admin import Inline, ModelAdmin, ReadOnlyAdmin
from core.admin.export import CONTENT_TYPES, Column, ExportResource, in_file
from core.admin.form_steps import FormStep, FormStepsAdmin, StepForm
from core.forms import ModelForm
from core.panels import Light

_BADGE = {"error": "cw-badge-fail", "warning": "cw-badge-warn", "success": "cw-badge-ok"}


# --- Hours ----------------------------------------------------------------------------------------


HEADINGS = (_("Month"), _("Kind of help"), _("Whose task"), _("Association"), _("Minutes"))


class HoursPages(ModelAdmin):
    """Two pages and their files. Whose hours one's own page shows is never in the address."""

    def get_urls(self) -> list[URLPattern]:
        pages = {
            "mine-timer/": ("my_hours", self.my_hours),
            "mine-timer/eksport/": ("my_hours_export", self.my_hours_export),
            "holdets-timer/": ("team_hours", self.team_hours),
            "holdets-timer/eksport/": ("team_hours_export", self.team_hours_export),
        }
        return [
            path(address, self.admin_site.admin_view(view), name=f"associations_{name}")
            for address, (name, view) in pages.items()
        ]

    def my_hours(self, request: HttpRequest) -> HttpResponse:
        form, asked = self._asked(request, "associations.view_own_hours")
        user: Any = request.user
        found = hours.own(user, form.period.span, timezone.localdate(), asked)
        return self._page(request, "my_hours", form, title=_("My hours"), **found)

    def team_hours(self, request: HttpRequest) -> HttpResponse:
        form, asked = self._asked(request, "associations.view_team_hours")
        found = hours.team(form.period.span, timezone.localdate(), asked)
        return self._page(
            request, "team_hours", form, title=_("The team's hours"), team=meter.TEAM, **found
        )

    def my_hours_export(self, request: HttpRequest) -> HttpResponse:
        form, asked = self._asked(request, "associations.view_own_hours")
        cut = meter.Cut(form.period.span, consultant=request.user.pk, **asked)
        return self._file(request, form, cut, "mine-timer")

    def team_hours_export(self, request: HttpRequest) -> HttpResponse:
        form, asked = self._asked(request, "associations.view_team_hours")
        return self._file(request, form, meter.of_team(form.period.span, **asked), "holdets-timer")

    def _asked(self, request: HttpRequest, permission: str) -> tuple[CutForm, dict[str, Any]]:
        if not request.user.has_perm(permission):
            raise PermissionDenied(
                _("Own hours are shown to those who log, and the team's sums to those who lead.")
            )
        form = CutForm(request.GET, user=request.user, today=timezone.localdate())
        return form, form.asked()

    def _page(self, request: HttpRequest, name: str, form: CutForm, **found: Any) -> HttpResponse:
        query = request.GET.copy()
        query["periode"] = form.period.code
        without = query.copy()
        without.pop("forening", None)
        return self.page(
            request,
            f"admin/associations/{name}.html",
            form=form,
            export_url=reverse(f"admin:associations_{name}_export"),
            query=query.urlencode(),
            query_without_association=without.urlencode(),
            **found,
        )

    @staticmethod
    def _file(request: HttpRequest, form: CutForm, cut: meter.Cut, name: str) -> HttpResponse:
        kind = request.GET.get("format", "xlsx")
        if kind not in CONTENT_TYPES:
            raise Http404
        return HttpResponse(
            in_file([[str(one) for one in HEADINGS], *hours.Hours(cut).rows()], kind),
            content_type=CONTENT_TYPES[kind],
            headers={
                "Content-Disposition": f'attachment; filename="{name}-{form.period.code}.{kind}"'
            },
        )


# --- Hour budgets ---------------------------------------------------------------------------------


class BudgetForm(ModelForm):
    """A budget keeps what it is about and its first day; hours and last day may change."""

    class Meta:
        model = HourBudget
        fields = ("association", "help_kind", "period", "hours", "valid_from", "valid_until")

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            try:
                budgets.check(self.instance)
            except ValidationError as refusal:
                self.add_error(None, refusal)

    def validate_constraints(self) -> None:
        """`budgets.check` does, with what stays as it was."""


class NoteForm(StepForm):
    text = forms.CharField(
        label=_("What have you decided?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class NoteInline(Inline):
    model = HourBudgetNote
    fields = ("begins_on", "text", "noted_at", "noted_by")
    readonly_fields = fields
    can_delete = False
    verbose_name_plural = _("notes")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("associations.view_hourbudget")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("noted_by", "budget")


def is_used_up(budget: HourBudget) -> bool:
    standing = budgets.standings([budget], timezone.localdate())[0]
    return standing.light == Light.RED


class BudgetList(ChangeList):
    """The rows of a page with how each stands today, worked out for all of them at once."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows: list[Any] = list(self.result_list)
        found = budgets.standings(rows, timezone.localdate(), to_team=True)
        for row, standing in zip(rows, found, strict=True):
            row.now = standing
        self.result_list = rows


@admin.register(HourBudget)
class HourBudgetAdmin(FormStepsAdmin):
    """Soft ceilings: set by the manager, seen by the coordinator, told to whoever logs."""

    form = BudgetForm
    list_display = ("what", "period", "hours", "standing", "valid_from", "valid_until")
    list_display_links = ("what",)
    list_filter = ("period", "help_kind")
    list_select_related = ("association", "help_kind")
    search_fields = ("association__name", "help_kind__name")
    autocomplete_fields = ("association",)
    inlines = (NoteInline,)
    # Worked out for the page's rows at once; a file has no pages.
    export_leaves_out = ("standing",)
    form_steps = (
        FormStep(
            "note",
            _("Write a note"),
            "associations.note_hourbudget",
            "associations.actions.budgets.note",
            NoteForm,
            is_used_up,
            _(
                "The hours of this period are used up. Say what follows: more hours, less help, or a referral."
            ),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("association", "help_kind")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = ("association", "help_kind", "period", "valid_from", "standing")
        return fixed if obj else ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*BudgetForm.Meta.fields, "standing") if obj else BudgetForm.Meta.fields

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else ()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return BudgetList

    @admin.display(description=_("counts for"))
    def what(self, budget: HourBudget) -> str:
        return budget.about

    @admin.display(description=_("used so far"))
    def standing(self, budget: Any) -> SafeString | str:
        found = getattr(budget, "now", None)
        if found is None:
            found = budgets.standings([budget], timezone.localdate(), to_team=True)[0]
        used = f"{wording.duration(found.minutes)} " if found.is_told else ""
        look = _BADGE[BADGES[found.light]]
        return format_html('{}<span class="cw-badge {}">{}</span>', used, look, found.light.label)

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "help_kind":
            kwargs["queryset"] = HelpKind.objects.in_use()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        by: Any = request.user
        given = {
            name: form.cleaned_data[name] for name in form.cleaned_data if name in form.Meta.fields
        }
        if change:
            budget_actions.change(obj, by=by, at=timezone.now(), **given)
        else:
            obj.pk = budget_actions.set_up(by=by, at=timezone.now(), **given).pk
            obj._state.adding = False


# --- Referrals ------------------------------------------------------------------------------------


class AnswerForm(StepForm):
    outcome = forms.ChoiceField(
        label=_("Did it help?"), choices=Referral.Outcome.choices, widget=forms.RadioSelect
    )


class ReferralResource(ExportResource):
    made_at = Column("made_at", _("Referred at"))
    association = Column("association", _("Association"))
    help_kind = Column("help_kind", _("Kind of help"))
    target = Column("target", _("Referred to"))
    language = Column("language", _("Language"))
    outcome = Column("get_outcome_display", _("Did it help?"))
    answered_at = Column("answered_at", _("Answered at"))


@admin.register(Referral)
class ReferralAdmin(FormStepsAdmin, ReadOnlyAdmin):
    """Made on the receipt of an entry; here it is asked whether it helped."""

    change_list_template = "admin/associations/referrals.html"
    list_display = ("association_or_other", "target", "help_kind", "made_at", "outcome_or_question")
    list_display_links = ("association_or_other",)
    list_filter = ("outcome", "help_kind")
    list_select_related = ("association", "help_kind", "contact", "language")
    search_fields = ("association__name", "target")
    date_hierarchy = "made_at"
    fields = (
        "association",
        "contact",
        "help_kind",
        "target",
        "language",
        "made_at",
        "made_by",
        "outcome",
        "answered_at",
        "answered_by",
    )
    readonly_fields = fields
    export_resource = ReferralResource
    form_steps = (
        FormStep(
            "answer",
            _("Did it help?"),
            "associations.change_referral",
            "associations.actions.referrals.answer",
            AnswerForm,
            lambda referral: referral.outcome in ("", Referral.Outcome.UNKNOWN),
            _("Ask the association. What does not help is better not recommended again."),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.select_related(
            "association", "contact", "help_kind", "language", "made_by", "answered_by"
        )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        year = meter.year_of(timezone.localdate())
        context = {"year": year.first.year, "sums": hours.referrals(year), **(extra_context or {})}
        return super().changelist_view(request, context)

    @admin.display(description=_("association"), ordering="association__name")
    def association_or_other(self, referral: Referral) -> str:
        return str(referral.association or referral.contact.other_party or "–")

    @admin.display(description=_("did it help?"), ordering="outcome")
    def outcome_or_question(self, referral: Referral) -> str:
        return referral.get_outcome_display() or str(_("Not asked yet"))


# --- The association's page -----------------------------------------------------------------------


class AssociationTaps(ModelAdmin):
    """The ladder and the offers on an association's page: a tap each, and back to the page."""

    def get_urls(self) -> list[URLPattern]:
        taps = {"hvem": self.rung, "tilbudt": self.offered}
        return [
            path(
                f"selvstaendighed/<int:association_id>/<int:kind_id>/{address}/",
                self.admin_site.admin_view(require_POST(view)),
                name=f"associations_{view.__name__}",
            )
            for address, view in taps.items()
        ]

    def rung(self, request: HttpRequest, association_id: int, kind_id: int) -> HttpResponse:
        rung = request.POST.get("rung", "")
        return self._tap(request, association_id, kind_id, "step", rung=rung)

    def offered(self, request: HttpRequest, association_id: int, kind_id: int) -> HttpResponse:
        return self._tap(request, association_id, kind_id, "offer")

    def _tap(
        self, request: HttpRequest, association_id: int, kind_id: int, action: str, **given: Any
    ) -> HttpResponse:
        # Actors of the register are found by those who may see them.
        whom = Association.objects.visible_to(request.user)  # type: ignore[arg-type]
        association = get_object_or_404(whom, pk=association_id)
        kind = get_object_or_404(HelpKind, pk=kind_id)
        self.take(
            request,
            f"associations.actions.independence.{action}",
            association,
            help_kind=kind,
            **given,
        )
        return HttpResponseRedirect(
            reverse("admin:associations_association_change", args=[association.pk])
        )
