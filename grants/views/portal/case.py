"""The association's applications, and one case from receipt to decision."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView
from django_tables2 import SingleTableMixin

from associations.views.base import PortalMixin
from core.actions import NotPossibleNow
from core.models import Transition
from grants import disclosure, signatures
from grants.actions import cosignatures
from grants.contents import contents
from grants.models import Application, Decision, Hearing, InformationRequest
from grants.tables import ApplicationTable
from grants.views.portal.base import STEPS, SentMixin, open_rounds, step_url

Status = Application.Status
QUESTIONS = {"oplysninger": InformationRequest, "partshoering": Hearing}


class Applications(PortalMixin, SingleTableMixin, TemplateView):
    """Every application of the association, and the rounds one can apply in now."""

    template_name = "portal/applications/list.html"
    section = "portal_applications"
    table_class = ApplicationTable
    paginate_by = 20

    def get_table_data(self) -> Any:
        own = Application.objects.visible_to(self.request.user).filter(association=self.association)
        return (
            disclosure.with_told(own).select_related("round__pool").order_by("-created_at", "-id")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rounds=list(open_rounds()),
            may_begin=self.request.user.has_perm("grants.begin_application", self.association),
            **kwargs,
        )


@dataclass(frozen=True)
class Point:
    """A point on the way of a case: what happened or will, and when."""

    label: str | Promise
    state: str
    at: datetime | None = None


def way(application: Application, moved: dict[str, datetime]) -> list[Point]:
    """The four points of every case, as the applicant may know them.

    Args:
        moved: when each step was first taken.
    """
    status = disclosure.status_for_applicant(application)
    is_decided = status in Application.DECIDED
    is_taken_up = is_decided or status in (
        Status.UNDER_REVIEW,
        Status.MISSING_INFO,
        Status.HEARING,
    )
    last = gettext_lazy("Withdrawn") if status == Status.WITHDRAWN else gettext_lazy("Decided")
    ended_at = moved.get("withdraw") or disclosure.told_at(application)
    is_over = is_decided or status == Status.WITHDRAWN
    return [
        Point(gettext_lazy("Sent by you"), "done", application.submitted_at),
        Point(
            gettext_lazy("Received by us"),
            "done" if is_taken_up or is_over else "current",
            moved.get("receive"),
        ),
        Point(
            gettext_lazy("We are working on it"),
            "done" if is_over else "current" if is_taken_up else "todo",
            moved.get("take_up") if is_taken_up else None,
        ),
        Point(last, "current" if is_over else "todo", ended_at),
    ]


class Case(SentMixin, TemplateView):
    """One case: where it is, what we need from you, what you wrote, and the decision once told."""

    template_name = "portal/applications/case.html"

    @cached_property
    def decision(self) -> Decision | None:
        """The decision in force, once its letter is sent."""
        if disclosure.status_for_applicant(self.application) not in Application.DECIDED:
            return None
        told = disclosure.told_decisions().filter(application=self.application)
        return told.select_related("letter__document", "meeting__committee").first()

    def moved(self) -> dict[str, datetime]:
        """When each step that the applicant may know of was first taken."""
        steps = Transition.objects.of(self.application).filter(
            name__in=("receive", "take_up", "withdraw")
        )
        return dict(steps.order_by("-moved_at", "-id").values_list("name", "moved_at"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        application = self.application
        status = disclosure.status_for_applicant(application)
        written = contents(application)
        return super().get_context_data(
            status=status,
            status_words=disclosure.WORDS[status],
            status_look=disclosure.LOOKS.get(status, "info"),
            points=way(application, self.moved()),
            questions=self.questions(),
            decision=self.decision,
            may_change=self.may_change(),
            may_withdraw=status in Application.UNDECIDED,
            parts=[(label, written[name]) for name, label in STEPS if name in written],
            change_url=step_url(application, "projekt"),
            signing_rule=signatures.demanded(application)
            if status in Application.UNDECIDED
            else "",
            **kwargs,
        )

    def may_change(self) -> bool:
        """Received, and its deadline is not over."""
        is_received = self.application.status == Status.RECEIVED
        return is_received and self.application.round.is_open_at(timezone.now())

    def questions(self) -> list[dict[str, Any]]:
        """What we have asked, and the answers; which can be answered now."""
        is_waiting = self.application.status in (Status.MISSING_INFO, Status.HEARING)
        return [
            {
                "enquiry": one,
                "is_hearing": model is Hearing,
                "is_open": is_waiting and not one.answered_at and not one.closed_at,
                "url": reverse(
                    "portal_application_answer",
                    args=[self.association.pk, self.application.pk, kind, one.pk],
                ),
            }
            for kind, model in QUESTIONS.items()
            for one in model.objects.visible_to(self.request.user).filter(
                application=self.application
            )
        ]


class Signatures(SentMixin, TemplateView):
    """Who has signed, who is still wanted, and signing too with one tap."""

    template_name = "portal/applications/signatures.html"

    @cached_property
    def application(self) -> Application:
        """Without all that the form shows."""
        return get_object_or_404(self.applications(), pk=self.kwargs["pk"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One tap: sign too, where the statutes ask for more than one."""
        try:
            cosignatures.cosign(self.application, by=request.user, at=timezone.now())
        except NotPossibleNow as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, gettext("You have signed the application too."))
        return HttpResponseRedirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            signatures=signatures.look(self.application, reader=self.request.user), **kwargs
        )
