"""What a merge of two associations does with agreements."""

from typing import Any

from django.utils.translation import gettext as _

from agreements.models import AgreementParty
from associations.merges.changes import Change
from associations.merges.moving import register_collision
from core.actions import NotPossibleNow


def both_are_parties(change: Change, party: Any, keep: Any) -> None:
    """Who has signed beside each other is not made one behind the agreement's back."""
    raise NotPossibleNow(
        _(
            "Both are parties of the same agreement: %(title)s. Take one of them off the agreement "
            "first, then merge."
        )
        % {"title": party.agreement}
    )


register_collision(AgreementParty, both_are_parties)
