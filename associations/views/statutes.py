"""The association's own statutes in the portal: versions, a new one, the municipality's advice."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView

from associations.actions import statutes
from associations.clauses import EXPLANATIONS, note_to_read
from associations.comparison import compare_versions
from associations.forms.statutes import PortalVersionForm
from associations.models import ClauseReview, StatutesDraft, StatutesReview, StatutesVersion
from associations.signing import explained, rule_in_force
from associations.views.base import PortalMixin
from core.views.base import ActionFormView

# How many versions can be chosen from when two are compared.
OFFERED = 30
# The look of a verdict; its word is the model's.
RESULT_KINDS = {
    ClauseReview.Result.OK: "success",
    ClauseReview.Result.MISSING: "error",
    ClauseReview.Result.UNCLEAR: "warning",
}


class Versions(PortalMixin, ListView):
    """Every version with its dates, the newest first."""

    template_name = "portal/statutes.html"
    section = "portal_statutes"
    paginate_by = 20
    context_object_name = "versions"

    def get_queryset(self) -> Any:
        return (
            StatutesVersion.objects.visible_to(self.request.user)  # type: ignore[arg-type]
            .filter(association=self.association)
            .select_related("document", "minutes", "language", "review")
            .order_by("-number")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_add = self.request.user.has_perm("associations.add_own_statutes", self.association)
        drafts = StatutesDraft.objects.under_way().filter(association=self.association)
        rule = rule_in_force(self.association, on=timezone.localdate())
        return super().get_context_data(
            may_add=may_add,
            draft=drafts.first(),
            rule=rule,
            rule_in_words=explained(rule).items() if rule else (),
            **kwargs,
        )


class AddVersion(PortalMixin, ActionFormView):
    """Send a new version to the municipality."""

    template_name = "portal/statutes_add.html"
    section = "portal_statutes"
    permission = "associations.add_own_statutes"
    form_class = PortalVersionForm
    success_message = _("We have received your statutes.")

    def act(self, form: PortalVersionForm) -> StatutesVersion:
        return statutes.add_version(
            self.association,
            by=self.request.user,  # type: ignore[arg-type]
            at=timezone.now(),
            **form.arguments(),
        )

    def get_success_url(self) -> str:
        return reverse("portal_statutes", args=[self.association.pk])


class Advice(PortalMixin, TemplateView):
    """The review of one version, once it is sent, in plain words."""

    template_name = "portal/statutes_review.html"
    section = "portal_statutes"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        visible = StatutesReview.objects.visible_to(request.user)  # type: ignore[arg-type]
        sent = visible.filter(
            status=StatutesReview.Status.SENT, version__association=self.association
        )
        review = get_object_or_404(
            sent.select_related("version__document"), version__number=kwargs["number"]
        )
        points = [
            {
                "clause": row,
                "note": note_to_read(row),
                "explanation": EXPLANATIONS[row.clause],
                "kind": RESULT_KINDS.get(row.result, "neutral"),
            }
            for row in review.clauses.all()
        ]
        to_do = [point for point in points if point["kind"] in ("error", "warning")]
        return self.render_to_response(
            self.get_context_data(
                review=review,
                version=review.version,
                to_do=to_do,
                in_order=[point for point in points if point["kind"] == "success"],
                not_relevant=[point for point in points if point["kind"] == "neutral"],
            )
        )


class Compare(PortalMixin, TemplateView):
    """What differs between two versions, or between the draft and the rules in force."""

    template_name = "portal/statutes_compare.html"
    section = "portal_statutes"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = StatutesVersion.objects.visible_to(self.request.user).filter(  # type: ignore[arg-type]
            association=self.association
        )
        drafts = StatutesDraft.objects.under_way().filter(association=self.association)
        asked = self.request.GET
        return super().get_context_data(
            comparison=compare_versions(
                own.select_related("document", "draft").order_by("-number")[:OFFERED],
                drafts.first(),
                old=asked.get("fra", ""),
                new=asked.get("til", ""),
            ),
            side_by_side=asked.get("vis") == "side",
            **kwargs,
        )
