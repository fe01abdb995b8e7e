"""An agreement in each state, reached through its actions."""

from datetime import date

import pytest

from agreements.actions import agreements, signatories
from agreements.models import Agreement, AgreementParty, Commitment, Signatory
from tests.cast import NOW


class Desk:
    """Makes agreements between culture and the committee."""

    def __init__(self, cast):
        self.cast = cast

    def draft(self, **told) -> Agreement:
        facts = {
            "title": "Samarbejde med Roskilde Kulturforening",
            "purpose": "At styrke dialogen.\n\nMed respekt #fest [ikke markup].",
            "areas": "Fælles fester",
            "starts_on": date(2026, 10, 1),
            "ends_on": date(2028, 9, 30),
        }
        agreement = Agreement.objects.create(**(facts | told))
        ours = AgreementParty.objects.create(agreement=agreement, unit="Integrationsudvalget")
        theirs = AgreementParty.objects.create(agreement=agreement, association=self.cast.culture)
        Signatory.objects.create(
            agreement=agreement, party=ours, name="Ulla Udvalg", capacity="committee_chair"
        )
        for name, capacity in (("Ayşe Yılmaz", "chair"), ("Imam محمد الأحمد", "religious_leader")):
            Signatory.objects.create(
                agreement=agreement, party=theirs, name=name, capacity=capacity
            )
        Commitment.objects.create(
            agreement=agreement, party=ours, text="Stiller lokale", due_on=date(2026, 12, 1)
        )
        Commitment.objects.create(agreement=agreement, party=theirs, text="Inviterer naboerne")
        return agreement

    def shared(self, **told) -> Agreement:
        return agreements.share(self.draft(**told), by=self.cast.consultant, at=NOW)

    def signed_by_all(self, **told) -> Agreement:
        agreement = self.shared(**told)
        for signatory in agreement.signatories.all():
            self.sign(signatory)
        return agreement

    def sign(self, signatory):
        return signatories.sign(
            signatory, signed_on=NOW.date(), method="wet", by=self.cast.consultant, at=NOW
        )

    def concluded(self, **told) -> Agreement:
        return agreements.conclude(self.signed_by_all(**told), by=self.cast.coordinator, at=NOW)


@pytest.fixture
def desk(cast) -> Desk:
    return Desk(cast)
