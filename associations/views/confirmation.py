"""The page behind the yearly link: is this still your board? One tap, no log-in."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from associations.actions import confirmations
from associations.board import in_order
from associations.forms.board import ConfirmBoardForm
from associations.models import BoardConfirmation, Post
from core.views.base import ActionFormView
from core.views.links import SecretLinkMixin


class BoardConfirmationPage(SecretLinkMixin, ActionFormView):
    """Names and posts only; the tap is a POST, so that reading the page answers nothing."""

    form_class = ConfirmBoardForm
    template_name = "associations/board_confirmation.html"
    http_method_names = ["get", "post"]

    @cached_property
    def confirmation(self) -> BoardConfirmation | None:
        found = BoardConfirmation.objects.with_token(self.kwargs["token"])
        return found.select_related("association__consultant").first()

    def letters_language(self) -> str:
        return self.confirmation.language if self.confirmation else ""

    def reason(self) -> str:
        if self.confirmation is None:
            return confirmations.unknown_link()
        return confirmations.obstacle(self.confirmation, at=timezone.now())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if reason := self.reason():
            return self.closed(reason)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if reason := self.reason():
            return self.closed(reason)
        return super().post(request, *args, **kwargs)

    def closed(self, reason: str) -> HttpResponse:
        """404 for a link that never was, 410 for one whose time is over."""
        self.template_name = "associations/board_confirmation_closed.html"
        return self.render_to_response(
            {"reason": reason, **self._whom_to_call()}, status=410 if self.confirmation else 404
        )

    def _whom_to_call(self) -> dict[str, Any]:
        association = self.confirmation.association if self.confirmation else None
        return {
            "association": association,
            "consultant": association.consultant if association else None,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        posts = Post.objects.open_on(timezone.localdate()).filter(
            association_id=self.confirmation.association_id if self.confirmation else None
        )
        return super().get_context_data(
            confirmation=self.confirmation,
            posts=in_order(posts.select_related("person")),
            **self._whom_to_call(),
            **kwargs,
        )

    def form_valid(self, form: ConfirmBoardForm) -> HttpResponse:
        # The thanks are this answer's own page: the address itself works no more.
        self.success_url = self.request.path
        response = super().form_valid(form)
        if self.result is None:
            return response
        self.template_name = "associations/board_confirmation_thanks.html"
        return self.render_to_response({"confirmation": self.result, **self._whom_to_call()})

    def act(self, form: ConfirmBoardForm) -> BoardConfirmation:
        return confirmations.answer(
            self.kwargs["token"],
            answer=form.cleaned_data["answer"],
            remark=form.cleaned_data["remark"],
            at=timezone.now(),
        )
