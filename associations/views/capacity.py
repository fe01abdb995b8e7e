"""The association check in the portal: what it is, this year's answers, and what they show."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from associations import capacity, capacity_paper
from associations.actions import capacity as actions
from associations.forms.capacity import CheckForm
from associations.models import CapacityCheck, CapacityStatement
from associations.views.base import PortalMixin
from core.views.base import ActionFormView

SECTION = "portal_capacity"


class Overview(PortalMixin, TemplateView):
    """The result beside the years before, or what the check is good for where there is none."""

    template_name = "portal/capacity/result.html"
    section = SECTION

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        year = timezone.localdate().year
        result = capacity.result_of(self.association, user)
        return super().get_context_data(
            result=result,
            latest=result.latest,
            is_this_year=result.latest is not None and result.latest.year == year,
            year=year,
            lowest=capacity.LOWEST,
            highest=capacity.HIGHEST,
            may_fill=user.has_perm("associations.fill_capacity_check", self.association),
            consultant=self.association.consultant,
            **kwargs,
        )


class Fill(PortalMixin, ActionFormView):
    """Answer, or mend what was answered this year."""

    template_name = "portal/capacity/fill.html"
    section = SECTION
    permission = "associations.fill_capacity_check"
    form_class = CheckForm
    success_message = _("Thank you. Your answers are saved.")

    @cached_property
    def check_of_this_year(self) -> CapacityCheck | None:
        own = CapacityCheck.objects.filter(association=self.association)
        this_year = own.filter(year=timezone.localdate().year)
        return this_year.prefetch_related("answers").first()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "statements": CapacityStatement.objects.in_use(),
            "check": self.check_of_this_year,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            check=self.check_of_this_year, year=timezone.localdate().year, **kwargs
        )

    def act(self, form: CheckForm) -> CapacityCheck:
        user: Any = self.request.user
        return actions.fill(self.association, by=user, at=timezone.now(), **form.arguments())

    def get_success_url(self) -> str:
        return reverse("portal_capacity", args=[self.association.pk])


class Paper(PortalMixin, View):
    """The result as a file for the board's meeting."""

    section = SECTION

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        result = capacity.result_of(self.association, user)
        if result.latest is None:
            raise Http404
        return HttpResponse(
            capacity_paper.paper(self.association, result),
            content_type="application/pdf",
            headers={
                "Content-Disposition": 'attachment; filename="foreningstjek.pdf"',
                "Cache-Control": "private, no-store",
            },
        )
