"""Follow-ups at the desk: mine first, done or put off from the list, handed over on their page."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.roles import EMPLOYED
from associations.actions import follow_ups
from associations.admin.search import AssociationSearch
from associations.forms.quick_log import keepers
from associations.models import Association, FollowUp
from core.admin.export import Column, ExportResource
from core.admin.form_steps import FormStep, FormStepsAdmin, StepForm
from core.calendar import format_moment
from core.forms import DanishDateField, ModelForm

AHEAD = timedelta(days=7)


class WhoseFilter(admin.SimpleListFilter):
    """Mine and due soon, unless something else is chosen."""

    title = _("which")
    parameter_name = "vis"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("forsinkede", _("Mine, overdue")),
            ("idag", _("Mine, today")),
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
        mine, today = queryset.filter(done_at=None, assigned_to=user), timezone.localdate()
        match self.value():
            case "mine":
                return mine
            case "forsinkede":
                return mine.filter(due_on__lt=today)
            case "idag":
                return mine.filter(due_on=today)
        return mine.filter(due_on__lte=today + AHEAD)


class PostponeForm(StepForm):
    to = DanishDateField(label=_("New day"), help_text=_("Day-month-year"))


class HandOverForm(StepForm):
    to = forms.ModelChoiceField(User.objects.none(), label=_("Colleague"), empty_label="–")
    reason = forms.CharField(
        label=_("Reason"),
        max_length=250,
        help_text=_("Your colleague reads it in the daily list."),
    )

    def __init__(self, *args: Any, about: FollowUp, **kwargs: Any) -> None:
        super().__init__(*args, about=about, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = keepers().exclude(pk=about.assigned_to_id)


class FollowUpForm(ModelForm):
    """What the association reads, it must be named for, and the note be for everybody."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        contact = self.instance.contact if self.instance.pk else None
        if cleaned.get("is_shared") and contact is not None and contact.is_private:
            self.add_error(
                "is_shared",
                _("The note is not for everybody, so the association cannot read this."),
            )
        return cleaned


class FinishForm(StepForm):
    """Nothing is asked."""


class FollowUpResource(ExportResource):
    due_on = Column("due_on", _("When"))
    text = Column("text", _("What"))
    owner = Column("get_owner_display", _("Who does it"))
    association = Column("association", _("Association"))
    assigned_to = Column("assigned_to", _("Who"))
    done_at = Column("done_at", _("Done"))


@admin.register(FollowUp)
class FollowUpAdmin(AssociationSearch, FormStepsAdmin):
    """What was promised."""

    form = FollowUpForm
    list_display = ("text", "association", "owner", "due", "put_off", "assigned_to", "buttons")
    list_filter = (WhoseFilter, "owner")
    search_fields = ("text", "association__name")
    autocomplete_fields = ("association",)
    fields = (
        "text",
        "owner",
        "due_on",
        "association",
        "is_shared",
        "assigned_to",
        "history",
        "done_at",
        "done_by",
    )
    readonly_fields = ("history", "done_at", "done_by")
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
        FormStep(
            "hand_over",
            _("Hand over"),
            "associations.change_followup",
            "associations.actions.follow_ups.hand_over",
            HandOverForm,
            lambda follow_up: follow_up.done_at is None,
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        done = self.admin_site.admin_view(require_POST(self.done_view))
        return [
            path("<int:pk>/udfoert/", done, name="associations_followup_done"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: Any = super().get_queryset(request)
        return rows.with_snoozes().select_related(
            "association", "assigned_to", "contact", "done_by"
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Words of the text, or of the association's name in any spelling."""
        words = search_term.split()
        if not words:
            return queryset, False
        text = Q()
        for word in words:
            text &= Q(text__icontains=word)
        theirs = Association.objects.visible_to(request.user).matching(search_term)  # type: ignore[arg-type]
        return queryset.filter(text | Q(association__in=theirs.order_by().values("pk"))), False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is done stands as it is."""
        return super().has_change_permission(request, obj) and (obj is None or obj.done_at is None)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new one has no history yet."""
        names = super().get_fields(request, obj)
        return names if obj else [name for name in names if name not in self.readonly_fields]

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

    @admin.display(description=_("put off"), empty_value="–")
    def put_off(self, follow_up: Any) -> str | None:
        times = follow_up.times_snoozed
        return ngettext("%(n)s time", "%(n)s times", times) % {"n": times} if times else None

    @admin.display(description=_("what has become of it"))
    def history(self, follow_up: FollowUp) -> SafeString | str:
        """How often it was put off, and through whose hands it went."""
        if follow_up.pk is None:
            return "–"
        lines = [
            (
                one.snoozed_at,
                _("%(name)s put it off from %(old)s to %(new)s")
                % {
                    "name": one.snoozed_by,
                    "old": f"{one.old_due_on:%d-%m-%Y}",
                    "new": f"{one.new_due_on:%d-%m-%Y}",
                },
            )
            for one in follow_up.snoozes.select_related("snoozed_by")
        ]
        lines += [
            (
                one.handed_over_at,
                _("from %(old)s to %(new)s: %(reason)s")
                % {"old": one.from_user, "new": one.to_user, "reason": one.reason},
            )
            for one in follow_up.handovers.select_related("from_user", "to_user")
        ]
        told = [(format_moment(at), said) for at, said in sorted(lines)]
        return format_html_join("", "<p>{}: {}</p>", told) if told else "–"

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
        names = ("text", "owner", "due_on", "association", "is_shared", "assigned_to")
        given = {name: form.cleaned_data[name] for name in names}
        by: Any = request.user
        if change:
            follow_ups.correct(obj, by=by, at=timezone.now(), **given)
            return
        obj.pk = follow_ups.create(by=by, at=timezone.now(), **given).pk
        obj._state.adding = False
