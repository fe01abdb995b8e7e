"""The guided draft of statutes: begun once, written step by step, sent, advised on, adopted."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from associations import letters
from associations.actions import openings, signing_rules
from associations.actions import statutes as versions
from associations.builder import answers as builder
from associations.builder import files, signing
from associations.models import Association, SigningRule, StatutesDraft, StatutesVersion
from core import documents
from core.actions import NotPossibleNow, allow, lock, move
from core.context_processors import find_municipality
from core.slugs import slug


def only_signers_build() -> str:
    return _(
        "Only the chair and the treasurer can do this. Ask one of them, or call your consultant."
    )


@transaction.atomic
def begin(association: Association, *, by: User, at: datetime) -> StatutesDraft:
    """Begin a draft, or find the one under way; what is known already stands in it.

    After an adoption the next draft begins with the answers of the adopted one.

    Raises:
        PermissionDenied: the user does not sign for the association.
    """
    association = lock(association)
    allow(by, "associations.build_statutes", association, because=only_signers_build())
    under_way = StatutesDraft.objects.under_way().filter(association=association).first()
    if under_way is not None:
        return under_way
    last = StatutesDraft.objects.filter(association=association).order_by("-updated_at").first()
    known = {
        "name": association.name,
        "municipality": find_municipality().name,
        "purpose": association.purpose,
    }
    known = {name: value for name, value in known.items() if value}
    if last is not None:
        known = {name: value for name, value in last.answers.items() if name != "assembly_on"}
    return StatutesDraft.objects.create(
        association=association, answers=known, started_at=at, started_by=by, updated_at=at
    )


@transaction.atomic
def save(
    draft: StatutesDraft, *, topic: str, given: Mapping[str, Any], by: User, at: datetime
) -> StatutesDraft:
    """Keep the sound answers of a step; what was typed there and put aside is done with.

    A draft that was found ready is one being written again.

    Raises:
        PermissionDenied: the user does not sign for the association.
        NotPossibleNow: it lies with the consultant, or is adopted.
    """
    draft = _writable(draft, by)
    if draft.status == StatutesDraft.Status.READY:
        move(draft, "take_back", by=by, at=at)
    draft.answers = {**draft.answers, **builder.store(given)}
    draft.typed.pop(topic, None)
    draft.updated_at = at
    draft.save(update_fields=["answers", "typed", "updated_at"])
    return draft


@transaction.atomic
def keep_typed(
    draft: StatutesDraft, *, topic: str, typed: dict[str, list[str]], by: User, at: datetime
) -> StatutesDraft:
    """Put aside what is being typed in a step, sound or not. Raises as `save`."""
    draft = _writable(draft, by)
    draft.typed = {**draft.typed, topic: typed}
    draft.updated_at = at
    draft.save(update_fields=["typed", "updated_at"])
    return draft


def _writable(draft: StatutesDraft, by: User) -> StatutesDraft:
    draft = lock(draft)
    allow(by, "associations.build_statutes", draft, because=only_signers_build())
    if draft.status == StatutesDraft.Status.SENT:
        raise NotPossibleNow(
            _("The draft lies with your consultant. Take it back if you want to change something.")
        )
    if not draft.is_writable:
        raise NotPossibleNow(_("The draft is adopted. Begin a new one to change the statutes."))
    return draft


@transaction.atomic
def send(draft: StatutesDraft, *, by: User, at: datetime) -> StatutesDraft:
    """Send the draft to the association's consultant: its text is kept as PDF, a letter tells.

    Raises:
        PermissionDenied: the user does not sign for the association.
        NotPossibleNow: it is sent already, or lacks name, municipality or purpose.
    """
    draft = lock(draft)
    allow(by, "associations.build_statutes", draft, because=only_signers_build())
    move(draft, "send", by=by, at=at)
    draft.document = documents.store(
        content=files.paper(draft.read(), is_draft=True),
        name=f"vedtaegter-udkast-{slug(draft.association.name, otherwise='forening')}.pdf",
        by=by,
    )
    draft.sent_at, draft.sent_by = at, by
    draft.save()
    letters.draft_sent(draft)
    return draft


@transaction.atomic
def take_back(draft: StatutesDraft, *, by: User, at: datetime) -> StatutesDraft:
    """Go on writing before the consultant has answered.

    Raises:
        PermissionDenied: the user does not sign for the association.
        NotPossibleNow: the consultant has answered.
    """
    draft = lock(draft)
    allow(by, "associations.build_statutes", draft, because=only_signers_build())
    move(draft, "take_back", by=by, at=at)
    return draft


@transaction.atomic
def give_back(draft: StatutesDraft, *, advice: str, by: User, at: datetime) -> StatutesDraft:
    """Send the draft back with advice; a letter tells the association, which decides itself.

    Raises:
        PermissionDenied: `by` gives no advice on statutes.
        NotPossibleNow: it does not lie with the consultant.
        ValidationError: there is no advice.
    """
    if not advice.strip():
        raise ValidationError({"advice": _("Write what the association should look at.")})
    return _answer(draft, "give_back", advice, by, at)


@transaction.atomic
def find_ready(draft: StatutesDraft, *, advice: str = "", by: User, at: datetime) -> StatutesDraft:
    """No remarks: the meeting can decide on it. Raises as `give_back`."""
    return _answer(draft, "find_ready", advice, by, at)


def _answer(draft: StatutesDraft, step: str, advice: str, by: User, at: datetime) -> StatutesDraft:
    draft = lock(draft)
    allow(by, "associations.review_statutes", draft)
    move(draft, step, by=by, at=at)
    draft.advice, draft.advised_at, draft.advised_by = advice.strip(), at, by
    draft.save(update_fields=["advice", "advised_at", "advised_by"])
    letters.draft_answered(draft, timezone.localdate(at))
    return draft


@transaction.atomic
def adopt(
    draft: StatutesDraft,
    *,
    assembly: str,
    adopted_on: date,
    minutes_upload: File | None = None,
    upload: File | None = None,
    by: User,
    at: datetime,
) -> StatutesVersion:
    """The meeting has decided: the draft becomes a version, and its signing rule is noted.

    `upload` is the statutes as they were adopted, if the meeting changed something; otherwise the
    PDF is made of the answers with the day of the meeting.

    Raises:
        PermissionDenied: the user does not sign for the association.
        ValidationError: a day to come, or a file that is not allowed.
        NotPossibleNow: it is adopted already, or lacks name, municipality or purpose.
    """
    draft = lock(draft)
    allow(by, "associations.build_statutes", draft, because=only_signers_build())
    draft.answers = {**draft.answers, **builder.store({"assembly_on": adopted_on})}
    answers = draft.read()
    version = versions.add_version(
        draft.association,
        upload=upload
        or ContentFile(files.paper(answers, is_draft=False), name=file_name(draft, "pdf")),
        minutes_upload=minutes_upload,
        assembly=assembly,
        adopted_on=adopted_on,
        by=by,
        at=at,
    )
    draft.is_adopted_as_written = upload is None
    draft.updated_at, draft.typed = at, {}
    move(draft, "adopt", by=by, at=at, version=version)
    openings.end_all("statutes_draft", object_id=draft.pk, by=by, at=at)
    if not SigningRule.objects.filter(
        association=draft.association, valid_from=adopted_on
    ).exists():
        signing_rules.write(
            draft.association,
            valid_from=adopted_on,
            combinations=signing.combinations(answers),
            statutes=version,
            by=by,
            at=at,
        )
    return version


def file_name(draft: StatutesDraft, extension: str) -> str:
    """What a file of the draft is called."""
    return f"vedtaegter-{slug(draft.association.name, otherwise='forening')}.{extension}"
