"""Declarations of an association: given once a year in the portal, or noted when they come on paper."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from associations.declarations import D, open_years, signed_words
from associations.models import (
    Association,
    ChildCertificateDeclaration,
    Declaration,
    DonationBanDeclaration,
)
from associations.timeline import on_day
from core import calendar
from core.actions import NotPossibleNow, allow, lock


@transaction.atomic
def declare_certificates(
    association: Association, *, year: int, answer: str, by: User, at: datetime
) -> ChildCertificateDeclaration:
    """Declare on child certificates for a year. The certificates themselves stay with the association.

    Raises:
        PermissionDenied: the user does not sign for the association.
        NotPossibleNow: somebody has declared for this year already.
        ValidationError: not a year one can declare for now, or no answer.
    """
    return _declare(ChildCertificateDeclaration, association, year, by, at, answer=answer)


@transaction.atomic
def declare_donations(
    association: Association, *, year: int, by: User, at: datetime
) -> DonationBanDeclaration:
    """Declare that nothing came from anybody on the ban list. Raises as `declare_certificates`."""
    return _declare(DonationBanDeclaration, association, year, by, at)


@transaction.atomic
def note_certificates(
    association: Association,
    *,
    year: int,
    answer: str,
    signed_name: str,
    signed_on: date,
    by: User,
    at: datetime,
) -> ChildCertificateDeclaration:
    """Note a declaration on child certificates that was received on paper.

    Raises:
        PermissionDenied: `by` keeps no register.
        NotPossibleNow: there is one for this year already.
        ValidationError: a day to come, or a year that is over or far away.
    """
    return _note(
        ChildCertificateDeclaration,
        association,
        year,
        signed_name,
        signed_on,
        by,
        at,
        answer=answer,
    )


@transaction.atomic
def note_donations(
    association: Association,
    *,
    year: int,
    signed_name: str,
    signed_on: date,
    by: User,
    at: datetime,
) -> DonationBanDeclaration:
    """Note a declaration on donations that was received on paper. Raises as `note_certificates`."""
    return _note(DonationBanDeclaration, association, year, signed_name, signed_on, by, at)


def _declare(
    model: type[D], association: Association, year: int, by: User, at: datetime, **said: Any
) -> D:
    association = lock(association)
    allow(
        by,
        "associations.declare",
        association,
        because=_(
            "Whoever signs for the association gives its declarations: the chair or the treasurer. "
            "Ask one of them."
        ),
    )
    _require_first(model, association, year)
    _require_year(year, open_years(timezone.localdate(at)))
    return _write(
        model, association, year, declared_at=at, declared_by=by, signed_name=by.full_name, **said
    )


def _note(
    model: type[D],
    association: Association,
    year: int,
    signed_name: str,
    signed_on: date,
    by: User,
    at: datetime,
    **said: Any,
) -> D:
    association = lock(association)
    allow(by, "associations.note_declaration", association)
    _require_first(model, association, year)
    today = timezone.localdate(at)
    _require_year(year, [today.year - 1, *open_years(today)])
    if signed_on > today:
        raise ValidationError({"signed_on": _("The paper can't be signed in the future.")})
    return _write(
        model,
        association,
        year,
        declared_at=on_day(signed_on),
        signed_name=signed_name.strip(),
        received_via=Declaration.ReceivedVia.PAPER,
        noted_at=at,
        noted_by=by,
        **said,
    )


def _require_first(model: type[Declaration], association: Association, year: int) -> None:
    given = model.objects.of(association, year).first()
    if given is not None:
        raise NotPossibleNow(
            _(
                "%(name)s gave the declaration for %(year)s on %(day)s. It counts for the whole "
                "association, so there is nothing more to do."
            )
            % {
                "name": given.signed_name,
                "year": year,
                "day": calendar.format_date(timezone.localdate(given.declared_at)),
            }
        )


def _require_year(year: int, open_ones: list[int]) -> None:
    if year not in open_ones:
        raise ValidationError(
            _(
                "A declaration can be given for %(years)s now. From 1 November also for the next year."
            )
            % {"years": ", ".join(map(str, open_ones))}
        )


def _write(model: type[D], association: Association, year: int, **facts: Any) -> D:
    made = model(
        association=association,
        year=year,
        wording=signed_words(association, year, answer=facts.get("answer", "")),
        **facts,
    )
    made.full_clean()
    made.save()
    return made
