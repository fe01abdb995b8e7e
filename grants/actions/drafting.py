"""Writing an application: begun, saved, copied, autosaved, its files; nothing typed is lost."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from associations.actions import openings
from associations.models import Association
from core import calendar, documents
from core.actions import NotPossibleNow, allow, lock, move
from core.models import Document
from grants.models import Application, Attachment, BudgetLine, Partner, PoolRound
from grants.soundness import problems

# What a copy takes over: the project, not its dates, signatures or answers.
COPIED = (
    "title",
    "purpose",
    "activities",
    "expected_effect",
    "place",
    "audience",
    "open_to_all",
    "announcement",
    "has_children",
    "expected_participants",
    "volunteers",
    "volunteer_hours",
    "amount_sought",
)
# What the applicant writes; nothing else can be saved through `save`.
WRITTEN = frozenset({*COPIED, "starts_on", "ends_on", "other_applications", "eligibility"})


def only_signers_write() -> str:
    return _(
        "Only the chair and the treasurer can do this. Ask one of them, or call your consultant."
    )


def require_open(round_: PoolRound, at: datetime) -> None:
    """Refuse when the round does not take applications at this moment.

    Raises:
        NotPossibleNow: names the opening or the deadline.
    """
    if at < round_.opens_at:
        raise NotPossibleNow(
            _("The round opens on %(moment)s.")
            % {"moment": calendar.format_moment(round_.opens_at)}
        )
    if round_.deadline is not None and at > round_.deadline:
        raise NotPossibleNow(
            _(
                "The deadline was %(moment)s, and it has passed. Your draft is kept. Call us if "
                "something prevented you, or use it again in the next round."
            )
            % {"moment": calendar.format_moment(round_.deadline)}
        )


@transaction.atomic
def begin(
    round_: PoolRound,
    *,
    association: Association,
    eligibility: dict[str, bool],
    by: User,
    at: datetime,
) -> Application:
    """Begin a draft, or find the one that the association has in this round again.

    Raises:
        PermissionDenied: the user does not sign for the association.
        NotPossibleNow: the round is not open.
    """
    association = lock(association)
    allow(by, "grants.begin_application", association, because=only_signers_write())
    require_open(round_, at)
    draft, _made = Application.objects.get_or_create(
        association=association,
        round=round_,
        status=Application.Status.DRAFT,
        defaults={"created_at": at, "created_by": by, "changed_at": at},
    )
    draft.eligibility = eligibility
    draft.changed_at = at
    draft.save(update_fields=["eligibility", "changed_at"])
    return draft


@transaction.atomic
def copy(previous: Application, *, round_: PoolRound, by: User, at: datetime) -> Application:
    """Begin a draft in `round_` with an earlier application's text, budget and partners.

    A draft that exists already is returned as it is: a copy never overwrites what is typed.
    """
    allow(by, "grants.begin_application", previous.association, because=only_signers_write())
    existing = Application.objects.filter(
        association=previous.association, round=round_, status=Application.Status.DRAFT
    ).first()
    if existing is not None:
        return existing
    draft = begin(round_, association=previous.association, eligibility={}, by=by, at=at)
    for field in COPIED:
        setattr(draft, field, getattr(previous, field))
    draft.copied_from = previous
    draft.save()
    lines, partners = list(previous.budget_lines.all()), list(previous.partners.all())
    for line in lines:
        line.pk, line.application = None, draft
    for partner in partners:
        partner.pk, partner.application = None, draft
    BudgetLine.objects.bulk_create(lines)
    Partner.objects.bulk_create(partners)
    return draft


def require_writable(application: Application, at: datetime) -> None:
    """A draft, or a received application before its deadline; a rolling one until it is taken up.

    Raises:
        NotPossibleNow: says why not.
    """
    if application.status not in (Application.Status.DRAFT, Application.Status.RECEIVED):
        raise NotPossibleNow(
            _(
                "The application cannot be changed any more, because we are working on it. Write to us instead."
            )
        )
    require_open(application.round, at)


@transaction.atomic
def save(
    application: Application,
    *,
    step: str,
    fields: dict[str, Any],
    budget_lines: list[dict[str, Any]] | None = None,
    partners: list[dict[str, Any]] | None = None,
    by: User,
    at: datetime,
) -> Application:
    """Save a step. What is submitted already is amended, and must be sound as a whole.

    Args:
        step: its name; what was typed there and kept aside is now obsolete.
        fields: sound values of the application's own fields.
        budget_lines, partners: when given, they replace the rows there are.

    Raises:
        PermissionDenied: not of this association, or may not change what is submitted.
        NotPossibleNow: too late, or the case is being handled.
        ValidationError: the amended application would not be sound any more.
    """
    application = lock(application)
    is_draft = application.is_draft
    allow(by, "grants.edit_application", application, because=only_signers_write())
    require_writable(application, at)
    for name in fields.keys() & WRITTEN:
        setattr(application, name, fields[name])
    application.typed.pop(step, None)
    application.changed_at = at
    application.save()
    if budget_lines is not None:
        application.budget_lines.all().delete()
        BudgetLine.objects.bulk_create(
            BudgetLine(application=application, position=position, **line)
            for position, line in enumerate(budget_lines)
        )
    if partners is not None:
        application.partners.all().delete()
        Partner.objects.bulk_create(Partner(application=application, **one) for one in partners)
    if not is_draft:
        record_amendment(application, by=by, at=at)
    return application


@transaction.atomic
def record_amendment(application: Application, *, by: User, at: datetime) -> None:
    """Record that a submitted application was changed, if it is still sound.

    Raises:
        ValidationError: lists what is not.
    """
    found = problems(application)
    if found:
        raise ValidationError([problem.message for problem in found])
    move(application, "amend", by=by, at=at)


@transaction.atomic
def keep_typed(
    application: Application, *, step: str, typed: dict[str, list[str]], by: User, at: datetime
) -> Application:
    """Autosave: keep what is typed in a step as it is, sound or not.

    Raises:
        PermissionDenied: not of this association.
        NotPossibleNow: it is submitted; then only a deliberate save changes it.
    """
    application = lock(application)
    allow(by, "grants.edit_application", application)
    if not application.is_draft:
        raise NotPossibleNow(_("The application is submitted. Press Save to change it."))
    application.typed[step] = typed
    application.changed_at = at
    application.save(update_fields=["typed", "changed_at"])
    return application


@transaction.atomic
def attach(
    application: Application, *, kind: str, upload: UploadedFile, by: User, at: datetime
) -> Attachment:
    """Add an uploaded file; also while information is missing, as part of the answer."""
    application = lock(application)
    _require_attachable(application, by=by, at=at)
    document = documents.store(content=upload, name=upload.name or "bilag", by=by)
    attachment = Attachment.objects.create(
        application=application, kind=kind, document=document, added_at=at, added_by=by
    )
    if application.status == Application.Status.RECEIVED:
        record_amendment(application, by=by, at=at)
    return attachment


@transaction.atomic
def attach_from_register(
    application: Application, *, kind: str, document: Document, by: User, at: datetime
) -> Attachment:
    """Add a file that the register holds already; the user must be allowed to read it.

    Raises:
        PermissionDenied: the file is not the association's.
    """
    application = lock(application)
    _require_attachable(application, by=by, at=at)
    held = application.association.statutes.filter(document=document) | (
        application.association.statutes.filter(minutes=document)
    )
    if not held.exists():
        raise PermissionDenied(_("This file does not belong to the association."))
    attachment, _made = Attachment.objects.get_or_create(
        application=application,
        document=document,
        defaults={"kind": kind, "is_from_register": True, "added_at": at, "added_by": by},
    )
    if application.status == Application.Status.RECEIVED:
        record_amendment(application, by=by, at=at)
    return attachment


def _require_attachable(application: Application, *, by: User, at: datetime) -> None:
    allow(by, "grants.edit_application", application, because=only_signers_write())
    if application.status not in (Application.Status.MISSING_INFO, Application.Status.HEARING):
        require_writable(application, at)


@transaction.atomic
def detach(attachment: Attachment, *, by: User, at: datetime) -> None:
    """Take a file away again, as long as the application can be changed."""
    application = lock(attachment.application)
    allow(by, "grants.edit_application", application, because=only_signers_write())
    require_writable(application, at)
    attachment.delete()
    if not application.is_draft:
        record_amendment(application, by=by, at=at)


@transaction.atomic
def discard(application: Application, *, by: User, at: datetime) -> None:
    """Delete a draft for good.

    Raises:
        NotPossibleNow: it is submitted; then it is withdrawn instead.
    """
    application = lock(application)
    allow(by, "grants.begin_application", application, because=only_signers_write())
    if not application.is_draft:
        raise NotPossibleNow(_("The application is submitted. Withdraw it instead."))
    openings.end_all("application", object_id=application.pk, by=by, at=at)
    application.delete()
