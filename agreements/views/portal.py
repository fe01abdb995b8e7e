"""The association's agreements in the portal: Danish is the text of record."""

from typing import Any

from django.db.models import QuerySet
from django.views.generic import DetailView, ListView

from agreements.models import Agreement
from agreements.signing import OPEN_FOR_SIGNING, missing_signatures
from associations.views.base import PortalMixin
from core.models import Transition


class OwnAgreements(PortalMixin):
    """Those this association is a party to, once they are talked about."""

    section = "portal_agreements"

    def get_queryset(self) -> QuerySet[Agreement]:
        visible = Agreement.objects.visible_to(self.request.user)  # type: ignore[arg-type]
        own = visible.filter(parties__association=self.association)
        # Staff see drafts too, though not when they look with the association's eyes.
        return own.exclude(status=Agreement.Status.DRAFT)


class AgreementList(OwnAgreements, ListView):
    template_name = "portal/agreements.html"
    context_object_name = "agreements"
    paginate_by = 20


class AgreementPage(OwnAgreements, DetailView):
    """Everything both sides have promised, who signs, and the paper."""

    template_name = "portal/agreement.html"
    context_object_name = "agreement"

    def get_queryset(self) -> QuerySet[Agreement]:
        return super().get_queryset().select_related("document", "responsible")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        agreement = self.object
        ended = Transition.objects.of(agreement).filter(name="terminate").last()
        waits = agreement.status in OPEN_FOR_SIGNING
        return super().get_context_data(
            sides=sides_of(agreement),
            signatories=agreement.signatories.select_related("party__association"),
            missing=missing_signatures(agreement) if waits else [],
            waits_for_signatures=waits,
            ended=ended,
            sections=[
                (Agreement._meta.get_field(name).verbose_name, getattr(agreement, name))
                for name in ("background", "purpose", "areas", "economy", "limits")
                if getattr(agreement, name)
            ],
            **kwargs,
        )


def sides_of(agreement: Agreement) -> list[dict[str, Any]]:
    """Each party with what it has promised."""
    promised: dict[int, list[Any]] = {}
    for commitment in agreement.commitments.all():
        promised.setdefault(commitment.party_id, []).append(commitment)
    return [
        {"party": party, "commitments": promised.get(party.pk, [])}
        for party in agreement.parties.select_related("association")
    ]
