"""Meetings: who meets when, the agenda with figures, and what the committee decided."""

from dataclasses import dataclass
from typing import Any

from auditlog.signals import accessed
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.actions import allow
from core.admin import ModelAdmin, StepButton
from core.calendar import COPENHAGEN, today
from core.templatetags import formats
from grants import agenda, casefile, papers
from grants.actions.decisions import NOT_ON_AGENDA
from grants.conflicts import closures
from grants.exports import MeetingExport
from grants.forms.staff import DecideForm, LiftForm, ReasonForm
from grants.models import Application, CommitteeMeeting


@dataclass(frozen=True)
class Word:
    """What the chair enters about a case of the agenda."""

    title: Any
    action: str
    permission: str
    is_about_waiting: bool = True  # only while the case waits on the agenda


DECIDE = Word(
    gettext_lazy("Enter the committee's decision"),
    "grants.actions.decisions.decide",
    "grants.enter_decision",
)
DEFER = Word(
    gettext_lazy("Defer the case"), "grants.actions.applications.defer", "grants.enter_decision"
)
FIND_ABLE = Word(
    gettext_lazy("Find a member able to take part"),
    "grants.actions.disqualifications.lift",
    "grants.lift_disqualification",
    is_about_waiting=False,
)


@admin.register(CommitteeMeeting)
class CommitteeMeetingAdmin(ModelAdmin):
    list_display = ("when", "committee", "place", "cases")
    list_filter = (("committee", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("committee",)
    date_hierarchy = "held_at"
    search_fields = ("committee__name", "place")
    ordering = ("-held_at", "-id")
    autocomplete_fields = ("committee",)
    list_display_links = None
    export_resource = MeetingExport

    @admin.display(description=gettext_lazy("time"), ordering="held_at")
    def when(self, obj: CommitteeMeeting) -> str:
        url = reverse("admin:grants_meeting", args=[obj.pk])
        return format_html('<a href="{}">{}</a>', url, formats.moment(obj.held_at))

    @admin.display(description=gettext_lazy("agenda"))
    def cases(self, obj: CommitteeMeeting) -> str:
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:grants_meeting", args=[obj.pk]), _("Open")
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A meeting without cases may go; one with an agenda is part of them."""
        return (
            obj is not None and self.has_change_permission(request, obj) and not obj.items.exists()
        )

    def response_add(self, request: HttpRequest, obj: Any, *args: Any, **kwargs: Any) -> Any:
        if "_popup" in request.POST or "_addanother" in request.POST:
            return super().response_add(request, obj, *args, **kwargs)
        return HttpResponseRedirect(reverse("admin:grants_meeting", args=[obj.pk]))

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Back to the agenda, where the time and the place are read."""
        if {"_continue", "_addanother", "_popup"} & set(request.POST):
            return super().response_change(request, obj)
        messages.success(request, _("Done."))
        return HttpResponseRedirect(reverse("admin:grants_meeting", args=[obj.pk]))

    def extra_buttons(self, request: HttpRequest, obj: Any) -> list[StepButton]:
        url = reverse("admin:grants_meeting", args=[obj.pk])
        return [*super().extra_buttons(request, obj), StepButton("agenda", _("Agenda"), url)]

    # --- pages --------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        case = "<int:meeting_id>/sag/<int:pk>/"
        return [
            path("<int:meeting_id>/dagsorden/", view(self.agenda_page), name="grants_meeting"),
            path(
                "<int:meeting_id>/sagsmappe.pdf", view(self.file_view), name="grants_meeting_file"
            ),
            path(f"{case}afgoerelse/", view(self.decide), name="grants_meeting_decide"),
            path(f"{case}udsaet/", view(self.defer), name="grants_meeting_defer"),
            path(f"{case}habilitet/", view(self.ability), name="grants_meeting_ability"),
            *super().get_urls(),
        ]

    def get_meeting(self, request: HttpRequest, meeting_id: int) -> CommitteeMeeting:
        return self.get_visible_or_404(request, str(meeting_id))

    def agenda_page(self, request: HttpRequest, meeting_id: int) -> HttpResponse:
        """The agenda table: sought, recommended, points, and what is left going down."""
        meeting = self.get_meeting(request, meeting_id)
        return self.page(
            request,
            "admin/grants/committee/meeting.html",
            meeting,
            title=_("Meeting %(moment)s") % {"moment": formats.moment(meeting.held_at)},
            agenda=agenda.of(meeting, user=request.user, day=today()),
            may_decide=request.user.has_perm("grants.enter_decision"),
            may_lift=request.user.has_perm("grants.lift_disqualification"),
            may_change=self.has_change_permission(request, meeting),
            is_member=request.user.has_perm("grants.view_agenda"),
            is_staff_page=request.user.has_perm("grants.view_every_application"),
        )

    def file_view(self, request: HttpRequest, meeting_id: int) -> HttpResponse:
        """All cases of the agenda that are open to the reader, on paper."""
        meeting = self.get_meeting(request, meeting_id)
        listed = agenda.of(meeting, user=request.user, day=today())
        order = [row.application.pk for row in listed.rows if row.application]
        visible = Application.objects.visible_to(request.user).filter(pk__in=order)
        by_pk = {one.pk: one for one in casefile.with_everything(visible)}
        for one in by_pk.values():
            accessed.send(Application, instance=one)
        pages = [casefile.read(by_pk[pk], user=request.user, day=today()) for pk in order]
        numbers = ", ".join(row.case_number for row in listed.rows if row.is_closed)
        return papers.as_response(
            pages,
            title=str(meeting),
            name=f"{meeting.held_at:%Y-%m-%d}.pdf",
            closed=_("Closed to you: %(numbers)s.") % {"numbers": numbers} if numbers else "",
        )

    # --- the committee's word on a case -------------------------------------------------------

    def get_case(self, request: HttpRequest, meeting: CommitteeMeeting, pk: int) -> Application:
        """A case of this agenda; one that is closed to the person is not there."""
        found = (
            Application.objects.visible_to(request.user)
            .filter(pk=pk, pk__in=meeting.items.values("application_id"))
            .select_related("association", "round__pool__committee", "recommendation", "officer")
            .first()
        )
        if found is None:
            raise Http404
        return found

    def decide(self, request: HttpRequest, meeting_id: int, pk: int) -> HttpResponse:
        """Enter what the committee decided, beginning from the recommendation."""
        meeting = self.get_meeting(request, meeting_id)
        found = self.get_case(request, meeting, pk)
        form = DecideForm(
            request.POST or None,
            about=found,
            user=request.user,
            initial={"decided_on": timezone.localdate(meeting.held_at, COPENHAGEN)},
        )
        return self.word(request, DECIDE, meeting, found, form, meeting=meeting)

    def defer(self, request: HttpRequest, meeting_id: int, pk: int) -> HttpResponse:
        """Postpone the case or send it back to the officer."""
        meeting = self.get_meeting(request, meeting_id)
        found = self.get_case(request, meeting, pk)
        form = ReasonForm(request.POST or None, about=found, user=request.user)
        return self.word(request, DEFER, meeting, found, form)

    def ability(self, request: HttpRequest, meeting_id: int, pk: int) -> HttpResponse:
        """The chair finds a member able in spite of the register, with a reason (§ 6)."""
        meeting = self.get_meeting(request, meeting_id)
        found = self.get_case(request, meeting, pk)
        out = closures([found], meeting.committee.members.all(), today())[found.pk]
        form = LiftForm(
            request.POST or None,
            about=found,
            user=request.user,
            people=[one.user for one in out if one.user != request.user],
        )
        return self.word(request, FIND_ABLE, meeting, found, form)

    def word(
        self,
        request: HttpRequest,
        word: Word,
        agenda_of: CommitteeMeeting,
        found: Application,
        form: Any,
        **more: Any,
    ) -> HttpResponse:
        """A form about a case of the agenda, and back to the agenda."""
        allow(request.user, word.permission, found)
        back = reverse("admin:grants_meeting", args=[agenda_of.pk])
        is_over = word.is_about_waiting and found.status != Application.Status.ON_AGENDA
        if is_over and request.method == "GET":
            messages.warning(request, NOT_ON_AGENDA)
            return HttpResponseRedirect(back)
        if (
            request.method == "POST"
            and form.is_valid()
            and self.take(request, word.action, found, form=form, **form.arguments(), **more)
        ):
            return HttpResponseRedirect(back)
        return self.page(
            request,
            "admin/grants/committee/decide.html",
            found,
            title=word.title,
            form=form,
            back=back,
            meeting=agenda_of,
            made=getattr(found, "recommendation", None),
        )
