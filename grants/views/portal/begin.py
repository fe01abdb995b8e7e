"""From “apply” to a draft: for which association, and the questions whether it can."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from accounts.models import Access
from accounts.permissions import open_roles
from associations.models import Association
from associations.views.base import PortalMixin
from core.views.base import ActionFormView
from grants.actions import applications
from grants.forms.eligibility import EligibilityForm
from grants.models import Application, EligibilityQuestion, PoolRound
from grants.soundness import problems
from grants.views.portal.base import (
    NAMES,
    EditMixin,
    guide,
    guide_before,
    place,
    step_url,
)


class Apply(TemplateView):
    """From the public page: for which of my associations?"""

    template_name = "portal/applications/apply.html"

    @cached_property
    def round(self) -> PoolRound:
        rounds = PoolRound.objects.published().select_related("pool")
        return get_object_or_404(rounds, pk=self.kwargs["round_id"])

    @cached_property
    def signs_for(self) -> list[Association]:
        roles = open_roles(self.request.user)  # type: ignore[arg-type]
        signing = [pk for pk, role in roles.items() if role in Access.SIGNING_ROLES]
        return list(Association.objects.filter(pk__in=signing))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if len(self.signs_for) == 1:
            keys = [self.signs_for[0].pk, self.round.pk]
            return HttpResponseRedirect(reverse("portal_application_begin", args=keys))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            round=self.round, pool=self.round.pool, associations=self.signs_for, **kwargs
        )


def unfitting(questions: list[EligibilityQuestion], answers: dict[str, bool]) -> list[Any]:
    """The questions whose answer speaks against applying."""
    return [
        one
        for one in questions
        if str(one.pk) in answers and answers[str(one.pk)] is not one.wanted_answer
    ]


def after_answers(application: Application, questions: list[EligibilityQuestion]) -> str:
    """On to the project; by way of the advice when an answer speaks against applying."""
    name = NAMES[0] if unfitting(questions, application.eligibility) else NAMES[1]
    return step_url(application, name)


class Begin(PortalMixin, ActionFormView):
    """The questions of a pool; answering them begins the draft, looking at them does not."""

    form_class = EligibilityForm
    template_name = "portal/applications/eligibility.html"
    permission = "grants.begin_application"
    section = "portal_applications"

    @cached_property
    def round(self) -> PoolRound:
        rounds = PoolRound.objects.published().select_related("pool")
        return get_object_or_404(rounds, pk=self.kwargs["round_id"])

    @cached_property
    def questions(self) -> list[EligibilityQuestion]:
        return list(self.round.pool.eligibility_questions.all())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        draft = Application.objects.filter(
            association=self.association, round=self.round, status=Application.Status.DRAFT
        ).first()
        if draft is None:
            return super().get(request, *args, **kwargs)
        messages.info(
            request, _("You have already begun an application in this round. Here it is.")
        )
        return HttpResponseRedirect(step_url(draft, NAMES[1]))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "questions": self.questions}

    def act(self, form: EligibilityForm) -> Application:
        return applications.begin(
            self.round,
            association=self.association,
            eligibility=form.answers(),
            by=self.request.user,
            at=timezone.now(),
        )

    def get_success_url(self) -> str:
        return after_answers(self.result, self.questions)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            round=self.round,
            pool=self.round.pool,
            questions=self.questions,
            is_late=not self.round.is_open_at(timezone.now()),
            **place(NAMES[0]),
            steps=guide_before(self.round, self.association),
            **kwargs,
        )


class Eligibility(EditMixin, ActionFormView):
    """The questions once more, with advice where an answer speaks against applying."""

    form_class = EligibilityForm
    template_name = "portal/applications/eligibility.html"

    @cached_property
    def questions(self) -> list[EligibilityQuestion]:
        return list(self.application.round.pool.eligibility_questions.all())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.closed() or super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = {**super().get_form_kwargs(), "questions": self.questions}
        return {**kwargs, "initial": self.application.eligibility}

    def act(self, form: EligibilityForm) -> Application:
        return applications.save(
            self.application,
            step=NAMES[0],
            fields={"eligibility": form.answers()},
            by=self.request.user,
            at=timezone.now(),
        )

    def get_success_url(self) -> str:
        return after_answers(self.result, self.questions)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            questions=self.questions,
            advice=unfitting(self.questions, self.application.eligibility),
            next_url=step_url(self.application, NAMES[1]),
            **place(NAMES[0]),
            steps=guide(self.application, problems(self.application), NAMES[0]),
            **kwargs,
        )
