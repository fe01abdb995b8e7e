"""Hours at the desk: one's own, and the team's sums."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations import hours, meter
from associations.forms.meter import CutForm
from core.admin import ModelAdmin
from core.admin.export import CONTENT_TYPES, in_file

HEADINGS = (_("Month"), _("Kind of help"), _("Whose task"), _("Association"), _("Minutes"))


class HoursPages(ModelAdmin):
    """Two pages and their files. Whose hours one's own page shows is never in the address."""

    def get_urls(self) -> list[URLPattern]:
        pages = {
            "mine-timer/": ("my_hours", self.my_hours),
            "mine-timer/eksport/": ("my_hours_export", self.my_hours_export),
            "holdets-timer/": ("team_hours", self.team_hours),
            "holdets-timer/eksport/": ("team_hours_export", self.team_hours_export),
        }
        return [
            path(address, self.admin_site.admin_view(view), name=f"associations_{name}")
            for address, (name, view) in pages.items()
        ]

    def my_hours(self, request: HttpRequest) -> HttpResponse:
        form, asked = self._asked(request, "associations.view_own_hours")
        user: Any = request.user
        found = hours.own(user, form.period.span, timezone.localdate(), asked)
        return self._page(request, "my_hours", form, title=_("My hours"), **found)

    def team_hours(self, request: HttpRequest) -> HttpResponse:
        form, asked = self._asked(request, "associations.view_team_hours")
        found = hours.team(form.period.span, timezone.localdate(), asked)
        return self._page(
            request, "team_hours", form, title=_("The team's hours"), team=meter.TEAM, **found
        )

    def my_hours_export(self, request: HttpRequest) -> HttpResponse:
        form, asked = self._asked(request, "associations.view_own_hours")
        cut = meter.Cut(form.period.span, consultant=request.user.pk, **asked)
        return self._file(request, form, cut, "mine-timer")

    def team_hours_export(self, request: HttpRequest) -> HttpResponse:
        form, asked = self._asked(request, "associations.view_team_hours")
        return self._file(request, form, meter.of_team(form.period.span, **asked), "holdets-timer")

    def _asked(self, request: HttpRequest, permission: str) -> tuple[CutForm, dict[str, Any]]:
        if not request.user.has_perm(permission):
            raise PermissionDenied(
                _("Own hours are shown to those who log, and the team's sums to those who lead.")
            )
        form = CutForm(request.GET, user=request.user, today=timezone.localdate())
        return form, form.asked()

    def _page(self, request: HttpRequest, name: str, form: CutForm, **found: Any) -> HttpResponse:
        query = request.GET.copy()
        query["periode"] = form.period.code
        without = query.copy()
        without.pop("forening", None)
        return self.page(
            request,
            f"admin/associations/{name}.html",
            form=form,
            export_url=reverse(f"admin:associations_{name}_export"),
            query=query.urlencode(),
            query_without_association=without.urlencode(),
            **found,
        )

    @staticmethod
    def _file(request: HttpRequest, form: CutForm, cut: meter.Cut, name: str) -> HttpResponse:
        kind = request.GET.get("format", "xlsx")
        if kind not in CONTENT_TYPES:
            raise Http404
        return HttpResponse(
            in_file([[str(one) for one in HEADINGS], *hours.Hours(cut).rows()], kind),
            content_type=CONTENT_TYPES[kind],
            headers={
                "Content-Disposition": f'attachment; filename="{name}-{form.period.code}.{kind}"'
            },
        )
