"""The parts of an association's page that are fetched after it: what happened, and the panels.

The page itself spends its queries on what one needs at once: whom to call, how it stands, what is
promised. The rest comes in as many requests as there are apps, each with few queries; without
scripts each part is a link to a page of its own.
"""

from typing import Any

from django.apps import apps
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from associations import timeline
from associations.models import Association
from core import panels

PAGE = 30
# On the association's own page: what one wants to know before one calls.
SHOWN = 8


class PartsMixin:
    """The pages `…/<id>/forloeb/` and `…/<id>/mere/<app>/` of the register's admin.

    With `?udsnit=1` they answer the part alone, as the association's page fetches it.
    """

    admin_site: Any

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path(
                "<path:object_id>/forloeb/",
                wrap(self.timeline_view),
                name="associations_association_timeline",
            ),
            path(
                "<path:object_id>/mere/<slug:app>/",
                wrap(self.panels_view),
                name="associations_association_panels",
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def parts(self, association: Association) -> list[tuple[str, Any, str]]:
        """The apps with something to show, each with its name and the address of its part."""
        return [
            (
                app,
                apps.get_app_config(app).verbose_name,
                reverse("admin:associations_association_panels", args=[association.pk, app]),
            )
            for app in panels.apps("association")
        ]

    def panels_view(self, request: HttpRequest, object_id: str, app: str) -> HttpResponse:
        """What one app knows of the association."""
        association = self.get_visible_or_404(request, object_id)  # type: ignore[attr-defined]
        if app not in panels.apps("association"):
            raise Http404
        is_part = bool(request.GET.get("udsnit"))
        return self.page(  # type: ignore[attr-defined, no-any-return]
            request,
            "admin/associations/panels_part.html" if is_part else "admin/associations/panels.html",
            association,
            title=apps.get_app_config(app).verbose_name,
            back=reverse("admin:associations_association_change", args=[association.pk]),
            app=app,
            found=panels.panels("association", request, association, app=app),
        )

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
