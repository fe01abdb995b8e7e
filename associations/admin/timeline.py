"""Everything that happened to an association, on a page of its own and as a part of its page."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from associations import timeline

PAGE = 30
# On the association's own page: what one wants to know before one calls.
SHOWN = 8


class TimelineMixin:
    """The page `…/<id>/forloeb/` of the register's admin.

    The association's page fetches its newest lines from here after it has been shown, for its own
    queries are spent on what one needs at once; without scripts it has a link.
    """

    admin_site: Any

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.timeline_view)
        name = "associations_association_timeline"
        return [path("<path:object_id>/forloeb/", view, name=name), *super().get_urls()]  # type: ignore[misc]

    def timeline_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """All of it in pages, `?art=` one kind of it; `?udsnit=1` only the newest lines."""
        association = self.get_visible_or_404(request, object_id)  # type: ignore[attr-defined]
        user: Any = request.user
        found = timeline.moments(association, user)
        url = reverse("admin:associations_association_timeline", args=[association.pk])
        context = {"association": association, "all_url": url, "total": len(found)}
        if request.GET.get("udsnit"):
            newest = timeline.by_day(found[:SHOWN])
            return self.page(  # type: ignore[attr-defined, no-any-return]
                request,
                "admin/associations/timeline_part.html",
                association,
                days=newest,
                is_part=True,
                **context,
            )
        chosen = request.GET.get("art", "")
        page = Paginator(timeline.of_kind(found, chosen), PAGE).get_page(request.GET.get("side"))
        return self.page(  # type: ignore[attr-defined, no-any-return]
            request,
            "admin/associations/timeline.html",
            association,
            title=_("What happened"),
            back=reverse("admin:associations_association_change", args=[association.pk]),
            kinds=timeline.kinds(found),
            chosen=chosen,
            page=page,
            days=timeline.by_day(list(page)),
            **context,
        )
