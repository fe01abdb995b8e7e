"""Hour budgets at the desk: set, looked at, and noted on when they are used up."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from associations import budgets, wording
from associations.actions import budgets as budget_actions
from associations.models import HelpKind, HourBudget, HourBudgetNote
from associations.templatetags.meter import BADGES
from core.admin import ReadOnlyInline
from core.admin.form_steps import FormStep, FormStepsAdmin, StepForm
from core.forms import ModelForm
from core.panels import Light

_BADGE = {"error": "cw-badge-fail", "warning": "cw-badge-warn", "success": "cw-badge-ok"}


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


class NoteInline(ReadOnlyInline):
    model = HourBudgetNote
    fields = ("begins_on", "text", "noted_at", "noted_by")
    readonly_fields = fields
    verbose_name_plural = _("notes")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("associations.view_hourbudget")

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
