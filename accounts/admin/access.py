"""Who may act for an association, and invitations, as staff see and change them."""

from django import forms
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from accounts.actions import invitations
from accounts.forms.invitations import InviteForm
from accounts.models import Access, Invitation
from core import phrases
from core.admin import ReadOnlyAdmin
from core.admin.form_steps import FormStep, FormStepsAdmin, StepForm
from core.forms.base import OVERRIDE
from core.site import change_url


class EndForm(StepForm):
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}), help_text=phrases.REASON_NEEDED
    )


class ReadOnlySteps(FormStepsAdmin, ReadOnlyAdmin):
    """Rows that change by steps alone."""


@admin.register(Access)
class AccessAdmin(ReadOnlySteps):
    list_display = ("user", "association", "role", "valid_from", "valid_until")
    list_select_related = ("user", "association")
    list_filter = ("role", ("valid_until", admin.EmptyFieldListFilter))
    search_fields = ("user__full_name", "user__email", "association__name")
    ordering = ("association__name", "role", "id")
    fields = ("user", "association", "role", "valid_from", "valid_until", "granted_by")
    form_steps = (
        FormStep(
            name="end",
            label=_("End the access"),
            permission="accounts.end_access",
            action="accounts.actions.access.end",
            form=EndForm,
            is_open=lambda access: (
                access.valid_until is None or access.valid_until >= timezone.localdate()
            ),
            text=_("The person can no longer see anything of the association, from this moment."),
        ),
    )

    def step_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        """Back to the association afterwards: the access may have no page any more."""
        access = self.get_visible_or_404(request, object_id)
        response = super().step_view(request, object_id, name)
        back = change_url(access.association)
        if isinstance(response, HttpResponseRedirect) and back:
            return HttpResponseRedirect(back)
        return response


@admin.register(Invitation)
class InvitationAdmin(ReadOnlySteps):
    list_display = ("full_name", "email", "association", "role", "invited_at", "state")
    list_select_related = ("association", "invited_by")
    list_filter = (
        "role",
        "language",
        ("used_at", admin.EmptyFieldListFilter),
        ("withdrawn_at", admin.EmptyFieldListFilter),
    )
    search_fields = ("full_name", "email", "association__name")
    ordering = ("-invited_at", "id")
    fields = (
        "association",
        "full_name",
        "email",
        "role",
        "language",
        "state",
        "invited_at",
        "invited_by",
        "expires_at",
        "used_at",
        "used_by",
        "withdrawn_at",
        "withdrawn_by",
    )
    readonly_fields = ("state",)
    form_steps = (
        FormStep(
            name="withdraw",
            label=_("Withdraw the invitation"),
            permission="accounts.withdraw_invitation",
            action="accounts.actions.invitations.withdraw",
            form=StepForm,
            is_open=lambda invitation: not invitations.obstacle(invitation, at=timezone.now()),
            text=_("The link in the letter then no longer works."),
        ),
    )

    @admin.display(description=_("status"))
    def state(self, invitation: Invitation) -> str:
        if invitation.used_at:
            return pgettext("invitation", "Used")
        if invitation.withdrawn_at:
            return pgettext("invitation", "Withdrawn")
        if invitation.expires_at <= timezone.now():
            return pgettext("invitation", "Expired")
        return pgettext("invitation", "Open")

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                "invite/<int:association_id>/",
                self.admin_site.admin_view(self.invite_view),
                name="accounts_invitation_invite",
            ),
            *super().get_urls(),
        ]

    def invite_view(self, request: HttpRequest, association_id: int) -> HttpResponse:
        """Invite somebody to act for an association."""
        Association = Invitation._meta.get_field("association").related_model  # noqa: N806
        visible = Association.objects.visible_to(request.user)  # type: ignore[attr-defined]
        association = get_object_or_404(visible, pk=association_id)
        if not request.user.has_perm("accounts.invite_person", association):
            raise Http404
        form = InviteForm(request.POST or None, user=request.user)
        back = change_url(association)
        if request.method == "POST" and form.is_valid():
            facts = {name: value for name, value in form.cleaned_data.items() if name != OVERRIDE}
            if self.take(
                request, "accounts.actions.invitations.invite", association, form=form, **facts
            ):
                return HttpResponseRedirect(back)
        return self.page(
            request,
            "admin/core/step.html",
            association,
            title=_("Invite a person"),
            text=_("We send a letter with a link that works once."),
            form=form,
            back=back,
        )
