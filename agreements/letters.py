"""Letters to the parties of an agreement, each person in their own language."""

from datetime import date

from agreements.models import Agreement
from associations.letters import holders
from associations.models import Association
from core import letters


def _to_parties(agreement: Agreement, template: str, day: date) -> None:
    for association in Association.objects.filter(agreement_parties__agreement=agreement):
        for user in holders(association, day):
            letters.queue(
                to=user,
                template=f"agreements/{template}",
                context={"agreement": agreement, "association": association},
            )


def shared(agreement: Agreement, day: date) -> None:
    """The draft can be read and talked about."""
    _to_parties(agreement, "shared", day)


def concluded(agreement: Agreement, day: date) -> None:
    """Everybody has signed."""
    _to_parties(agreement, "concluded", day)


def ending(agreement: Agreement, day: date) -> None:
    """It ends in three months, or in one."""
    _to_parties(agreement, "ending", day)


def terminated(agreement: Agreement, day: date) -> None:
    """It was ended before its time."""
    _to_parties(agreement, "terminated", day)
