"""An association's own pages: what is next, its entry in the register, its board."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from accounts.permissions import open_roles
from associations.actions import associations, people
from associations.board import in_order
from associations.forms.portal import OwnEntryForm
from associations.models import Association, Post
from associations.views.base import PortalMixin
from core import panels, phrases
from core.views.base import ActionFormView


@require_safe
def portal_home(request: HttpRequest) -> HttpResponse:
    """To the one association, or choose; without any: whom to call."""
    own = list(Association.objects.filter(pk__in=open_roles(request.user)))  # type: ignore[arg-type]
    if len(own) == 1:
        return HttpResponseRedirect(reverse("portal_association", args=[own[0].pk]))
    return render(request, "portal/choose.html", {"own": own})


class Home(PortalMixin, TemplateView):
    """The front page: what waits for the association, what we know of it, whom to call."""

    template_name = "portal/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_edit = self.request.user.has_perm("associations.edit_own_entry", self.association)
        return super().get_context_data(
            panels=panels.panels("portal_home", self.request, self.association),
            may_edit=may_edit,
            languages=[str(language) for language in self.association.languages.all()],
            consultant=self.association.consultant,
            **kwargs,
        )


class EditOwnEntry(PortalMixin, ActionFormView):
    """Keep the entry in the register true."""

    template_name = "portal/own_entry.html"
    permission = "associations.edit_own_entry"
    form_class = OwnEntryForm
    success_message = phrases.SAVED

    def get_form_kwargs(self) -> dict[str, Any]:
        # A copy of its own: what is typed but refused must not show in the page's heading.
        instance = Association.objects.get(pk=self.association.pk)
        return {**super().get_form_kwargs(), "instance": instance, "own_post": self.own_post}

    @cached_property
    def own_post(self) -> Post | None:
        """The post with which this person may stand in the directory by name."""
        today = timezone.localdate()
        held = Post.objects.filter(association=self.association, person__user=self.request.user)
        posts = in_order(held.open_on(today).filter(role__in=Post.PUBLIC))
        return posts[0] if posts else None

    def act(self, form: Any) -> Association:
        facts = {name: form.cleaned_data[name] for name in OwnEntryForm.Meta.fields}
        user: Any = self.request.user
        saved = associations.update_own_entry(self.association, by=user, at=timezone.now(), **facts)
        shown = form.cleaned_data.get("show_my_name")
        if self.own_post is not None and shown is not (self.own_post.name_public_on is not None):
            people.show_name(self.own_post, shown=shown, by=user, at=timezone.now())
        for warnings in form.warnings.values():
            for warning in warnings:
                messages.warning(self.request, warning)
        return saved

    def get_success_url(self) -> str:
        return reverse("portal_association", args=[self.association.pk])
