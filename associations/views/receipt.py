"""One tap on the receipt of an entry: referred, who does it now, offered."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from associations.actions import independence, referrals
from associations.models import Association, Contact
from associations.views.quick_log import LogKeeperMixin
from core.models import Language


class TapView(LogKeeperMixin, View):
    """Do it, say so, and go back to the receipt."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        entries = Contact.objects.visible_to(request.user).select_related("help_kind")
        contact = get_object_or_404(entries, pk=pk)
        try:
            messages.success(request, self.act(contact, request.user))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return HttpResponseRedirect(reverse("quick_log_receipt", args=[pk]))

    def act(self, contact: Contact, user: Any) -> str:
        raise TypeError(f"{type(self).__name__} does not say what it does.")

    def association_of(self, contact: Contact) -> Association:
        """The one that was tapped, among those that were met."""
        key = self.request.POST.get("association", "")
        met = contact.associations.all()
        return get_object_or_404(met, pk=key if key.isdigit() else None)


class ReferredView(TapView):
    """The association has been told who can help."""

    def act(self, contact: Contact, user: Any) -> str:
        language = Language.objects.filter(pk=self.request.POST.get("language", "")).first()
        referrals.make(contact, language=language, by=user, at=timezone.now())
        target = contact.help_kind.referral_target
        return _("Noted: referred to %(target)s.") % {"target": target}


class RungView(TapView):
    """Who does this kind of task for the association now."""

    def act(self, contact: Contact, user: Any) -> str:
        step = independence.step(
            self.association_of(contact),
            help_kind=contact.help_kind,
            rung=self.request.POST.get("rung", ""),
            contact=contact,
            by=user,
            at=timezone.now(),
        )
        return _("Noted: %(rung)s.") % {"rung": step.get_rung_display()}


class OfferedView(TapView):
    """Something lasting has been offered."""

    def act(self, contact: Contact, user: Any) -> str:
        made = independence.offer(
            self.association_of(contact),
            help_kind=contact.help_kind,
            contact=contact,
            by=user,
            at=timezone.now(),
        )
        return _("Noted as offered: %(offer)s.") % {"offer": made.offer}
