"""The association's side of the bridge: who may read a draft, and the answers to suggestions."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from associations import bridge, draft_targets
from associations.actions import openings, suggestions
from associations.forms.bridge import OpenDraftForm
from associations.models import DraftOpening, Suggestion
from associations.views.base import PortalMixin
from core.actions import NotPossibleNow
from core.panels import DraftTarget
from core.views.base import ActionFormView

# Former openings and answered suggestions that a page shows; the newest.
SHOWN = 30
# The buttons of a mark; their value is the suggestion.
ACCEPT, DECLINE = "accept", "decline"


class DraftMixin(PortalMixin):
    """A page about one draft of the association, whatever kind it is."""

    @cached_property
    def target(self) -> DraftTarget:
        try:
            return draft_targets.targets()[self.kwargs["kind"]]
        except KeyError:
            raise Http404 from None

    @property
    def section(self) -> str:  # type: ignore[override]
        return self.target.section

    @cached_property
    def draft(self) -> Any:
        own = self.target.rows().filter(association=self.association)
        return get_object_or_404(own, pk=self.kwargs["pk"])

    @property
    def may_write(self) -> bool:
        return self.request.user.has_perm(self.target.permission, self.draft)

    def require_writer(self) -> None:
        """Refuse with the reason who may read but not write."""
        if not self.may_write:
            raise PermissionDenied(openings.only_signers_open())

    def address(self, name: str) -> str:
        return reverse(name, args=[self.association.pk, self.target.kind, self.draft.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            target=self.target,
            draft=self.draft,
            draft_url=self.target.url(self.draft),
            bridge_url=self.address("portal_bridge"),
            suggestions_url=self.address("portal_suggestions"),
            may_write=self.may_write,
            **kwargs,
        )


class Bridge(DraftMixin, ActionFormView):
    """Who can read the draft until when; opening it to a consultant."""

    template_name = "portal/bridge/bridge.html"
    form_class = OpenDraftForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "association": self.association}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.require_writer()
        return super().post(request, *args, **kwargs)

    def act(self, form: OpenDraftForm) -> DraftOpening:
        try:
            opening = openings.open_draft(
                self.draft,
                kind=self.target.kind,
                **form.cleaned_data,
                by=self.request.user,
                at=timezone.now(),
            )
        except PermissionDenied as refusal:
            # Whoever was chosen cannot be asked; another one can.
            raise NotPossibleNow(str(refusal)) from refusal
        messages.success(
            self.request,
            _("%(name)s can read your draft now and has got a letter.")
            % {"name": opening.consultant},
        )
        return opening

    def get_success_url(self) -> str:
        return self.address("portal_bridge")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        rows = DraftOpening.objects.of(self.target.kind, self.draft.pk)
        found = list(rows.select_related("consultant", "opened_by")[:SHOWN])
        return super().get_context_data(
            open_now=[one for one in found if one.is_open_on(today)],
            former=[
                (one, one.get_ended_display() or DraftOpening.Ended.EXPIRED.label)
                for one in found
                if not one.is_open_on(today)
            ],
            closed=self.target.closed(self.draft),
            waiting=Suggestion.objects.of(self.target.kind, self.draft.pk).pending().count(),
            **kwargs,
        )


class CloseOpening(PortalMixin, View):
    """One tap, and nobody of the municipality reads the draft any more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, association_id: int, pk: int) -> HttpResponse:
        own = DraftOpening.objects.filter(association=self.association)
        opening = get_object_or_404(own.select_related("consultant"), pk=pk)
        try:
            openings.close(opening, by=request.user, at=timezone.now())
        except NotPossibleNow as refusal:
            messages.info(request, refusal.message)
        else:
            messages.success(
                request,
                _("The draft is closed. %(name)s cannot read it any more.")
                % {"name": opening.consultant},
            )
        keys = [association_id, opening.kind, opening.object_id]
        return HttpResponseRedirect(reverse("portal_bridge", args=keys))


class Suggestions(DraftMixin, TemplateView):
    """All suggestions for the draft: those that wait, and what became of the others."""

    template_name = "portal/bridge/suggestions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Suggestion.objects.of(self.target.kind, self.draft.pk)
        rows = rows.select_related("opening__consultant", "decided_by")
        answered = rows.exclude(status=Suggestion.Status.PENDING).order_by("-decided_at", "-pk")
        closed = self.target.closed(self.draft)
        return super().get_context_data(
            waiting=bridge.told(
                self.target, self.draft, rows.pending(), with_links=self.may_write and not closed
            ),
            answered=bridge.told(self.target, self.draft, answered[:SHOWN]),
            closed=closed,
            **kwargs,
        )


class AnswerSuggestion(PortalMixin, View):
    """Taken or not, with one tap on the list."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, association_id: int, pk: int) -> HttpResponse:
        own = Suggestion.objects.filter(opening__association=self.association)
        suggestion = get_object_or_404(own.select_related("opening"), pk=pk)
        answer(request, suggestion, is_accepted=ACCEPT in request.POST)
        opening = suggestion.opening
        keys = [association_id, opening.kind, opening.object_id]
        return HttpResponseRedirect(reverse("portal_suggestions", args=keys))


def answer(request: HttpRequest, suggestion: Suggestion, *, is_accepted: bool) -> None:
    """Take a suggestion or do not, and say what came of it."""
    user: Any = request.user
    act = suggestions.accept if is_accepted else suggestions.decline
    try:
        act(suggestion, by=user, at=timezone.now())
    except NotPossibleNow as refusal:
        messages.error(request, refusal.message)
        return
    if not is_accepted:
        messages.success(request, _("The suggestion is set aside. Your text stays as it is."))
    elif suggestion.text:
        messages.success(request, _("The suggestion stands in your draft now."))
    else:
        messages.success(request, _("The remark is marked as read."))


class MarksMixin:
    """A step of a draft with pencil marks beside its fields.

    Answering one sends the whole step: what has been typed is kept first, as when one saves.
    `marks_kind` is the kind of draft; the step saves or keeps, and then calls `answer_mark`.
    """

    request: HttpRequest
    marks_kind: str
    BUTTONS = (ACCEPT, DECLINE)

    @cached_property
    def marks_target(self) -> DraftTarget:
        return draft_targets.targets()[self.marks_kind]

    def is_answer(self) -> bool:
        return ACCEPT in self.request.POST or DECLINE in self.request.POST

    def answer_mark(self, draft: Any, slug: str) -> HttpResponse:
        """Answer the mark whose button was pressed, and go back to its field."""
        is_accepted = ACCEPT in self.request.POST
        key = self.request.POST.get(ACCEPT if is_accepted else DECLINE, "")
        own = Suggestion.objects.of(self.marks_kind, draft.pk).select_related("opening")
        suggestion = get_object_or_404(own, pk=key if key.isdecimal() else None)
        answer(self.request, suggestion, is_accepted=is_accepted)
        url = self.marks_target.part_url(draft, slug)
        return HttpResponseRedirect(f"{url}#div_id_{suggestion.field}")
