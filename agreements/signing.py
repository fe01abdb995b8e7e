"""Who has still to sign, and whether the text may still be changed."""

from django.utils.translation import gettext as _

from agreements.models import Agreement

OPEN_FOR_SIGNING = (Agreement.Status.IN_DIALOGUE, Agreement.Status.POLITICAL_APPROVAL)
WRITABLE = (Agreement.Status.DRAFT, Agreement.Status.IN_DIALOGUE)


def missing_signatures(agreement: Agreement) -> list[str]:
    """In words: each person who has not signed, and each party nobody signs for."""
    signatories = list(agreement.signatories.select_related("party__association"))
    covered = {one.party_id for one in signatories}
    people = [
        _("%(person)s for %(party)s") % {"person": one, "party": one.party}
        for one in signatories
        if one.signed_on is None
    ]
    parties = [
        _("somebody for %(party)s") % {"party": party}
        for party in agreement.parties.select_related("association")
        if party.pk not in covered
    ]
    return people + parties


def is_text_open(agreement: Agreement) -> bool:
    """The text may change until the first signature; afterwards it is taken back first."""
    return (
        agreement.status in WRITABLE and not agreement.signatories.exclude(signed_on=None).exists()
    )
