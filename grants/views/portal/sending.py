"""Check and send, the receipt, and taking an application back."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from associations import bridge
from core.actions import NotPossibleNow
from core.views.base import ActionFormView
from grants.actions import applications
from grants.bridge import KIND
from grants.budget import totals
from grants.contents import contents
from grants.forms.portal import SignForm, WithdrawForm
from grants.models import Application
from grants.poolrules import findings
from grants.soundness import Problem, problems
from grants.views.portal.base import (
    STEPS,
    ApplicationMixin,
    EditMixin,
    SentMixin,
    guide,
    place,
    step_url,
)


class Send(EditMixin, ActionFormView):
    """Everything on one page, what has still to be mended, the declarations and the signature.

    Who does not sign for the association reads the draft here.
    """

    permission = "associations.read_own_association"
    form_class = SignForm
    template_name = "portal/applications/send.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.application.is_draft:
            return HttpResponseRedirect(self.application.get_absolute_url())
        return super().get(request, *args, **kwargs)

    @cached_property
    def found(self) -> list[Problem]:
        return problems(self.application)

    def act(self, form: SignForm) -> Application:
        return applications.submit(
            self.application, **form.cleaned_data, by=self.request.user, at=timezone.now()
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # A second click, or the page sent again: what it should do is done.
        if not self.application.is_draft:
            return HttpResponseRedirect(self.get_success_url())
        self.require_signer()
        return super().post(request, *args, **kwargs)

    def get_success_url(self) -> str:
        keys = [self.association.pk, self.application.pk]
        return reverse("portal_application_receipt", args=keys)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        written = contents(self.application)
        links = [
            (step_url(self.application, one.step), one.field, one.message) for one in self.found
        ]
        return super().get_context_data(
            **place("send"),
            steps=guide(self.application, self.found, "send"),
            problems=links,
            findings=[one for one in findings(self.application) if not one.is_blocking],
            parts=[
                (label, step_url(self.application, name), written[name])
                for name, label in STEPS
                if name in written
            ],
            totals=totals(self.application),
            standing=bridge.standing(KIND, self.application, timezone.localdate()),
            **kwargs,
        )


class Receipt(SentMixin, TemplateView):
    """We have it: the number, what happens next and when. Fits in a picture of a phone's screen."""

    template_name = "portal/applications/receipt.html"


class Withdraw(ApplicationMixin, ActionFormView):
    """Take a submitted application back, after a question whether it is meant."""

    form_class = WithdrawForm
    template_name = "portal/applications/withdraw.html"
    permission = "grants.withdraw_application"
    success_message = gettext_lazy("The application is withdrawn. We do nothing more with it.")

    def act(self, form: WithdrawForm) -> Application:
        try:
            return applications.withdraw(
                self.application,
                reason=form.cleaned_data["reason"],
                by=self.request.user,
                at=timezone.now(),
            )
        except NotPossibleNow as refusal:
            # The refusal names the status, which may be a decision that is not told yet.
            raise NotPossibleNow(
                _("The application cannot be withdrawn here any more. Call us instead.")
            ) from refusal

    def get_success_url(self) -> str:
        return self.application.get_absolute_url()


class Discard(ApplicationMixin, TemplateView):
    """Delete a draft, after a question whether it is meant."""

    template_name = "portal/applications/discard.html"
    permission = "grants.begin_application"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        applications.discard(self.application, by=request.user, at=timezone.now())
        messages.success(request, _("The draft is deleted."))
        return HttpResponseRedirect(reverse("portal_applications", args=[self.association.pk]))
