"""The way to an association in the portal: where one stands, what comes now, papers, reports."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from associations import papers
from associations.actions import stage_reports
from associations.forms.way import FORMS, ReportForm
from associations.models import Association, StageReport
from associations.views.base import PortalMixin
from associations.way import GUIDES, way_of
from core.views.base import ActionFormView

SECTION = "portal_path"


class WayPage(PortalMixin, TemplateView):
    """Every step: what it is, why, what one does now, and what the association has told of it."""

    template_name = "portal/way/way.html"
    section = SECTION

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        way = way_of(self.association, timezone.localdate())
        return super().get_context_data(
            way=way,
            may_report=user.has_perm("associations.report_stage", self.association),
            consultant=self.association.consultant,
            builder_url=_builder(self.association),
            papers=papers.KINDS,
            **kwargs,
        )


def _builder(association: Association) -> str:
    """The guided builder of statutes, else the page where one sends one's own."""
    for name in ("portal_statutes_builder", "portal_statutes_add"):
        try:
            return reverse(name, args=[association.pk])
        except NoReverseMatch:
            continue
    return ""


class Report(PortalMixin, ActionFormView):
    """The association says that it has done a step."""

    template_name = "portal/way/report.html"
    section = SECTION
    permission = "associations.report_stage"
    form_class = ReportForm
    success_message = _("Thank you. Your consultant looks at it and writes to you.")

    @cached_property
    def stage(self) -> Association.Stage:
        if self.kwargs["stage"] not in GUIDES:
            raise Http404
        return Association.Stage(self.kwargs["stage"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(stage=self.stage, guide=GUIDES[self.stage], **kwargs)

    def act(self, form: ReportForm) -> StageReport:
        user: Any = self.request.user
        return stage_reports.report(
            self.association, stage=self.stage, by=user, at=timezone.now(), **form.arguments()
        )

    def get_success_url(self) -> str:
        return reverse("portal_path", args=[self.association.pk])


class PaperPage(PortalMixin, ActionFormView):
    """What stands in a paper is asked, and the PDF comes; nothing is kept."""

    template_name = "portal/way/paper.html"
    section = SECTION

    @cached_property
    def paper(self) -> papers.Kind:
        if self.kwargs["kind"] not in papers.KINDS:
            raise Http404
        return papers.KINDS[self.kwargs["kind"]]

    def get_form_class(self) -> Any:
        return FORMS[self.kwargs["kind"]]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.paper is None:
            raise Http404
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(paper=self.paper, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        return paper_response(self.association, self.kwargs["kind"], form.arguments())


def paper_response(association: Association, kind: str, told: dict[str, Any]) -> HttpResponse:
    """The paper as a file to keep."""
    if kind == "indkaldelse":
        content = papers.invitation(association, **told)
    elif kind == "referat":
        content = papers.minutes(association, **told)
    else:
        content = papers.board_list(association, day=timezone.localdate())
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{kind}.pdf"',
            "Cache-Control": "private, no-store",
        },
    )
