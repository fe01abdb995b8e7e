"""Who has access to an association in the portal; the chair invites, withdraws and ends."""

from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.actions import access, invitations
from accounts.forms.invitations import InviteForm
from accounts.models import Access, Invitation
from associations.forms.access import EndAccessForm
from associations.views.base import PortalMixin
from core.forms import Form
from core.forms.base import OVERRIDE
from core.views.base import ActionFormView

SECTION = "portal_access"


class AccessList(PortalMixin, TemplateView):
    """Everybody who has access, since when; for the chair the open invitations too."""

    template_name = "portal/access/list.html"
    section = SECTION

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, own = self.request.user, {"association_id": self.association.pk}
        held = Access.objects.visible_to(user).filter(**own).open_on(timezone.localdate())  # type: ignore[arg-type]
        invited = Invitation.objects.visible_to(user).filter(**own)  # type: ignore[arg-type]
        return super().get_context_data(
            accesses=held.select_related("user"),
            invited=invited.usable_at(timezone.now()),
            may_manage=user.has_perm("accounts.invite_person", self.association),
            **kwargs,
        )


class ChairForm(PortalMixin, ActionFormView):
    """A form of the chair's; what it is about is the association's own."""

    permission = "accounts.invite_person"
    section = SECTION

    def get_success_url(self) -> str:
        return reverse("portal_access", args=[self.association.pk])


class Invite(ChairForm):
    """Invite somebody to act for the association."""

    template_name = "portal/access/invite.html"
    form_class = InviteForm
    success_message = _("The invitation is on its way by e-mail.")

    def get_initial(self) -> dict[str, Any]:
        return {"language": self.request.user.preferred_language}  # type: ignore[union-attr]

    def act(self, form: InviteForm) -> Invitation:
        facts = {name: value for name, value in form.cleaned_data.items() if name != OVERRIDE}
        invitation, _token = invitations.invite(
            self.association,
            by=self.request.user,  # type: ignore[arg-type]
            at=timezone.now(),
            **facts,
        )
        return invitation


class Withdraw(ChairForm):
    """Make an invitation useless."""

    template_name = "portal/access/withdraw.html"
    form_class = Form
    success_message = _("The invitation has been withdrawn.")

    @cached_property
    def invitation(self) -> Invitation:
        visible = Invitation.objects.visible_to(self.request.user)  # type: ignore[arg-type]
        return get_object_or_404(visible, association=self.association, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(invitation=self.invitation, **kwargs)

    def act(self, form: Form) -> Invitation:
        return invitations.withdraw(self.invitation, by=self.request.user, at=timezone.now())  # type: ignore[arg-type]


class End(ChairForm):
    """End somebody's access at once."""

    template_name = "portal/access/end.html"
    form_class = EndAccessForm
    success_message = _("The access has ended.")

    @cached_property
    def access(self) -> Access:
        visible = Access.objects.visible_to(self.request.user)  # type: ignore[arg-type]
        return get_object_or_404(
            visible.open_on(timezone.localdate()).select_related("user"),
            association=self.association,
            pk=self.kwargs["pk"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_own = self.access.user_id == self.request.user.pk
        return super().get_context_data(access=self.access, is_own=is_own, **kwargs)

    def act(self, form: EndAccessForm) -> None:
        access.end(
            self.access,
            by=self.request.user,  # type: ignore[arg-type]
            at=timezone.now(),
            reason=form.cleaned_data["reason"],
        )

    def form_valid(self, form: EndAccessForm) -> HttpResponse:
        # Read before it is gone: whoever ended the own access has no page here any more.
        self.is_own = self.access.user_id == self.request.user.pk
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("portal_home") if self.is_own else super().get_success_url()
