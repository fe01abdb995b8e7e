"""An association's yearly declarations, and the municipality's visits to it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from associations.actions import declarations
from associations.declarations import BAN_LIST_URL, Answer, open_years, words
from associations.forms.declarations import CertificatesForm, DonationsForm
from associations.models import (
    ChildCertificateDeclaration,
    Declaration,
    DonationBanDeclaration,
    SupervisionVisit,
)
from associations.views.base import PortalMixin
from core.views.base import ActionFormView

SECTION = "portal_declarations"
CERTIFICATES, DONATIONS = "boerneattester", "donationer"
# Former years and visits shown; nobody looks further back on a phone.
SHOWN = 10


@dataclass(frozen=True)
class Year:
    """How a declaration stands for a year."""

    year: int
    given: Declaration | None
    url: str


class Declarations(PortalMixin, TemplateView):
    """What is given and what is missing this year, and from November for the next."""

    template_name = "portal/declarations/page.html"
    section = SECTION

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        certificates, donations = (
            list(model.objects.visible_to(user).of(self.association)[:SHOWN])
            for model in (ChildCertificateDeclaration, DonationBanDeclaration)
        )
        years = open_years(timezone.localdate())
        former = [one for one in (*certificates, *donations) if one.year not in years]
        return super().get_context_data(
            certificates=self._states(certificates, years, CERTIFICATES),
            donations=self._states(donations, years, DONATIONS),
            former=sorted(former, key=lambda one: -one.year),
            may_declare=user.has_perm("associations.declare", self.association),
            ban_list_url=BAN_LIST_URL,
            **kwargs,
        )

    def _states(self, given: list[Any], years: list[int], kind: str) -> list[Year]:
        by_year = {one.year: one for one in given}
        return [
            Year(
                year,
                by_year.get(year),
                reverse("portal_declare", args=[self.association.pk, kind, year]),
            )
            for year in years
        ]


class Declare(PortalMixin, ActionFormView):
    """Read the words and give the declaration for one year."""

    permission = "associations.declare"
    section = SECTION
    refusal: str | Promise = _(
        "Whoever signs for the association gives its declarations: the chair or the treasurer. Ask "
        "one of them."
    )
    success_message = _("Thank you. The declaration is given.")

    @cached_property
    def about_children(self) -> bool:
        kind = self.kwargs["kind"]
        if kind not in (CERTIFICATES, DONATIONS):
            raise Http404
        return bool(kind == CERTIFICATES)

    @cached_property
    def year(self) -> int:
        """A year one can declare for today; other addresses lead nowhere."""
        year = int(self.kwargs["year"])
        if year not in open_years(timezone.localdate()):
            raise Http404
        return year

    def get_template_names(self) -> list[str]:
        return [
            f"portal/declarations/{'certificates' if self.about_children else 'donations'}.html"
        ]

    def get_form_class(self) -> Any:
        return CertificatesForm if self.about_children else DonationsForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        model = ChildCertificateDeclaration if self.about_children else DonationBanDeclaration
        answers = Answer.values if self.about_children else [""]
        return super().get_context_data(
            year=self.year,
            given=model.objects.of(self.association, self.year).first(),
            texts=[
                (
                    Answer(answer).label if answer else "",
                    words(self.association, self.year, answer=answer),
                )
                for answer in answers
            ],
            ban_list_url=BAN_LIST_URL,
            **kwargs,
        )

    def act(self, form: Any) -> Declaration:
        user: Any = self.request.user
        give = (
            declarations.declare_certificates
            if self.about_children
            else declarations.declare_donations
        )
        return give(
            self.association, year=self.year, by=user, at=timezone.now(), **form.arguments()
        )

    def get_success_url(self) -> str:
        return reverse("portal_declarations", args=[self.association.pk])


class Visits(PortalMixin, TemplateView):
    """What a visit is about, the one that comes and those that were, with what they came to."""

    template_name = "portal/visits/page.html"
    section = SECTION

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        own = SupervisionVisit.objects.visible_to(user).filter(association=self.association)
        visits = list(own.prefetch_related("officers")[:SHOWN])
        return super().get_context_data(
            planned=[one for one in visits if one.status == SupervisionVisit.Status.PLANNED],
            held=[one for one in visits if one.status == SupervisionVisit.Status.HELD],
            cancelled=[one for one in visits if one.status == SupervisionVisit.Status.CANCELLED],
            consultant=self.association.consultant,
            **kwargs,
        )
