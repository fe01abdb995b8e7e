"""What the pages about one application have in common."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations.models import Association
from associations.views.base import PortalMixin
from core.actions import NotPossibleNow
from core.templatetags.components import Step
from grants.actions.drafting import only_signers_write, require_writable
from grants.disclosure import with_told
from grants.models import Application, PoolRound
from grants.soundness import Problem

# Address name, label; the order of the form. The addresses are those of grants.soundness.
STEPS = (
    ("kan-vi-soege", _("Can we apply?")),
    ("projekt", _("The project")),
    ("deltagere", _("People and partners")),
    ("budget", _("Budget")),
    ("bilag", _("Attachments")),
    ("send", _("Check and send")),
)
NAMES = [name for name, _label in STEPS]


def step_url(application: Application, name: str) -> str:
    """The address of a step of the form."""
    keys = [application.association_id, application.pk]
    return reverse(f"portal_application_{name.replace('-', '_')}", args=keys)


def place(name: str) -> dict[str, Any]:
    """Which step a page is: its number and what it is called."""
    return {"current": NAMES.index(name) + 1, "step_label": dict(STEPS)[name]}


def next_step(name: str) -> str:
    """The step after this one."""
    return NAMES[NAMES.index(name) + 1]


def guide(application: Application, found: list[Problem], current: str) -> list[Step]:
    """The steps with what is done; what is wrong is shown only where it is to be checked."""
    wrong = {problem.step for problem in found}
    states = {name: "todo" if name in wrong else "done" for name in NAMES[:-1]}
    if not application.eligibility:
        states[NAMES[0]] = "todo"
    if not application.attachments.all():
        states["bilag"] = "todo"
    if current == "send":
        states |= dict.fromkeys(wrong, "error")
    return [
        Step(label, url=step_url(application, name), state=states.get(name, "todo"))  # type: ignore[arg-type]
        for name, label in STEPS
    ]


def guide_before(round_: PoolRound, association: Association) -> list[Step]:
    """The steps before the draft is begun: only the first can be opened."""
    first = reverse("portal_application_begin", args=[association.pk, round_.pk])
    return [Step(label, url=first if name == NAMES[0] else "") for name, label in STEPS]


def open_rounds() -> QuerySet[PoolRound]:
    """Rounds that take applications now, the nearest deadline first, the rolling ones last."""
    found = PoolRound.objects.published().open_at(timezone.now()).select_related("pool")
    return found.order_by(F("deadline").asc(nulls_last=True), "pool__name", "pk")


class ApplicationMixin(PortalMixin):
    """A page about one application of the association; any other's is not there."""

    section = "portal_applications"

    def applications(self) -> QuerySet[Application]:
        """Those of the association that the user may see, with all that the form shows."""
        found = Application.objects.visible_to(self.request.user).filter(  # type: ignore[arg-type]
            association=self.association
        )
        return with_told(found).select_related("association", "round__pool", "receipt")

    @cached_property
    def application(self) -> Application:
        rows = self.applications().prefetch_related(
            "budget_lines", "partners", "attachments__document", "round__pool__rules"
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def require_signer(self) -> None:
        """Refuse with the reason who may read but not sign."""
        if not self.request.user.has_perm("grants.submit_application", self.association):
            raise PermissionDenied(only_signers_write())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        round_ = self.application.round
        is_late = not round_.is_open_at(timezone.now())
        return super().get_context_data(
            application=self.application,
            round=round_,
            pool=round_.pool,
            is_late=is_late and self.application.is_draft,
            next_rounds=list(open_rounds()) if is_late and self.application.is_draft else [],
            may_sign=self.request.user.has_perm("grants.submit_application", self.association),
            **kwargs,
        )


class EditMixin(ApplicationMixin):
    """A page on which the application is written or changed."""

    permission = "grants.edit_application"

    def closed(self) -> HttpResponse | None:
        """Away from here, with the reason, when what is submitted cannot be changed any more.

        A draft is always shown: past its deadline with what to do now.
        """
        if self.application.is_draft:
            return None
        try:
            require_writable(self.application, timezone.now())
        except NotPossibleNow as refusal:
            messages.info(self.request, refusal.message)
            return HttpResponseRedirect(self.application.get_absolute_url())
        return None


class SentMixin(ApplicationMixin):
    """A page about an application that is sent; a draft leads to where it can be."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.application.is_draft:
            return HttpResponseRedirect(step_url(self.application, "send"))
        return super().get(request, *args, **kwargs)  # type: ignore[misc]


def complain(form: Any, refusal: ValidationError) -> None:
    """Show an action's refusal on top of the form."""
    form.add_error(None, ValidationError(refusal.messages))
