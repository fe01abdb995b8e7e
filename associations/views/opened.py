"""The consultant's side of the bridge: reading an opened draft, suggesting, and the minutes."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from associations import draft_targets
from associations.actions import openings, suggestions
from associations.forms.bridge import MinutesForm, SuggestionForm
from associations.models import DraftOpening, Suggestion
from core.panels import DraftField, DraftTarget
from core.views.base import ActionFormView


class OpenedMixin:
    """A page about a draft that was opened to the user; any other's is not there."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def opening(self) -> DraftOpening:
        mine = DraftOpening.objects.filter(consultant=self.request.user.pk)
        return get_object_or_404(mine.select_related("association"), pk=self.kwargs["pk"])

    @property
    def target(self) -> DraftTarget:
        return draft_targets.target_of(self.opening)

    @cached_property
    def draft(self) -> Any:
        return draft_targets.find(self.opening)

    # A draft that has been closed is not to come back from the browser's memory.
    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        openings.require_theirs(self.opening, user)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def why_not(self) -> str:
        """Why the draft cannot be read now; empty while it can."""
        today = timezone.localdate()
        if reason := openings.why_closed(self.opening, today):
            return reason
        if self.draft is None:
            return _("The draft is no longer there. The association has deleted it.")
        return self.target.barred(self.draft, self.request.user)

    def require_readable(self) -> None:
        """Refuse, with the reason, what is not open any more.

        Raises:
            PermissionDenied: since when, and why.
        """
        if reason := self.why_not():
            raise PermissionDenied(reason)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(  # type: ignore[misc]
            opening=self.opening, kind_label=self.target.label, **kwargs
        )


class OpenedDraft(OpenedMixin, TemplateView):
    """The draft as the association has written it, field by field, and one's own suggestions."""

    template_name = "associations/opened_draft.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.require_readable()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        made: dict[str, list[Suggestion]] = {}
        for one in self.opening.suggestions.all():
            made.setdefault(one.field, []).append(one)
        parts = [
            (part, [(field, made.get(field.name, [])) for field in part.fields])
            for part in self.target.parts(self.draft)
        ]
        return super().get_context_data(
            draft=self.draft, parts=parts, closed=self.target.closed(self.draft), **kwargs
        )


class Suggest(OpenedMixin, ActionFormView):
    """One field: its text now, and what one suggests instead."""

    template_name = "associations/opened_suggest.html"
    form_class = SuggestionForm
    success_message = gettext_lazy("The suggestion stands beside the field now.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.require_readable()
        return super().get(request, *args, **kwargs)

    @cached_property
    def is_readable(self) -> bool:
        return not self.why_not()

    @cached_property
    def field(self) -> DraftField:
        """The field as it stands; closed meanwhile, the form comes back without its text."""
        name = self.kwargs["field"]
        found = draft_targets.field_of(self.target, self.draft, name) if self.draft else None
        if found is None:
            raise Http404
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "field": self.field}

    def act(self, form: SuggestionForm) -> Suggestion:
        user: Any = self.request.user
        given = {name: form.cleaned_data.get(name, "") for name in ("text", "note", "seen")}
        return suggestions.suggest(
            self.opening, field=self.field.name, **given, by=user, at=timezone.now()
        )

    def form_invalid(self, form: Any) -> HttpResponse:
        """With everything typed, against the text as it stands now."""
        self.opening.refresh_from_db(fields=["closed_at", "closed_by", "ended"])
        for name in ("draft", "field", "is_readable"):
            self.__dict__.pop(name, None)
        form.data = form.data.copy()
        form.data["seen"] = self.field.value if self.is_readable else ""
        return super().form_invalid(form)

    def get_success_url(self) -> str:
        return f"{reverse('opened_draft', args=[self.opening.pk])}#felt-{self.field.name}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = self.opening.suggestions.pending().filter(field=self.field.name).first()
        return super().get_context_data(
            field=self.field, is_readable=self.is_readable, waiting=waiting, **kwargs
        )


class Finish(OpenedMixin, ActionFormView):
    """Done, or over: the minutes go to the log."""

    template_name = "associations/opened_finish.html"
    form_class = MinutesForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.opening.noted_at is not None:
            return HttpResponseRedirect(self.get_success_url())
        return super().get(request, *args, **kwargs)

    def act(self, form: MinutesForm) -> DraftOpening:
        user: Any = self.request.user
        done = openings.finish(
            self.opening, minutes=form.cleaned_data["minutes"], by=user, at=timezone.now()
        )
        self.opening.contact_id = done.contact_id
        said = _("Thank you. The minutes are in the log.") if done.contact_id else _("Thank you.")
        messages.success(self.request, said)
        return done

    def get_success_url(self) -> str:
        if self.opening.contact_id:
            return reverse("quick_log_receipt", args=[self.opening.contact_id])
        return reverse("admin:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ended = openings.why_closed(self.opening, timezone.localdate())
        return super().get_context_data(
            ended=ended, count=self.opening.suggestions.count(), **kwargs
        )
