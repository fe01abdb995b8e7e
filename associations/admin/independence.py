"""The ladder and the offers of help on an association's page."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from associations.models import Association, HelpKind
from core.admin import ModelAdmin


class AssociationTaps(ModelAdmin):
    """A tap each, and back to the page."""

    def get_urls(self) -> list[URLPattern]:
        taps = {"hvem": self.rung, "tilbudt": self.offered}
        return [
            path(
                f"selvstaendighed/<int:association_id>/<int:kind_id>/{address}/",
                self.admin_site.admin_view(require_POST(view)),
                name=f"associations_{view.__name__}",
            )
            for address, view in taps.items()
        ]

    def rung(self, request: HttpRequest, association_id: int, kind_id: int) -> HttpResponse:
        rung = request.POST.get("rung", "")
        return self._tap(request, association_id, kind_id, "step", rung=rung)

    def offered(self, request: HttpRequest, association_id: int, kind_id: int) -> HttpResponse:
        return self._tap(request, association_id, kind_id, "offer")

    def _tap(
        self, request: HttpRequest, association_id: int, kind_id: int, action: str, **given: Any
    ) -> HttpResponse:
        # Actors of the register are found by those who may see them.
        whom = Association.objects.visible_to(request.user)  # type: ignore[arg-type]
        association = get_object_or_404(whom, pk=association_id)
        kind = get_object_or_404(HelpKind, pk=kind_id)
        self.take(
            request,
            f"associations.actions.independence.{action}",
            association,
            help_kind=kind,
            **given,
        )
        return HttpResponseRedirect(
            reverse("admin:associations_association_change", args=[association.pk])
        )
