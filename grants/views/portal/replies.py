"""What the association does with a case: answers a question, copies an earlier application."""

from functools import cached_property
from typing import Any

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.actions import NotPossibleNow
from core.views.base import ActionFormView
from grants.actions import applications
from grants.forms.portal import AnswerForm, CopyForm
from grants.models import Application, Attachment, Hearing, InformationRequest, PoolRound
from grants.views.portal.base import ApplicationMixin, open_rounds, step_url
from grants.views.portal.case import QUESTIONS

Status = Application.Status


class Answer(ApplicationMixin, ActionFormView):
    """Answer what the municipality asks; a file can come with it."""

    form_class = AnswerForm
    template_name = "portal/applications/answer.html"
    permission = "grants.answer_enquiry"
    success_message = gettext_lazy("Thank you. We have your answer and go on with the case.")

    @cached_property
    def enquiry(self) -> InformationRequest | Hearing:
        model = QUESTIONS.get(self.kwargs["kind"])
        if model is None:
            raise Http404
        own = model.objects.visible_to(self.request.user).filter(application=self.application)
        return get_object_or_404(own, pk=self.kwargs["enquiry_id"])

    def act(self, form: AnswerForm) -> Application:
        if self.application.status not in (Status.MISSING_INFO, Status.HEARING):
            # What the status is now may be a decision that is not told yet.
            raise NotPossibleNow(
                _("This has been answered, or we have gone on. Write to us if there is more.")
            )
        told = {"by": self.request.user, "at": timezone.now()}
        with transaction.atomic():
            if upload := form.cleaned_data["file"]:
                kind = form.cleaned_data["kind"] or Attachment.Kind.OTHER
                applications.attach(self.application, kind=kind, upload=upload, **told)
            return applications.answer(self.enquiry, text=form.cleaned_data["text"], **told)

    def get_success_url(self) -> str:
        return self.application.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            enquiry=self.enquiry, is_hearing=isinstance(self.enquiry, Hearing), **kwargs
        )


class Copy(ApplicationMixin, ActionFormView):
    """Begin a new application with what an earlier one said."""

    form_class = CopyForm
    template_name = "portal/applications/copy.html"
    permission = "grants.begin_application"

    @cached_property
    def rounds(self) -> list[PoolRound]:
        """Open rounds of the same pool first; another pool may fit too."""
        pool_id = self.application.round.pool_id
        return sorted(open_rounds(), key=lambda one: one.pool_id != pool_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "rounds": self.rounds}

    def act(self, form: CopyForm) -> Application:
        draft = applications.copy(
            self.application,
            round_=form.cleaned_data["round"],
            by=self.request.user,
            at=timezone.now(),
        )
        self.success_message = (
            _("Here is your copy. Look through every step, and write the new dates.")
            if draft.copied_from_id == self.application.pk
            else _("You have already begun an application in this round. Here it is.")
        )
        return draft

    def get_success_url(self) -> str:
        return step_url(self.result, "kan-vi-soege")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rounds=self.rounds, **kwargs)
