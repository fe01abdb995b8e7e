"""Versions of the statutes, and the municipality's advice on them."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from associations import letters
from associations.clauses import clauses_to_review
from associations.models import Association, ClauseReview, StatutesReview, StatutesVersion
from core import documents
from core.actions import NotPossibleNow, allow, lock, move
from core.models import Document, Language


@transaction.atomic
def add_version(
    association: Association,
    *,
    upload: File,
    minutes_upload: File | None = None,
    assembly: str = "",
    adopted_on: date | None = None,
    language: Language | None = None,
    by: User,
    at: datetime,
) -> StatutesVersion:
    """Keep a new version of the statutes beside the earlier ones, under the next number.

    Without `assembly` and `adopted_on` it is a draft until `adopt`.
    Raises PermissionDenied unless `by` keeps the register or signs for the association, and
    ValidationError if day and assembly do not go together or a file is not allowed.
    """
    association = lock(association)
    _allow_to_add(by, association)
    _check_adoption(assembly, adopted_on, at)
    last = association.statutes.aggregate(last=Max("number"))["last"] or 0
    return StatutesVersion.objects.create(
        association=association,
        number=last + 1,
        document=_stored(upload, by),
        minutes=_stored(minutes_upload, by) if minutes_upload else None,
        language=language or Language.objects.get(pk="da"),
        assembly=assembly,
        adopted_on=adopted_on,
        added_at=at,
        added_by=by,
    )


@transaction.atomic
def adopt(
    version: StatutesVersion,
    *,
    assembly: str,
    adopted_on: date,
    minutes_upload: File | None = None,
    by: User | None,
    at: datetime,
) -> StatutesVersion:
    """Note which assembly adopted a draft and when. An adopted version is never changed.

    Raises PermissionDenied, ValidationError as `add_version`, NotPossibleNow if it is adopted.
    """
    version = lock(version)
    _allow_to_add(by, version.association)
    if version.adopted_on:
        raise NotPossibleNow(_("This version is adopted already. Add a new version instead."))
    if not (assembly and adopted_on):
        raise ValidationError(_("Say both which assembly adopted the statutes and when."))
    _check_adoption(assembly, adopted_on, at)
    version.assembly, version.adopted_on = assembly, adopted_on
    if minutes_upload:
        version.minutes = _stored(minutes_upload, by)
    version.save()
    return version


@transaction.atomic
def open_review(
    version: StatutesVersion, *, every_clause: bool = False, by: User, at: datetime
) -> StatutesReview:
    """Begin the review of a version: a row for each point of the law, or for each usual clause.

    Raises PermissionDenied, NotPossibleNow if there is a review already.
    """
    version = lock(version)
    allow(by, "associations.review_statutes", version)
    if StatutesReview.objects.filter(version=version).exists():
        raise NotPossibleNow(_("Somebody has begun the review of this version already."))
    review = StatutesReview.objects.create(version=version, opened_at=at, opened_by=by)
    ClauseReview.objects.bulk_create(
        ClauseReview(review=review, clause=clause)
        for clause in clauses_to_review(every_clause=every_clause)
    )
    return review


@transaction.atomic
def save_review(
    review: StatutesReview,
    *,
    results: Mapping[str, tuple[str, str]],
    comment: str = "",
    by: User | None,
    at: datetime,
) -> StatutesReview:
    """Keep the verdicts so far: clause → (result, note).

    Raises PermissionDenied, NotPossibleNow once the review has been sent.
    """
    review = lock(review)
    allow(by, "associations.review_statutes", review)
    if review.status != StatutesReview.Status.OPEN:
        raise NotPossibleNow(_("The review has been sent and can't be changed any more."))
    rows = list(review.clauses.all())
    for row in rows:
        row.result, row.comment = results.get(row.clause, (row.result, row.comment))
    ClauseReview.objects.bulk_update(rows, ["result", "comment"])
    review.comment = comment
    review.save()
    return review


@transaction.atomic
def send_review(review: StatutesReview, *, by: User | None, at: datetime) -> StatutesReview:
    """Send the advice to the association: it can be read in the portal, and a letter says so.

    Raises PermissionDenied, NotPossibleNow if it is sent or a clause lacks its result.
    """
    review = lock(review)
    allow(by, "associations.review_statutes", review)
    if review.status == StatutesReview.Status.OPEN and (reason := obstacle(review)):
        raise NotPossibleNow(reason)
    move(review, "send", by=by, at=at)
    letters.statutes_reviewed(review, timezone.localdate(at))
    return review


def obstacle(review: StatutesReview) -> str:
    """Why the advice cannot be sent yet; empty when it can."""
    missing = [str(row) for row in review.clauses.filter(result="")]
    if not missing:
        return ""
    return _("Choose a result for each point first. Missing: %(clauses)s.") % {
        "clauses": ", ".join(missing)
    }


def _allow_to_add(user: User | None, association: Association) -> None:
    """Staff who keep the register, and those who sign for the association."""
    if user is None or not user.has_perm("associations.add_statutesversion"):
        allow(
            user,
            "associations.add_own_statutes",
            association,
            because=_("Only the chair and the treasurer can add statutes."),
        )


def _check_adoption(assembly: str, adopted_on: date | None, at: datetime) -> None:
    if bool(assembly) != bool(adopted_on):
        raise ValidationError(_("Say both which assembly adopted the statutes and when."))
    if adopted_on and adopted_on > timezone.localdate(at):
        raise ValidationError(_("The day of adoption can't be in the future."))


def _stored(upload: File, by: User | None) -> Document:
    return documents.store(content=upload, name=upload.name or "vedtaegter", by=by)
