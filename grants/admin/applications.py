"""The officer's list of cases, and each case on one page with the steps that can be taken now."""

from typing import Any

from auditlog.signals import accessed
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.admin.search import AssociationSearch
from associations.outreach_panels import on_target
from core.admin import ReadOnlyAdmin
from core.admin.form_steps import FormStep, FormStepsAdmin
from core.calendar import format_moment, today
from core.models import Transition
from core.site import change_url
from core.templatetags import formats
from grants import casefile, papers
from grants.actions import democracy
from grants.admin.texts import BY_STEP
from grants.admin.work import MAIN, STEPS
from grants.exports import ApplicationExport
from grants.models import Application, PoolRound

Status = Application.Status


class RoundFilter(admin.RelatedFieldListFilter):
    """Rounds by their own name and their pool's, fetched together."""

    def field_choices(
        self, field: Any, request: HttpRequest, model_admin: Any
    ) -> list[tuple[str, str]]:
        return [(str(one.pk), str(one)) for one in PoolRound.objects.select_related("pool")]


class OfficerFilter(admin.SimpleListFilter):
    """Mine, nobody's, or of one of those who have cases, now or before."""

    title = _("officer")
    parameter_name = "hvis"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        having = Application.objects.exclude(officer=None).order_by().values("officer").distinct()
        officers = User.objects.filter(pk__in=having).exclude(pk=request.user.pk)
        named = [(str(one.pk), str(one)) for one in officers]
        return [("mine", _("Mine")), ("ingen", _("Nobody's")), *named]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Application]
    ) -> QuerySet[Application]:
        chosen = self.value() or ""
        if chosen == "mine":
            return queryset.filter(officer=request.user)
        if chosen == "ingen":
            return queryset.filter(officer=None)
        return queryset.filter(officer=chosen) if chosen.isdecimal() else queryset


class WaitingFilter(admin.SimpleListFilter):
    title = _("state of the case")
    parameter_name = "tilstand"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("aaben", _("Not decided")), ("sent", _("Answer is late"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Application]
    ) -> QuerySet[Application]:
        undecided = Q(status__in=Application.UNDECIDED)
        if self.value() == "sent":
            return queryset.filter(undecided, answer_expected_on__lt=today())
        return queryset.filter(undecided) if self.value() == "aaben" else queryset


@admin.register(Application)
class ApplicationAdmin(AssociationSearch, FormStepsAdmin, ReadOnlyAdmin):
    list_display = (
        "number",
        "title",
        "association",
        "sought",
        "status",
        "flag",
        "officer",
        "received_on",
    )
    list_filter = (
        WaitingFilter,
        OfficerFilter,
        "status",
        "round__pool",
        ("round", RoundFilter),
    )
    # The export asks for the round and its pool.
    list_select_related = ("association", "round__pool", "officer")
    search_fields = ("case_number", "title")
    search_help_text = _("Case number, title or association")
    ordering = ("-submitted_at", "-id")
    export_resource = ApplicationExport
    form_steps = STEPS

    # --- who may ------------------------------------------------------------------------------

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The committee has pages of its own (grants.admin.committee)."""
        return request.user.has_perm("grants.view_every_application")

    # --- the list -----------------------------------------------------------------------------

    @admin.display(description=_("case number"), ordering="case_number")
    def number(self, obj: Application) -> str:
        return obj.case_number

    @admin.display(description=_("sought"), ordering="amount_sought")
    def sought(self, obj: Application) -> str:
        return formats.money(obj.amount_sought)

    @admin.display(description=_("received"), ordering="submitted_at")
    def received_on(self, obj: Application) -> str:
        return formats.day(obj.submitted_at)

    @admin.display(description=_("answer by"), ordering="answer_expected_on")
    def flag(self, obj: Application) -> Any:
        if obj.answer_expected_on is None or obj.status not in Application.UNDECIDED:
            return ""
        day = formats.day(obj.answer_expected_on)
        return f"⚠ {day}" if obj.answer_expected_on < today() else day

    # --- the case -----------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path(
                "<path:object_id>/sagsmappe.pdf",
                view(self.file_view),
                name="grants_application_file",
            ),
            path(
                "<path:object_id>/kontakter/",
                view(self.contacts_view),
                name="grants_application_contacts",
            ),
            *super().get_urls(),
        ]

    def available_steps(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        """Before the deadline of its round the applicant may still change it."""
        found = super().available_steps(request, obj)
        if self.may_still_change(obj):
            found.pop("take_up", None)
        return found

    @staticmethod
    def may_still_change(obj: Application) -> bool:
        deadline = obj.round.deadline
        return obj.status == Status.RECEIVED and bool(deadline and timezone.now() <= deadline)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The case on one page; who read it is noted (design §4, audit)."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET"])
        obj = self.get_visible_or_404(request, object_id)
        accessed.send(Application, instance=obj)
        case = casefile.read(obj, user=request.user, day=today(), with_closures=True)
        buttons = self.step_buttons(request, obj)
        # What is answered is still open to change, but no longer what comes next.
        is_answered = hasattr(case.application, "democracy_check")
        main = [name for name in MAIN if not (is_answered and name == "check_democracy")]
        return self.page(
            request,
            "admin/grants/application/case.html",
            obj,
            title=f"{obj.case_number} {obj.title}",
            case=case,
            step_buttons=sorted(
                (one for one in buttons if one.name in main), key=lambda one: main.index(one.name)
            ),
            more_buttons=[one for one in buttons if one.name not in main],
            may_change_until=format_moment(obj.round.deadline)
            if self.may_still_change(obj)
            else "",
            association_url=change_url(obj.association),
            has_helped=any(one.pk == request.user.pk for one in obj.helpers.all()),
            agenda_items=obj.agenda_items.select_related("meeting__committee"),
            contacts_url=reverse("admin:grants_application_contacts", args=[obj.pk])
            if request.user.has_perm("associations.view_contact")
            else "",
            steps_taken=Transition.objects.of(obj).select_related("moved_by"),
        )

    def contacts_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The entries of the log about the case; `?udsnit=1` the part that its page fetches."""
        if not object_id.isdecimal():
            raise Http404
        obj = get_object_or_404(self.get_queryset(request), pk=object_id)
        panel = on_target(request, "application", obj.pk)
        if panel is None or not self.has_view_permission(request, obj):
            raise Http404
        is_part = bool(request.GET.get("udsnit"))
        return self.page(
            request,
            "admin/associations/panels_part.html" if is_part else "admin/associations/panels.html",
            obj,
            title=panel.title,
            back=change_url(obj),
            app="contacts",
            found=[panel],
        )

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Of the cases visible to this user, with all that the page shows."""
        if not object_id.isdecimal():
            return None
        return casefile.with_everything(self.get_queryset(request)).filter(pk=object_id).first()

    # --- its steps ----------------------------------------------------------------------------

    def step_initial(self, request: HttpRequest, step: FormStep, obj: Any) -> dict[str, Any]:
        """A text from the bank, when one was chosen."""
        chosen = BY_STEP.get(step.name, {}).get(request.GET.get("tekst", ""))
        return {"text": chosen[1]} if chosen else {}

    def step_context(self, request: HttpRequest, step: FormStep, obj: Any) -> dict[str, Any]:
        bank = BY_STEP.get(step.name, {})
        found: dict[str, Any] = {"texts": [(key, label) for key, (label, _text) in bank.items()]}
        # Said before the reasons are written, not after.
        if step.name in ("recommend", "decide") and (warning := democracy.obstacle(obj)):
            found["warning"] = warning
            found["warning_link"] = _("Answer the democracy check")
            found["warning_url"] = reverse(
                "admin:grants_application_step", args=[obj.pk, "check_democracy"]
            )
        return found

    def after_step(self, request: HttpRequest, step: FormStep, obj: Any) -> str:
        """A declared conflict has just closed the case: back to the list."""
        if step.name != "conflict":
            return ""
        return reverse("admin:grants_application_changelist")

    def file_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The case file on paper."""
        obj = self.get_visible_or_404(request, object_id)
        accessed.send(Application, instance=obj)
        page = casefile.read(obj, user=request.user, day=today(), with_notes=True)
        return papers.as_response([page], title=str(obj), name=f"{obj.case_number}.pdf")
