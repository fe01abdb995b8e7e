"""The steps that are written: each saves for itself, keeps what is typed, and works without scripts."""

from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from associations import bridge
from associations.models import Association
from associations.views.bridge import MarksMixin
from core.actions import NotPossibleNow
from core.views.written import Typed, WrittenStep
from grants.actions import applications
from grants.bridge import KIND
from grants.budget import totals
from grants.forms.rows import with_row, without_row
from grants.forms.steps import BudgetForm, PeopleForm, ProjectForm, StepForm
from grants.models import Application, PoolRule
from grants.poolrules import Finding, findings
from grants.soundness import STEP_OF_RULE, problems
from grants.views.portal.base import EditMixin, complain, guide, next_step, place, step_url

# Names offered while a partner is typed; more would make the page heavy on a phone.
OFFERED_PARTNERS = 100


def findings_of(application: Application, step: str) -> list[Finding]:
    """What the pool's rules have to say about what is asked in this step."""
    return [
        one
        for one in findings(application)
        if STEP_OF_RULE.get(PoolRule.Kind(one.rule.kind), "budget") == step
    ]


class StepView(MarksMixin, EditMixin, WrittenStep):
    """A step: read, autosaved, saved, rows added or taken away, and suggestions answered."""

    form_class: ClassVar[type[StepForm]]
    marks_kind = KIND
    not_typed = (*WrittenStep.not_typed, "add", "remove", "draft", *MarksMixin.BUTTONS)

    @property
    def step(self) -> str:
        return self.form_class.step

    def make_form(self, data: Any = None, *, typed: QueryDict | None = None) -> StepForm:
        return self.form_class(data, typed=typed, instance=self.application, user=self.request.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if closed := self.closed():
            return closed
        return self.first_look(self.application.typed.get(self.step))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "autosave" in request.POST:
            return self.autosave()
        if "add" in request.POST or "remove" in request.POST:
            return self.change_rows()
        form = self.make_form(request.POST)
        if form.is_valid():
            try:
                saved = self.save(form)
                return self.answer_mark(saved, self.step) if self.is_answer() else self.go_on(saved)
            except ValidationError as refusal:
                complain(form, refusal)
            except NotPossibleNow as refusal:
                complain(form, ValidationError(refusal.message))
                self.keep()
        elif self.is_answer() and self.keep():
            return self.answer_mark(self.application, self.step)
        elif "draft" in request.POST and self.keep():
            return self.leave_draft()
        return self.show(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def save(self, form: StepForm) -> Application:
        return applications.save(
            self.application,
            step=self.step,
            fields=form.cleaned_data,
            **form.row_arguments(),
            by=self.request.user,
            at=timezone.now(),
        )

    def go_on(self, saved: Application) -> HttpResponse:
        if "draft" in self.request.POST:
            return self.leave_draft()
        if not self.application.is_draft:
            messages.success(self.request, _("The change is saved and sent to us."))
            return HttpResponseRedirect(self.application.get_absolute_url())
        for one in findings_of(saved, self.step):
            messages.warning(self.request, one.message)
        return HttpResponseRedirect(step_url(self.application, next_step(self.step)))

    def leave_draft(self) -> HttpResponse:
        messages.success(self.request, _("The draft is saved. Go on when it suits you."))
        return HttpResponseRedirect(step_url(self.application, self.step))

    def put_aside(self, typed: Typed) -> bool:
        """Only beside a draft; what is sent is changed as a whole."""
        if not self.application.is_draft:
            return False
        applications.keep_typed(
            self.application, step=self.step, typed=typed, by=self.request.user, at=timezone.now()
        )
        return True

    def change_rows(self) -> HttpResponse:
        """One row more or less, with everything typed still there."""
        typed = self.request.POST
        changed = self.request.POST.get("add", "")
        if changed in self.form_class.row_sets:
            typed = with_row(typed, changed)
        prefix, _dash, number = self.request.POST.get("remove", "").partition("-")
        if prefix in self.form_class.row_sets and number.isdecimal():
            fields = list(self.form_class.row_sets[prefix].form.base_fields)
            typed, changed = without_row(typed, prefix, int(number), fields), prefix
        return self.show(self.make_form(typed=typed), changed_rows=changed)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = problems(self.application)
        return super().get_context_data(
            **place(self.step),
            steps=guide(self.application, found, self.step),
            findings=findings_of(self.application, self.step),
            marks=bridge.marks(self.marks_target, self.application, self.step),
            **kwargs,
        )


class Project(StepView):
    """What you want to do."""

    form_class = ProjectForm
    template_name = "portal/applications/project.html"


class People(StepView):
    """Who takes part, and with whom it is done."""

    form_class = PeopleForm
    template_name = "portal/applications/people.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = Association.objects.published().exclude(pk=self.association.pk)
        return super().get_context_data(
            partner_names=names.order_by("name").values_list("name", flat=True)[:OFFERED_PARTNERS],
            **kwargs,
        )


class Budget(StepView):
    """What it costs and what you apply for."""

    form_class = BudgetForm
    template_name = "portal/applications/budget.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(totals=totals(self.application), **kwargs)
        flags = {
            one.rule.parameters["category"]: one.message
            for one in context["findings"]
            if "category" in one.rule.parameters
        }
        for line in context["form"].rows["udgifter"].forms:
            if flag := flags.get(line["category"].value()):
                line.warnings["category"] = [flag]
        return context
