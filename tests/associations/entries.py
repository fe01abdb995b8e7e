"""Entries of the outreach log as the tests make them."""

from typing import Any
from uuid import UUID, uuid4

from associations.actions import contacts
from associations.models import Association, Contact
from tests.cast import NOW, TODAY, Cast


def logged(
    cast: Cast, *associations: Association, key: UUID | None = None, **facts: Any
) -> Contact:
    """A contact of the consultant."""
    return contacts.log(
        **{
            "by": cast.consultant,
            "at": NOW,
            "client_key": key or uuid4(),
            "happened_on": TODAY,
            "minutes": 30,
            "associations": associations,
            "help_kind": cast.help_kind,
            **facts,
        }
    )


def typed(cast: Cast, **changes: Any) -> dict[str, Any]:
    """The quick log's form, filled in for the culture association."""
    return {
        "client_key": str(uuid4()),
        "associations": [cast.culture.pk],
        "channel": "visit",
        "minutes": "30",
        "help_kind": cast.help_kind.pk,
        "happened_on": "14-10-2026",
        "follow_up_in": "",
        **changes,
    }
