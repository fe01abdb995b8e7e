"""The register: who comes into it, how a group becomes an association, what it keeps true itself."""

from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.models import User
from associations.models import Association
from core import calendar
from core.actions import NotPossibleNow, allow, lock, move

# What the association itself may write in the portal; the rest is the register's.
OWN_FACTS = (
    "purpose",
    "street",
    "postal_code",
    "city",
    "phone",
    "email",
    "website",
    "cvr_number",
    "languages",
    "themes",
    "is_public",
    *Association.PUBLIC_FACTS,
)


@transaction.atomic
def register(*, by: User | None, at: datetime, **facts: Any) -> Association:
    """Enter an actor into the register; `facts` are fields of Association, also its first stage.

    Raises:
        PermissionDenied: `by` does not keep the register.
        ValidationError: a fact is unsound, or the CVR number is taken.
    """
    allow(by, "associations.add_association")
    languages, themes = facts.pop("languages", ()), facts.pop("themes", ())
    association = Association(**facts)
    association.full_clean(exclude={"consultant"})
    association.save()
    association.languages.set(languages)
    association.themes.set(themes)
    return association


@transaction.atomic
def advance(
    association: Association,
    *,
    to: str,
    by: User | None,
    at: datetime,
    reason: str = "",
    happened_on: date | None = None,
) -> Association:
    """Move a group on along the path to an association; steps may be passed over.

    `happened_on` is the day of the step when it is entered later; the history shows that day, the
    audit trail the moment of entry.

    Raises:
        PermissionDenied: `by` does not keep the register.
        ValidationError: `happened_on` lies in the future.
        NotPossibleNow: the stage is not ahead on the path, or the association is dissolved.
    """
    today = localdate(at, calendar.COPENHAGEN)
    if happened_on is not None and happened_on > today:
        raise ValidationError({"happened_on": _("The day lies in the future.")}, code="future")
    association = lock(association)
    allow(by, "associations.advance_association", association)
    if not association.may_advance_to(to):
        raise NotPossibleNow(
            _("From “%(stage)s” it is not possible to go to this stage.")
            % {"stage": association.get_stage_display()}
        )
    if happened_on is not None and happened_on < today:
        at = calendar.at(happened_on, time(12))
    move(association, "advance", by=by, at=at, reason=reason, to=to)
    return association


@transaction.atomic
def make_dormant(
    association: Association, *, by: User | None, at: datetime, reason: str
) -> Association:
    """Nothing is heard of it any more; it stays in the register and may come back.

    Raises:
        PermissionDenied: `by` does not keep the register.
        NotPossibleNow: it is dormant or dissolved.
    """
    association = lock(association)
    allow(by, "associations.advance_association", association)
    move(association, "make_dormant", by=by, at=at, reason=reason)
    return association


@transaction.atomic
def dissolve(
    association: Association, *, by: User | None, at: datetime, reason: str
) -> Association:
    """It has dissolved itself; it leaves the public directory, its history stays.

    Raises:
        PermissionDenied: `by` does not keep the register.
        NotPossibleNow: it is dissolved already.
    """
    association = lock(association)
    allow(by, "associations.advance_association", association)
    move(association, "dissolve", by=by, at=at, reason=reason)
    return association


@transaction.atomic
def update_own_entry(
    association: Association, *, by: User, at: datetime, **facts: Any
) -> Association:
    """What the association writes about itself in the portal; only `OWN_FACTS`.

    Raises:
        PermissionDenied: `by` is neither chair nor treasurer.
        ValidationError: a fact is unsound, or the CVR number is taken.
        TypeError: a fact is the register's own.
    """
    if foreign := set(facts).difference(OWN_FACTS):
        raise TypeError(f"Not the association's to write: {', '.join(sorted(foreign))}")
    association = lock(association)
    allow(by, "associations.edit_own_entry", association)
    languages, themes = facts.pop("languages", None), facts.pop("themes", None)
    for name, value in facts.items():
        setattr(association, name, value)
    association.full_clean(exclude={"consultant"})
    association.save()
    if languages is not None:
        association.languages.set(languages)
    if themes is not None:
        association.themes.set(themes)
    return association
