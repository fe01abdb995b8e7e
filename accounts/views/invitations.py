"""The page behind the link of an invitation."""

from functools import cached_property
from typing import Any

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.actions import invitations
from accounts.forms.invitations import AcceptForm
from accounts.models import Invitation, User
from core.views.base import ActionFormView
from core.views.links import SecretLinkMixin


class InvitationPage(SecretLinkMixin, ActionFormView):
    """Who invites, to what and what happens next; one press says yes and logs in."""

    form_class = AcceptForm
    template_name = "accounts/invitation.html"
    success_message = _lazy("Welcome. You can act for the association now.")
    http_method_names = ["get", "post"]

    def letters_language(self) -> str:
        return self.invitation.language if self.invitation else ""

    @cached_property
    def invitation(self) -> Invitation | None:
        found = Invitation.objects.with_token(self.kwargs["token"])
        return found.select_related("association", "invited_by").first()

    @cached_property
    def account(self) -> User | None:
        """The account that the invited address has already."""
        email = self.invitation.email if self.invitation else ""
        return User.objects.filter(email__iexact=email).first()

    @property
    def is_new(self) -> bool:
        return self.account is None and not self.request.user.is_authenticated

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if reason := self.reason():
            return self.closed(reason)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if reason := self.reason():
            return self.closed(reason)
        return super().post(request, *args, **kwargs)

    def reason(self) -> str:
        if self.invitation is None:
            return _("The link is not complete. Open it from the e-mail again, or copy all of it.")
        return invitations.obstacle(self.invitation, at=timezone.now())

    def closed(self, reason: str) -> HttpResponse:
        """404 for a link that never was, 410 for one whose time is over."""
        status = 410 if self.invitation else 404
        context = {"reason": reason, "portal_url": self.own_portal()}
        self.template_name = "accounts/invitation_closed.html"
        return self.render_to_response(context, status=status)

    def own_portal(self) -> str:
        """Where the person who used the invitation wanted to go."""
        user, invitation = self.request.user, self.invitation
        if invitation is None or not user.is_authenticated or invitation.used_by_id != user.pk:
            return ""
        return reverse("portal_association", args=[invitation.association_id])

    def get_initial(self) -> dict[str, Any]:
        return {
            "full_name": self.invitation.full_name if self.invitation else "",
            "language": translation.get_language(),
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "is_new": self.is_new}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, invitation = self.request.user, self.invitation
        is_other = (
            user.is_authenticated
            and invitation is not None
            and user.email.lower() != invitation.email.lower()
        )
        return super().get_context_data(
            invitation=invitation, is_new=self.is_new, is_other=is_other, **kwargs
        )

    def act(self, form: AcceptForm) -> Any:
        user = self.request.user
        return invitations.accept(
            self.kwargs["token"],
            by=user if user.is_authenticated else None,
            at=timezone.now(),
            full_name=form.cleaned_data.get("full_name", ""),
            language=form.cleaned_data.get("language", ""),
        )

    def form_valid(self, form: AcceptForm) -> HttpResponse:
        response = super().form_valid(form)
        if self.result is None or self.request.user.is_authenticated:
            return response
        # Goes through every stage of the log-in: whoever has a second factor is asked for it.
        return perform_login(self.request, self.result.user, redirect_url=self.get_success_url())

    def get_success_url(self) -> str:
        return reverse("portal_association", args=[self.result.association_id])
