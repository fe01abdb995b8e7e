"""The frame of every portal page: for which association, and where one can go from here."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.permissions import open_roles
from associations.actions import merging
from associations.models import Association
from core import panels


class PortalMixin:
    """Pages below /min-forening/<association>/; an association one may not act for is not there.

    `permission` is asked with the association before the page answers; `section` is the address
    name of the menu entry the page belongs to; `refusal` says whom to ask.
    """

    request: HttpRequest
    kwargs: dict[str, Any]
    permission = "associations.read_own_association"
    section = "portal_home"
    refusal: str | Promise = _(
        "Only the chair and the treasurer can do this. Ask one of them, or call your consultant."
    )

    @cached_property
    def association(self) -> Association:
        # Through the portal even staff act only for associations they have access to.
        own = Association.objects.filter(pk__in=open_roles(self.request.user))
        return get_object_or_404(own, pk=self.kwargs["association_id"])

    def _moved_to(self) -> str:
        """The same page of the association that took this one's place, if one may act for that."""
        match = self.request.resolver_match
        stays = merging.standing_for(Association, self.kwargs["association_id"])
        if match is None or stays is None or stays.pk not in open_roles(self.request.user):
            return ""
        return reverse(match.view_name, kwargs={**match.kwargs, "association_id": stays.pk})

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.association  # noqa: B018 - asked for here, so that what is not there is known
        except Http404:
            if address := self._moved_to():
                return HttpResponseRedirect(address)
            raise
        if not request.user.has_perm(self.permission, self.association):
            raise PermissionDenied(self.refusal)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sections = panels.collect("portal_sections", self.association, self.section)
        return super().get_context_data(  # type: ignore[misc]
            association=self.association, portal_sections=sections, **kwargs
        )
