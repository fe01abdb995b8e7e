"""What form pages have in common: one action, refusals shown in the form, nothing typed lost."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from core.actions import NotPossibleNow


class ActionFormView(FormView):
    """A form whose sound input goes to one action.

    A subclass writes `act(form)`, which calls the action and returns its result; `success_message`
    and `get_success_url` say what comes then. A refusal of the action is shown on top of the form,
    with everything typed still in it.
    """

    success_message: Any = ""
    result: Any = None

    def act(self, form: Any) -> Any:
        raise TypeError(f"{type(self).__name__} does not say which action it calls.")

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = {**super().get_form_kwargs(), "user": self.request.user}
        kept = getattr(self.request, "kept_typed", None)
        if kept is not None:
            kwargs["data"] = kept
            messages.warning(
                self.request,
                _(
                    "You had been logged out. What you had typed is here: look it through and send it again."
                ),
            )
        return kwargs

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.result = self.act(form)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        except NotPossibleNow as refusal:
            form.add_error(None, refusal.message)
            return self.form_invalid(form)
        if self.success_message:
            messages.success(self.request, self.success_message)
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
