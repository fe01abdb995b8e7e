"""The attachments: uploaded, taken from the register, or taken away again."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from associations.models import StatutesVersion
from core.actions import NotPossibleNow
from grants.actions import applications
from grants.forms.portal import AttachmentForm
from grants.models import Attachment, PoolRule
from grants.soundness import problems
from grants.views.portal.base import EditMixin, complain, guide, next_step, place, step_url

STEP = "bilag"


class Attachments(EditMixin, TemplateView):
    """One form for a new file, a button for each file there is and each the register holds."""

    template_name = "portal/applications/attachments.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.closed() or self.show(AttachmentForm(user=request.user))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = AttachmentForm(user=request.user)
        try:
            if "remove" in request.POST:
                return self.remove(request.POST["remove"])
            if "reuse" in request.POST:
                return self.reuse(request.POST["reuse"])
            if "next" in request.POST and not request.FILES:
                return HttpResponseRedirect(step_url(self.application, next_step(STEP)))
            form = AttachmentForm(request.POST, request.FILES, user=request.user)
            if form.is_valid():
                return self.add(form)
        except NotPossibleNow as refusal:
            form = AttachmentForm(request.POST, request.FILES, user=request.user)
            complain(form, ValidationError(refusal.message))
        except ValidationError as refusal:
            complain(form, refusal)
        return self.show(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def add(self, form: AttachmentForm) -> HttpResponse:
        applications.attach(
            self.application,
            kind=form.cleaned_data["kind"],
            upload=form.cleaned_data["file"],
            by=self.request.user,
            at=timezone.now(),
        )
        messages.success(self.request, _("The file is added."))
        name = next_step(STEP) if "next" in self.request.POST else STEP
        return HttpResponseRedirect(step_url(self.application, name))

    def remove(self, key: str) -> HttpResponse:
        own = Attachment.objects.visible_to(self.request.user).filter(application=self.application)
        found = get_object_or_404(own, pk=int(key) if key.isdecimal() else 0)
        applications.detach(found, by=self.request.user, at=timezone.now())
        messages.success(self.request, _("The file is taken away."))
        return HttpResponseRedirect(step_url(self.application, STEP))

    def reuse(self, key: str) -> HttpResponse:
        version = get_object_or_404(self.versions(), pk=int(key) if key.isdecimal() else 0)
        applications.attach_from_register(
            self.application,
            kind=Attachment.Kind.STATUTES,
            document=version.document,
            by=self.request.user,
            at=timezone.now(),
        )
        messages.success(self.request, _("The statutes are attached."))
        return HttpResponseRedirect(step_url(self.application, STEP))

    def versions(self) -> Any:
        """The association's adopted statutes."""
        found = StatutesVersion.objects.visible_to(self.request.user).adopted()
        return found.filter(association=self.association).select_related("document")

    def show(self, form: AttachmentForm, *, status: int = HTTPStatus.OK) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        attached = list(self.application.attachments.all())
        kinds = {one.kind for one in attached}
        documents = {one.document_id for one in attached}
        newest = self.versions().order_by("-number").first()
        return super().get_context_data(
            attached=attached,
            reusable=newest if newest and newest.document_id not in documents else None,
            needed=[
                (rule, rule.parameters["kind"] in kinds)
                for rule in self.application.round.pool.rules.all()
                if rule.kind == PoolRule.Kind.REQUIRES_ATTACHMENT
            ],
            **place(STEP),
            steps=guide(self.application, problems(self.application), STEP),
            **kwargs,
        )
