"""Steps of an admin page that ask for more than a reason: each has a form and calls one action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.actions import NotPossibleNow
from core.admin.base import ModelAdmin, StepButton
from core.forms import Form
from core.forms.base import OVERRIDE


class StepForm(Form):
    """A form about one object; its answers become the arguments of the action."""

    def __init__(self, *args: Any, about: models.Model, **kwargs: Any) -> None:
        self.about = about
        super().__init__(*args, **kwargs)

    def subject(self) -> models.Model:
        """The object the action is about: the page's own, or a row the form lets choose."""
        return self.about

    def arguments(self) -> dict[str, Any]:
        """What the action is given besides `by` and `at`."""
        return {name: value for name, value in self.cleaned_data.items() if name != OVERRIDE}


@dataclass(frozen=True)
class FormStep:
    """A button that leads to a form.

    `is_open` says whether the object's present state allows it; the permission is asked besides.
    """

    name: str
    label: str | Promise
    permission: str
    action: str
    form: type[StepForm]
    is_open: Callable[[Any], bool]
    text: str | Promise = ""


class FormStepsAdmin(ModelAdmin):
    """An admin page with steps of both kinds; one named like a transition takes its button's place."""

    form_steps: tuple[FormStep, ...] = ()

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """The object, read once for a page that only shows it."""
        if request.method != "GET":
            return super().get_object(request, object_id, from_field)
        shown = request.__dict__.setdefault("_objects_shown", {})
        key = (self.model, object_id, from_field)
        if key not in shown:
            shown[key] = super().get_object(request, object_id, from_field)
        return shown[key]

    def available_steps(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        own = {step.name for step in self.form_steps}
        plain = super().available_steps(request, obj)
        return {name: step for name, step in plain.items() if name not in own}

    def available_form_steps(self, request: HttpRequest, obj: Any) -> dict[str, FormStep]:
        return {
            step.name: step
            for step in self.form_steps
            if step.is_open(obj) and request.user.has_perm(step.permission, obj)
        }

    def extra_buttons(self, request: HttpRequest, obj: Any) -> list[StepButton]:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_step"
        return [
            *super().extra_buttons(request, obj),
            *(
                StepButton(step.name, step.label, reverse(name, args=[obj.pk, step.name]))
                for step in self.available_form_steps(request, obj).values()
            ),
        ]

    def step_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        if name not in {step.name for step in self.form_steps}:
            return super().step_view(request, object_id, name)
        obj = self.get_visible_or_404(request, object_id)
        step = self.available_form_steps(request, obj).get(name)
        if step is None:
            raise NotPossibleNow(
                _(
                    "This step is not possible any more. Somebody may have been faster; look at the page again."
                )
            )
        sent = request.method == "POST"
        form = step.form(
            request.POST if sent else None,
            request.FILES if sent else None,
            about=obj,
            user=request.user,
            initial=self.step_initial(request, step, obj),
        )
        back = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])
        if (
            sent
            and form.is_valid()
            and self.take(request, step.action, form.subject(), form=form, **form.arguments())
        ):
            return HttpResponseRedirect(self.after_step(request, step, obj) or back)
        return self.page(
            request,
            "admin/core/step.html",
            obj,
            title=step.label,
            text=step.text,
            form=form,
            back=back,
            **self.step_context(request, step, obj),
        )

    def step_initial(self, request: HttpRequest, step: FormStep, obj: Any) -> dict[str, Any]:
        """What stands in the form when it opens."""
        return {}

    def step_context(self, request: HttpRequest, step: FormStep, obj: Any) -> dict[str, Any]:
        """What else the step's page shows."""
        return {}

    def after_step(self, request: HttpRequest, step: FormStep, obj: Any) -> str:
        """Where the step leads; nothing: back to the object's page."""
        return ""
