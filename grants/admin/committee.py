"""The members' pages: my cases in the order of the agenda, and each case on one page with points."""

from auditlog.signals import accessed
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.admin import ModelAdmin
from core.calendar import today
from grants import agenda, casefile, papers
from grants.conflicts import closure_of
from grants.forms.scores import ScoreForm
from grants.forms.staff import ConflictForm
from grants.models import Application, Review

PREFIX = "grants/mine-sager/"


class MyCases(ModelAdmin):
    """Pages, not rows: it belongs to no list of the admin."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        one = f"{PREFIX}<int:pk>/"
        return [
            path(PREFIX, view(self.my_cases), name="grants_my_cases"),
            path(one, view(self.my_case), name="grants_my_case"),
            path(f"{one}inhabil/", view(self.conflict), name="grants_my_case_conflict"),
            path(f"{one}sagsmappe.pdf", view(self.case_file), name="grants_my_case_file"),
        ]

    # --- what is whose ------------------------------------------------------------------------

    def require_member(self, request: HttpRequest) -> None:
        if not request.user.has_perm("grants.view_agenda"):
            raise PermissionDenied(_("These pages are for members of the committee."))

    def find(self, request: HttpRequest, pk: int) -> Application | HttpResponse:
        """The case if it is on an agenda of the member's committee, else 404; closed: the page why."""
        self.require_member(request)
        cases = Application.objects.filter(agenda_items__meeting__committee__members=request.user)
        found = (
            casefile.with_everything(Application.objects.visible_to(request.user))
            .filter(pk__in=cases.values("pk"), pk=pk)
            .first()
        )
        if found is not None:
            return found
        closed = cases.filter(pk=pk).closed_to(request.user).first()
        if closed is None:
            raise Http404
        return self.closed_page(request, closed)

    def closed_page(self, request: HttpRequest, closed: Application) -> HttpResponse:
        """The number and the reason; no title, no applicant, no sums."""
        response = self.page(
            request,
            "admin/grants/committee/closed.html",
            title=_("Case %(number)s is closed to you") % {"number": closed.case_number},
            closure=closure_of(closed, request.user, today()),
        )
        response.status_code = 403
        return response

    def meetings(self, request: HttpRequest) -> list[agenda.MyMeeting]:
        begin = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return agenda.mine(request.user, since=begin)

    # --- the pages ----------------------------------------------------------------------------

    def my_cases(self, request: HttpRequest) -> HttpResponse:
        self.require_member(request)
        meetings = self.meetings(request)
        return self.page(
            request,
            "admin/grants/committee/my_cases.html",
            title=_("My cases"),
            meetings=meetings,
            next=next((one.next for one in meetings if one.next), None),
        )

    def my_case(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Read everything, give points, save or hand in."""
        found = self.find(request, pk)
        if isinstance(found, HttpResponse):
            return found
        review = (
            Review.objects.filter(application=found, reviewer=request.user)
            .prefetch_related("scores")
            .first()
        )
        form = self.score_form(request, found, review)
        if request.method == "POST" and form is not None and form.is_valid():
            submits = "submit" in request.POST or bool(review and review.submitted_at)
            if self.take(
                request,
                "grants.actions.reviews.save",
                found,
                form=form,
                scores=form.scores(),
                comment=form.cleaned_data["comment"],
                is_abstention=form.cleaned_data["is_abstention"],
                submit=submits,
            ):
                return HttpResponseRedirect(self.onwards(request, found) if submits else ".")
        if request.method == "GET":
            accessed.send(Application, instance=found)
        return self.page(
            request,
            "admin/grants/committee/case.html",
            found,
            title=str(found),
            case=casefile.read(found, user=request.user, day=today()),
            form=form,
            review=review,
            is_committee=True,
        )

    def score_form(
        self, request: HttpRequest, found: Application, review: Review | None
    ) -> ScoreForm | None:
        """The form while the case is before the committee and the member may assess it."""
        if found.status != Application.Status.ON_AGENDA:
            return None
        if not request.user.has_perm("grants.assess_application", found):
            return None
        return ScoreForm(
            request.POST if request.method == "POST" else None,
            user=request.user,
            application=found,
            review=review,
        )

    def onwards(self, request: HttpRequest, done: Application) -> str:
        """The next case that waits for this member, or the list when none does."""
        for meeting in self.meetings(request):
            if meeting.next is not None and meeting.next.application is not None:
                return reverse("admin:grants_my_case", args=[meeting.next.application.pk])
        return reverse("admin:grants_my_cases")

    def conflict(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Step out of the case (forvaltningsloven §§ 3 and 6)."""
        found = self.find(request, pk)
        if isinstance(found, HttpResponse):
            return found
        form = ConflictForm(request.POST or None, about=found, user=request.user)
        if (
            request.method == "POST"
            and form.is_valid()
            and self.take(
                request,
                "grants.actions.disqualifications.declare",
                found,
                form=form,
                **form.arguments(),
            )
        ):
            return HttpResponseRedirect(reverse("admin:grants_my_cases"))
        return self.page(
            request,
            "admin/core/step.html",
            found,
            opts=None,
            title=_("Step out: conflict of interest"),
            text=_("The case is closed to you at once, on every page and in every list."),
            form=form,
            back=reverse("admin:grants_my_case", args=[pk]),
        )

    def case_file(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The case on paper; a closed one is not there."""
        found = self.find(request, pk)
        if isinstance(found, HttpResponse):
            raise Http404
        accessed.send(Application, instance=found)
        page = casefile.read(found, user=request.user, day=today())
        return papers.as_response([page], title=str(found), name=f"{found.case_number}.pdf")
