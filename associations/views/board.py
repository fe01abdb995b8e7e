"""The association's own board: who holds which post, new and ended ones, and the change of chair."""

from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.models import Access
from associations.actions import chair, people
from associations.board import concerns, in_order
from associations.forms.board import (
    AppointForm,
    CancelForm,
    ChairChangeForm,
    ConfirmedChairChangeForm,
    EndPostForm,
    ResendForm,
)
from associations.models import BoardConfirmation, ChairChange, Post
from associations.views.base import PortalMixin
from core.views.base import ActionFormView

SECTION = "portal_board"


class Board(PortalMixin, TemplateView):
    """Who holds which post today, and who held it before."""

    template_name = "portal/board.html"
    section = SECTION

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today, user = timezone.localdate(), self.request.user
        posts = in_order(Post.objects.filter(association=self.association).select_related("person"))
        held = [post for post in posts if not post.valid_until or post.valid_until >= today]
        under_way = ChairChange.objects.visible_to(user).under_way()  # type: ignore[arg-type]
        changes = under_way.filter(association=self.association)
        said_yes = BoardConfirmation.objects.visible_to(user).said_yes()  # type: ignore[arg-type]
        return super().get_context_data(
            held=held,
            former=[post for post in posts if post.valid_until and post.valid_until < today],
            concerns=concerns(held),
            change=changes.select_related("new_chair", "invitation").first(),
            now=timezone.now(),
            confirmed=said_yes.filter(association=self.association).first(),
            may_keep=user.has_perm("associations.keep_board", self.association),
            may_change_chair=user.has_perm("associations.change_chair", self.association),
            consultant=self.association.consultant,
            lead=_("The people we have noted for your association."),
            **kwargs,
        )


class BoardForm(PortalMixin, ActionFormView):
    """A form about the board; whoever signs may fill it in."""

    permission = "associations.keep_board"
    section = SECTION

    def get_success_url(self) -> str:
        return reverse("portal_board", args=[self.association.pk])


class Appoint(BoardForm):
    """Give somebody a post."""

    template_name = "portal/board/appoint.html"
    form_class = AppointForm
    success_message = _("The post is noted. Your consultant is told.")

    def get_form_kwargs(self) -> dict[str, Any]:
        open_ones = Post.objects.filter(association=self.association, valid_until=None)
        return {
            **super().get_form_kwargs(),
            "association": self.association,
            "has_chair": open_ones.filter(role=Post.Role.CHAIR).exists(),
        }

    def act(self, form: AppointForm) -> Post:
        user: Any = self.request.user
        return people.appoint(self.association, by=user, at=timezone.now(), **form.arguments())


class End(BoardForm):
    """End a post by its last day; the chair's is handed over instead."""

    template_name = "portal/board/end.html"
    form_class = EndPostForm
    success_message = _("The post has its last day. Your consultant is told.")

    @cached_property
    def post_held(self) -> Post:
        open_ones = Post.objects.filter(association=self.association, valid_until=None)
        return get_object_or_404(
            open_ones.exclude(role=Post.Role.CHAIR).select_related("person"), pk=self.kwargs["pk"]
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        post = self.post_held
        acting = Access.objects.open_on(timezone.localdate()).filter(
            association=self.association, user__person=post.person_id
        )
        return super().get_context_data(post=post, has_access=acting.exists(), **kwargs)

    def act(self, form: EndPostForm) -> Post:
        user: Any = self.request.user
        return people.end(self.post_held, on=form.cleaned_data["on"], by=user, at=timezone.now())


class ChangeChair(BoardForm):
    """Who is the new chair; then a page that says exactly what happens; then it happens."""

    template_name = "portal/board/chair.html"
    permission = "associations.change_chair"
    refusal = chair.ONLY_CHAIR
    success_message = _("The change of chair has begun. The new chair gets an e-mail.")

    def get_form_class(self) -> Any:
        return ConfirmedChairChangeForm if "confirm" in self.request.POST else ChairChangeForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "association": self.association}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        change = ChairChange.objects.under_way().filter(association=self.association)
        return super().get_context_data(change=change.first(), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        if "confirm" in self.request.POST:
            return super().form_valid(form)
        if "correct" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        self.template_name = "portal/board/chair_confirm.html"
        given = form.cleaned_data
        return self.render_to_response(
            self.get_context_data(
                form=ConfirmedChairChangeForm(
                    self.request.POST, association=self.association, user=self.request.user
                ),
                new_chair=given["person"] or given["full_name"],
                address=given["email"] or (given["person"].email if given["person"] else ""),
                effective_on=given["effective_on"],
                former=Post.objects.filter(
                    association=self.association, role=Post.Role.CHAIR, valid_until=None
                )
                .select_related("person")
                .first(),
            )
        )

    def act(self, form: ConfirmedChairChangeForm) -> ChairChange:
        user: Any = self.request.user
        return chair.begin(self.association, by=user, at=timezone.now(), **form.arguments())


class OfChange(BoardForm):
    """A form about the change of chair that is under way."""

    permission = "associations.change_chair"
    refusal = chair.ONLY_CHAIR

    @cached_property
    def change(self) -> ChairChange:
        under_way = ChairChange.objects.under_way().filter(association=self.association)
        return get_object_or_404(under_way.select_related("new_chair", "invitation"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(change=self.change, **kwargs)


class Resend(OfChange):
    """Invite the new chair once more."""

    template_name = "portal/board/resend.html"
    form_class = ResendForm
    success_message = _("The invitation is on its way by e-mail.")

    def get_initial(self) -> dict[str, Any]:
        invitation = self.change.invitation
        if invitation is None:
            return {"email": self.change.new_chair.email}
        return {"email": invitation.email, "language": invitation.language}

    def act(self, form: ResendForm) -> ChairChange:
        user: Any = self.request.user
        given = form.cleaned_data
        return chair.resend(
            self.change,
            email=given["email"],
            language=given["language"],
            by=user,
            at=timezone.now(),
        )


class Cancel(OfChange):
    """The change was a mistake."""

    template_name = "portal/board/cancel.html"
    form_class = CancelForm
    success_message = _("The change of chair is cancelled.")

    def act(self, form: CancelForm) -> ChairChange:
        user: Any = self.request.user
        return chair.cancel(
            self.change, by=user, at=timezone.now(), reason=form.cleaned_data["reason"]
        )
