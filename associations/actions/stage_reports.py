"""Steps on the way to an association that it reports itself; a consultant confirms or answers."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from associations import letters
from associations.actions import associations as register
from associations.models import Association, StageReport
from core import documents
from core.actions import NotPossibleNow, allow, lock, move


@transaction.atomic
def report(
    association: Association,
    *,
    stage: str,
    happened_on: date,
    upload: File | None = None,
    remark: str = "",
    by: User,
    at: datetime,
) -> StageReport:
    """The association says that it has done a step; the consultant finds it on the start page.

    Its stage does not change by this: only staff move it on (`confirm`).

    Raises:
        PermissionDenied: `by` does not sign for the association.
        ValidationError: the day lies in the future, or the file is not allowed.
        NotPossibleNow: the step is behind the association, or reported and not answered yet.
    """
    association = lock(association)
    allow(
        by,
        "associations.report_stage",
        association,
        because=_("Only the chair and the treasurer can tell the municipality this."),
    )
    if happened_on > timezone.localdate(at):
        raise ValidationError({"happened_on": _("The day lies in the future.")}, code="future")
    if not (association.is_becoming and association.may_advance_to(stage)):
        raise NotPossibleNow(_("Your association has come further than this step already."))
    if association.stage_reports.awaiting().filter(stage=stage).exists():  # type: ignore[attr-defined]
        raise NotPossibleNow(
            _("You have told us about this step already. Your consultant looks at it.")
        )
    return StageReport.objects.create(
        association=association,
        stage=stage,
        happened_on=happened_on,
        document=documents.store(content=upload, name=upload.name or "bilag", by=by)
        if upload
        else None,
        remark=remark.strip(),
        reported_at=at,
        reported_by=by,
    )


@transaction.atomic
def confirm(report: StageReport, *, by: User | None, at: datetime) -> StageReport:
    """It is true: the association moves on to the step on its day, and is told.

    Raises:
        PermissionDenied: `by` does not keep the register.
        NotPossibleNow: it is answered already.
    """
    association = lock(report.association)
    report = lock(report)
    allow(by, "associations.advance_association", association)
    move(report, "confirm", by=by, at=at)
    if association.may_advance_to(report.stage):
        register.advance(
            association,
            to=report.stage,
            by=by,
            at=at,
            reason=report.remark,
            happened_on=report.happened_on,
        )
    letters.stage_report_answered(report, timezone.localdate(at))
    return report


@transaction.atomic
def decline(report: StageReport, *, by: User | None, at: datetime, reason: str) -> StageReport:
    """Not yet: `reason` says what is missing; the association reads it and may report again.

    Raises:
        PermissionDenied: `by` does not keep the register.
        NotPossibleNow: it is answered already.
    """
    report = lock(report)
    allow(by, "associations.advance_association", report)
    report.answer = reason
    move(report, "decline", by=by, at=at, reason=reason)
    letters.stage_report_answered(report, timezone.localdate(at))
    return report
