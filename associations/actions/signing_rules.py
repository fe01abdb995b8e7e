"""The signing rule of an association: noted from a day on, never rewritten."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from associations.models import Association, SigningCombination, SigningRule, StatutesVersion
from core.actions import allow, lock


@transaction.atomic
def note(
    association: Association,
    *,
    valid_from: date,
    combinations: Sequence[Mapping[str, Any]],
    statutes: StatutesVersion | None = None,
    by: User,
    at: datetime,
) -> SigningRule:
    """Note who signs for the association from a day on; earlier rules stay in the history.

    `combinations` are the fields of SigningCombination, each one way to sign.

    Raises:
        PermissionDenied: `by` does not keep the register.
        ValidationError: a rule without a way to sign, a way that nobody can follow, a day to come,
            or a day that has its rule already.
    """
    association = lock(association)
    allow(by, "associations.add_signingrule", association)
    if valid_from > timezone.localdate(at):
        raise ValidationError({"valid_from": _("The rule can't begin in the future.")})
    return write(
        association,
        valid_from=valid_from,
        combinations=combinations,
        statutes=statutes,
        by=by,
        at=at,
    )


def write(
    association: Association,
    *,
    valid_from: date,
    combinations: Sequence[Mapping[str, Any]],
    statutes: StatutesVersion | None,
    by: User,
    at: datetime,
) -> SigningRule:
    """Keep the rule, inside an action that has asked who may; ValidationError as `note`."""
    if not combinations:
        raise ValidationError(_("Say who signs: choose at least one way."))
    rule = SigningRule(
        association=association, valid_from=valid_from, statutes=statutes, added_at=at, added_by=by
    )
    rule.full_clean()
    rule.save()
    for facts in combinations:
        row = SigningCombination(rule=rule, **facts)
        row.full_clean()
        row.save()
    return rule
