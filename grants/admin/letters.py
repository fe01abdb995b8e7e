"""The outbox: decision letters wait here until a person sends them; then it shows who has read."""

from datetime import datetime
from typing import Any

from auditlog.models import LogEntry
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ChangeList
from django.contrib.contenttypes.models import ContentType
from django.db.models import Min, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin import ReadOnlyAdmin, StepButton
from core.models import Document, Transition
from core.templatetags import formats
from grants.actions import letters
from grants.exports import DecisionLetterExport
from grants.letters import signers_of
from grants.models import DecisionLetter


def opened(found: list[DecisionLetter]) -> dict[Any, datetime]:
    """When somebody of the association first read each letter, by the document's id; one query."""
    reads = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Document),
        object_pk__in=[str(one.document_id) for one in found],
        action=LogEntry.Action.ACCESS,
        actor__is_staff=False,
    )
    return dict(reads.order_by().values_list("object_pk").annotate(first=Min("timestamp")))


class OutboxList(ChangeList):
    """Knows of each letter on the page whether it was opened."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        read_at = opened(self.result_list)
        for one in self.result_list:
            one.opened_at = read_at.get(str(one.document_id))


@admin.register(DecisionLetter)
class DecisionLetterAdmin(ReadOnlyAdmin):
    list_display = (
        "case_number",
        "association",
        "outcome",
        "amount",
        "status",
        "made_on",
        "sent_on",
        "opened_on",
        "preview",
    )
    list_filter = ("status", "decision__outcome", "decision__application__round__pool")
    list_select_related = ("decision__application__association", "document")
    search_fields = (
        "decision__application__case_number",
        "decision__application__association__name",
    )
    search_help_text = _("Case number or association")
    export_resource = DecisionLetterExport
    # Waiting before sent.
    ordering = ("-status", "-made_at", "-id")
    actions = ("send_selected",)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return OutboxList

    def has_send_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("grants.send_letter")

    @admin.display(description=_("case number"), ordering="decision__application__case_number")
    def case_number(self, obj: DecisionLetter) -> str:
        return obj.decision.application.case_number

    @admin.display(description=_("applicant"))
    def association(self, obj: DecisionLetter) -> str:
        return str(obj.decision.application.association)

    @admin.display(description=_("decision"), ordering="decision__outcome")
    def outcome(self, obj: DecisionLetter) -> str:
        return obj.decision.get_outcome_display()

    @admin.display(description=_("amount"), ordering="decision__amount")
    def amount(self, obj: DecisionLetter) -> str:
        return formats.money(obj.decision.amount) if obj.decision.amount else "–"

    # The hour stands on the letter's own page.
    @admin.display(description=_("made at"), ordering="made_at")
    def made_on(self, obj: DecisionLetter) -> str:
        return formats.day(obj.made_at)

    @admin.display(description=_("sent at"), ordering="sent_at")
    def sent_on(self, obj: DecisionLetter) -> str:
        return formats.day(obj.sent_at) if obj.sent_at else "–"

    @admin.display(description=_("opened"))
    def opened_on(self, obj: Any) -> str:
        return formats.moment(obj.opened_at) if obj.opened_at else "–"

    @admin.display(description=_("letter"))
    def preview(self, obj: DecisionLetter) -> str:
        return format_html('<a href="{}">PDF</a>', obj.document.get_absolute_url())

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The letter with its preview and who will be told."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET"])
        obj = self.get_visible_or_404(request, object_id)
        application = obj.decision.application
        return self.page(
            request,
            "admin/grants/letters/letter.html",
            obj,
            title=_("Decision letter %(number)s") % {"number": application.case_number},
            letter=obj,
            application=application,
            recipients=signers_of(application),
            opened_at=opened([obj]).get(str(obj.document_id)),
            step_buttons=self.step_buttons(request, obj),
            steps_taken=Transition.objects.of(obj).select_related("moved_by"),
        )

    def step_buttons(self, request: HttpRequest, obj: Any) -> list[StepButton]:
        """What is meant to happen comes first."""
        return sorted(super().step_buttons(request, obj), key=lambda one: one.name != "send")

    def step_text(self, obj: Any, name: str) -> str:
        signers = signers_of(obj.decision.application) if name == "send" else ()
        if not signers:
            return super().step_text(obj, name)
        return _(
            "A mail with a link goes to %(names)s. A letter that is sent cannot be recalled."
        ) % {"names": ", ".join(str(one) for one in signers)}

    @admin.action(description=_("Send the chosen letters"), permissions=["send"])
    def send_selected(
        self, request: HttpRequest, queryset: QuerySet[DecisionLetter]
    ) -> HttpResponse | None:
        """Asks once more, with the number; then all are sent or none."""
        waiting = list(queryset.waiting())
        if not waiting:
            messages.warning(request, _("None of the chosen letters is waiting to be sent."))
            return None
        if "confirmed" not in request.POST:
            return self.page(
                request,
                "admin/grants/letters/send.html",
                title=_("Send the chosen letters"),
                letters=waiting,
                checkbox=ACTION_CHECKBOX_NAME,
            )
        sent = letters.send_many(waiting, by=request.user, at=timezone.now())
        messages.success(
            request, ngettext("One letter is sent.", "%(n)s letters are sent.", sent) % {"n": sent}
        )
        return None
