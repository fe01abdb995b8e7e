"""Statutes at the desk: the versions, and the review of each on one screen."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from associations.actions import statutes
from associations.admin.adding import AddedByAction
from associations.admin.search import AssociationSearch
from associations.comparison import compare_versions
from associations.forms.statutes import AdoptForm, OpenReviewForm, ReviewForm, StaffVersionForm
from associations.models import Association, StatutesDraft, StatutesReview, StatutesVersion
from core import phrases
from core.actions import NotPossibleNow
from core.admin import ReadOnlyAdmin, StepButton
from core.admin.form_steps import FormStep, FormStepsAdmin
from core.models import Document

# How many versions can be chosen from when two are compared.
OFFERED = 30


def link_to(document: Document | None) -> SafeString | str:
    """A link to a stored file, or a dash."""
    if document is None:
        return "–"
    return format_html('<a href="{}">{}</a>', document.get_absolute_url(), document.name)


def review_of(version: StatutesVersion) -> StatutesReview | None:
    return getattr(version, "review", None)


@admin.register(StatutesVersion)
class StatutesVersionAdmin(AddedByAction, AssociationSearch, FormStepsAdmin, ReadOnlyAdmin):
    """A version is added and adopted, never edited."""

    add_form = StaffVersionForm
    add_action = f"{statutes.__name__}.add_version"
    add_template = "admin/associations/statutes_add.html"
    add_title = _("Add a version of the statutes")
    list_display = ("association", "number", "adopted", "language", "added_at", "review_state")
    list_display_links = ("association", "number")
    list_filter = ("assembly", "review__status", "language")
    list_select_related = ("association", "language", "review")
    search_fields = ("association__name", "association__short_name")
    date_hierarchy = "adopted_on"
    ordering = ("-added_at", "-id")
    fields = (
        "association",
        "number",
        "file_link",
        "language",
        "assembly",
        "adopted_on",
        "minutes_link",
        "added_at",
        "added_by",
        "review_state",
    )
    readonly_fields = fields
    form_steps = (
        FormStep(
            "adopt",
            _("Note the adoption"),
            "associations.add_statutesversion",
            "associations.actions.statutes.adopt",
            AdoptForm,
            lambda version: version.adopted_on is None,
        ),
        FormStep(
            "open_review",
            _("Begin the review"),
            "associations.review_statutes",
            "associations.actions.statutes.open_review",
            OpenReviewForm,
            lambda version: review_of(version) is None,
            _(
                "You go through the statutes point by point. The association sees it when you send it."
            ),
        ),
    )

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "add")

    def get_queryset(self, request: HttpRequest) -> QuerySet[StatutesVersion]:
        related = ("association", "language", "review", "document", "minutes", "added_by")
        return super().get_queryset(request).select_related(*related)

    @admin.display(description=_("adopted"), ordering="adopted_on")
    def adopted(self, version: StatutesVersion) -> Any:
        if version.adopted_on is None:
            return _("Draft")
        return f"{version.adopted_on:%d-%m-%Y}, {version.get_assembly_display()}"

    @admin.display(description=_("review"))
    def review_state(self, version: StatutesVersion) -> Any:
        review = review_of(version)
        return review.get_status_display() if review else _("Not reviewed")

    @admin.display(description=_("statutes (file)"))
    def file_link(self, version: StatutesVersion) -> SafeString | str:
        return link_to(version.document)

    @admin.display(description=_("signed minutes (file)"))
    def minutes_link(self, version: StatutesVersion) -> SafeString | str:
        return link_to(version.minutes)

    def extra_buttons(self, request: HttpRequest, obj: Any) -> list[StepButton]:
        buttons = super().extra_buttons(request, obj)
        review = review_of(obj)
        seen = StatutesReview.objects.visible_to(request.user)  # type: ignore[arg-type]
        if review is not None and seen.filter(pk=review.pk).exists():
            url = reverse("admin:associations_statutesreview_change", args=[review.pk])
            buttons.insert(0, StepButton("review", _("Go to the review"), url))
        url = reverse("admin:associations_statutesversion_compare", args=[obj.pk])
        return [*buttons, StepButton("compare", _("Compare with another version"), url)]

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                "<path:object_id>/sammenlign/",
                self.admin_site.admin_view(self.compare),
                name="associations_statutesversion_compare",
            ),
            *super().get_urls(),
        ]

    def compare(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What differs between this version and another of the same association."""
        version = self.get_visible_or_404(request, object_id)
        own = StatutesVersion.objects.visible_to(request.user).filter(  # type: ignore[arg-type]
            association=version.association_id
        )
        drafts = StatutesDraft.objects.visible_to(request.user).under_way()  # type: ignore[arg-type]
        return self.page(
            request,
            "admin/associations/statutes_compare.html",
            version,
            title=_("Compare two versions"),
            comparison=compare_versions(
                own.select_related("document", "draft").order_by("-number")[:OFFERED],
                drafts.filter(association=version.association_id).first(),
                old=request.GET.get("fra", ""),
                new=request.GET.get("til", str(version.number)),
            ),
            side_by_side=request.GET.get("vis") == "side",
            back=reverse("admin:associations_statutesversion_change", args=[version.pk]),
        )

    def after_step(self, request: HttpRequest, step: FormStep, obj: Any) -> str:
        if step.name != "open_review":
            return ""
        review = StatutesReview.objects.get(version_id=obj.pk)
        return reverse("admin:associations_statutesreview_change", args=[review.pk])

    def add_initial(self, request: HttpRequest) -> dict[str, Any]:
        return {"language": "da", **super().add_initial(request)}

    def added(self, association: Association, form: Any) -> StatutesVersion:
        return association.statutes.first()


@admin.register(StatutesReview)
class StatutesReviewAdmin(AssociationSearch, ReadOnlyAdmin):
    """The change page is the review itself: every point on one screen."""

    association_paths = ("version__association",)

    list_display = ("version", "status", "settled", "opened_at", "opened_by")
    list_filter = ("status",)
    search_fields = ("version__association__name",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("associations.review_statutes", obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[StatutesReview]:
        return (
            super()
            .get_queryset(request)
            .select_related("version__association", "version__document", "opened_by")
            .annotate(
                points=Count("clauses"), settled_points=Count("clauses", ~Q(clauses__result=""))
            )
        )

    @admin.display(description=_("points with a result"))
    def settled(self, review: Any) -> str:
        return f"{review.settled_points}/{review.points}"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        review = self.get_visible_or_404(request, object_id)
        may_write = self.has_change_permission(request, review) and review.status == "open"
        sent = request.method == "POST"
        if sent and not may_write:
            raise PermissionDenied(_("The review has been sent and can't be changed any more."))
        form = ReviewForm(request.POST if sent else None, review=review, user=request.user)
        if sent and form.is_valid() and self._save(request, review, form):
            if "send" not in request.POST:
                return HttpResponseRedirect(request.path)
            if reason := statutes.obstacle(review):
                messages.error(request, reason)
                return HttpResponseRedirect(request.path)
            return HttpResponseRedirect(
                reverse("admin:associations_statutesreview_step", args=[review.pk, "send"])
            )
        return self.page(
            request,
            "admin/associations/statutes_review.html",
            review,
            title=_("Review of statutes"),
            form=form,
            review=review,
            version=review.version,
            may_write=may_write,
            back=reverse("admin:associations_statutesversion_change", args=[review.version_id]),
        )

    def step_text(self, obj: Any, name: str) -> str:
        if name != "send":
            return super().step_text(obj, name)
        return str(
            _(
                "The association reads the advice on its own pages and gets an e-mail about it. "
                "The review cannot be changed afterwards."
            )
        )

    def _save(self, request: HttpRequest, review: StatutesReview, form: ReviewForm) -> bool:
        try:
            statutes.save_review(
                review,
                results=form.results(),
                comment=form.cleaned_data["comment"],
                by=request.user,  # type: ignore[arg-type]
                at=timezone.now(),
            )
        except NotPossibleNow as refusal:
            messages.error(request, refusal.message)
            return False
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return False
        messages.success(request, phrases.SAVED)
        return True
