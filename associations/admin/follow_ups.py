"""Follow-ups at the desk: mine first, done or put off from the list."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.roles import EMPLOYED
from associations.actions import follow_ups
from associations.models import FollowUp
from core.admin.export import Column, ExportMixin, ExportResource
from core.admin.form_steps import FormStep, FormStepsAdmin, StepForm
from core.forms import DanishDateField

AHEAD = timedelta(days=7)


class WhoseFilter(admin.SimpleListFilter):
    """Mine and due soon, unless something else is chosen."""

    title = _("which")
    parameter_name = "vis"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("mine", _("Mine, all open")),
            ("aabne", _("Everybody's, open")),
            ("udfoerte", _("Done")),
            ("alle", _("All")),
        ]

    def choices(self, changelist: Any) -> Any:
        for choice in super().choices(changelist):
            if choice["query_string"] == changelist.get_query_string(remove=[self.parameter_name]):
                choice["display"] = _("Mine, due within a week")
            yield choice

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        user: Any = request.user
        match self.value():
            case "alle":
                return queryset
            case "udfoerte":
                return queryset.exclude(done_at=None)
            case "aabne":
                return queryset.filter(done_at=None)
            case "mine":
                return queryset.filter(done_at=None, assigned_to=user)
        soon = timezone.localdate() + AHEAD
        return queryset.filter(done_at=None, assigned_to=user, due_on__lte=soon)


class PostponeForm(StepForm):
    to = DanishDateField(label=_("New day"), help_text=_("Day-month-year"))


class FinishForm(StepForm):
    """Nothing is asked."""


class FollowUpResource(ExportResource):
    due_on = Column("due_on", _("When"))
    text = Column("text", _("What"))
    association = Column("association", _("Association"))
    assigned_to = Column("assigned_to", _("Who"))
    done_at = Column("done_at", _("Done"))


@admin.register(FollowUp)
class FollowUpAdmin(ExportMixin, FormStepsAdmin):
    """What was promised."""

    list_display = ("text", "association", "due", "assigned_to", "buttons")
    list_filter = (WhoseFilter,)
    list_select_related = ("association", "assigned_to")
    search_fields = ("text", "association__name")
    autocomplete_fields = ("association",)
    fields = ("text", "due_on", "association", "assigned_to", "done_at", "done_by")
    readonly_fields = ("done_at", "done_by")
    export_resource = FollowUpResource
    form_steps = (
        FormStep(
            "finish",
            _("Done"),
            "associations.finish_followup",
            "associations.actions.follow_ups.finish",
            FinishForm,
            lambda follow_up: follow_up.done_at is None,
        ),
        FormStep(
            "postpone",
            _("Put off"),
            "associations.change_followup",
            "associations.actions.follow_ups.postpone",
            PostponeForm,
            lambda follow_up: follow_up.done_at is None,
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        done = self.admin_site.admin_view(require_POST(self.done_view))
        return [
            path("<int:pk>/udfoert/", done, name="associations_followup_done"),
            *super().get_urls(),
        ]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is done stands as it is."""
        return super().has_change_permission(request, obj) and (obj is None or obj.done_at is None)

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "assigned_to":
            kwargs["queryset"] = User.objects.with_role(*EMPLOYED)
            kwargs["initial"] = request.user.pk
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_list_display(self, request: HttpRequest) -> Any:
        names = super().get_list_display(request)
        may = request.user.has_perm("associations.finish_followup")
        return names if may else [name for name in names if name != "buttons"]

    @admin.display(description=_("when"), ordering="due_on")
    def due(self, follow_up: FollowUp) -> SafeString | str:
        day = f"{follow_up.due_on:%d-%m-%Y}"
        if follow_up.is_overdue_on(timezone.localdate()):
            return format_html('{} <strong class="cw-errors">{}</strong>', day, _("Overdue"))
        return day

    @admin.display(description=_("step"))
    def buttons(self, follow_up: FollowUp) -> SafeString | str:
        if follow_up.done_at is not None:
            return _("Done")  # type: ignore[return-value]
        # The list is a form with a token of its own, so a button may send to another address.
        return format_html(
            '<button type="submit" class="button" formaction="{}">{}</button> <a href="{}">{}</a>',
            reverse("admin:associations_followup_done", args=[follow_up.pk]),
            _("Done"),
            reverse("admin:associations_followup_step", args=[follow_up.pk, "postpone"]),
            _("Put off"),
        )

    def done_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The button of the list; back to the list as it was filtered."""
        follow_up = self.get_visible_or_404(request, str(pk))
        self.take(request, "associations.actions.follow_ups.finish", follow_up)
        back = request.headers.get("Referer", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
            back = reverse("admin:associations_followup_changelist")
        return HttpResponseRedirect(back)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        names = ("text", "due_on", "association", "assigned_to")
        given = {name: form.cleaned_data[name] for name in names}
        by: Any = request.user
        obj.pk = follow_ups.create(by=by, at=timezone.now(), **given).pk
        obj._state.adding = False
