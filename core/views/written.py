"""A step of a draft that is saved while it is written: nothing that was typed is lost."""

from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse, QueryDict
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core import cpr
from core.actions import NotPossibleNow

Typed = dict[str, list[str]]


class WrittenStep(TemplateView):
    """Base of the steps of a draft; a step says how its form is made and where typed text is put."""

    # What comes with the form but is not typed by anybody.
    not_typed: ClassVar[tuple[str, ...]] = ("csrfmiddlewaretoken", "autosave")

    def make_form(self, data: Any = None, *, typed: QueryDict | None = None) -> Any:
        """The form of the step; with `typed` it shows that instead of what is saved."""
        raise NotImplementedError

    def put_aside(self, typed: Typed) -> bool:
        """Keep what is typed beside the draft, sound or not; False where nothing is kept."""
        raise NotImplementedError

    def first_look(self, aside: Typed | None) -> HttpResponse:
        """The step as it is opened: with what was typed when a session ended, else with `aside`."""
        kept = getattr(self.request, "kept_typed", None)
        if kept is not None:
            messages.warning(
                self.request,
                _(
                    "You had been logged out. What you had typed is here: look it through and save it."
                ),
            )
            return self.show(self.make_form(typed=kept))
        if aside:
            return self.show(self.make_form(typed=as_typed(aside)), is_unfinished=True)
        return self.show(self.make_form())

    def keep(self) -> bool:
        """Put what is typed aside; what looks like a CPR number is not kept."""
        typed = {n: values for n, values in self.request.POST.lists() if n not in self.not_typed}
        if any(cpr.find(value) for values in typed.values() for value in values):
            return False
        return self.put_aside(typed)

    def autosave(self) -> JsonResponse:
        """Answers the script that saves while one types."""
        try:
            if not self.keep():
                message = _("Not saved – this looks like a CPR number. Please remove it.")
                return JsonResponse({"message": message}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        except (NotPossibleNow, PermissionDenied) as refusal:
            return JsonResponse({"message": str(refusal)}, status=HTTPStatus.CONFLICT)
        now = timezone.localtime()
        clock = formats.time_format(now.time(), "TIME_FORMAT")
        return JsonResponse(
            {"saved_at": now.isoformat(), "message": _("Saved at %(time)s") % {"time": clock}}
        )

    def show(self, form: Any, *, status: int = HTTPStatus.OK, **extra: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, **extra), status=status)


def as_typed(kept: Typed) -> QueryDict:
    """What was put aside, as it was sent."""
    typed = QueryDict(mutable=True)
    for name, values in kept.items():
        typed.setlist(name, values)
    return typed
