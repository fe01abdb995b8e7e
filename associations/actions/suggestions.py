"""A consultant's pencil mark beside a field of an opened draft, and the association's answer."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from associations import draft_targets, letters
from associations.actions import openings
from associations.models import DraftOpening, Suggestion
from core.actions import NotPossibleNow, allow, lock, move
from core.panels import DraftField


@transaction.atomic
def suggest(
    opening: DraftOpening,
    *,
    field: str,
    text: str = "",
    note: str = "",
    seen: str,
    by: User,
    at: datetime,
) -> Suggestion:
    """Suggest a text for a field, or remark on it; one that waits there already gives way.

    With the first suggestion the draft keeps that the consultant helped, and the association gets a
    letter. `seen` is the text the suggestion was made against.

    Raises:
        PermissionDenied: the draft was opened to somebody else.
        NotPossibleNow: it is closed or sent, or the association has changed the field meanwhile.
        ValidationError: nothing is suggested, it is too long, or is what stands there already.
    """
    draft = draft_targets.locked(opening)
    opening = lock(opening)
    openings.require_theirs(opening, by)
    openings.require_open(opening, at)
    target = draft_targets.target_of(opening)
    if closed := target.closed(draft):
        raise NotPossibleNow(closed)
    found = draft_targets.field_of(target, draft, field)
    if found is None:
        raise ValidationError(_("The draft has no such field."), code="field")
    if not draft_targets.is_same(found.value, seen):
        raise NotPossibleNow(
            _(
                "The association has changed the text while you were writing. Read it as it stands "
                "now; what you have written is still here."
            )
        )
    _check(found, text := text.strip(), note := note.strip())
    is_first = not opening.suggestions.exists()
    for earlier in opening.suggestions.pending().filter(field=field):
        earlier.decided_at, earlier.decided_by = at, by
        move(earlier, "outdate", by=by, at=at)
    suggestion = Suggestion(
        opening=opening, field=field, made_against=found.value, text=text, note=note, made_at=at
    )
    suggestion.full_clean(exclude={"status", "opening"})
    suggestion.save()
    if is_first:
        openings.note_help(opening, by=by, at=at)
        letters.suggestions_wait(opening, timezone.localdate(at))
    return suggestion


def _check(field: DraftField, text: str, note: str) -> None:
    if not text and not note:
        raise ValidationError(_("Write a text, or what you want to remark."), code="empty")
    if text and not field.longest:
        raise ValidationError(
            {"text": _("No text can be put into this field. Write a remark instead.")}, code="note"
        )
    if len(text) > field.longest:
        raise ValidationError(
            {
                "text": _("There is room for %(longest)s characters; this is %(length)s.")
                % {"longest": field.longest, "length": len(text)}
            },
            code="long",
        )
    if text and draft_targets.is_same(text, field.value):
        raise ValidationError({"text": _("This is what stands there already.")}, code="same")


@transaction.atomic
def accept(suggestion: Suggestion, *, by: User, at: datetime) -> Suggestion:
    """Take a suggestion: its text is put into the field by the draft's own action.

    A remark is only marked as read.

    Raises:
        PermissionDenied: `by` does not write the draft.
        NotPossibleNow: it is answered already, the draft cannot be changed now, or the field says
            something else than what the suggestion was made against. Then nothing is changed.
    """
    draft = draft_targets.locked(suggestion.opening)
    target = draft_targets.target_of(suggestion.opening)
    suggestion = _waiting(suggestion, by, target.permission, draft)
    if suggestion.text:
        field = draft_targets.field_of(target, draft, suggestion.field)
        if field is None or not draft_targets.is_same(field.value, suggestion.made_against):
            raise NotPossibleNow(
                _(
                    "You have changed the text since the suggestion was made, so it was not put "
                    "in. Both texts stand here; copy what you want to use."
                )
            )
    suggestion.decided_at, suggestion.decided_by = at, by
    move(suggestion, "accept", by=by, at=at)
    if suggestion.text:
        target.put(draft, suggestion.field, suggestion.text, by=by, at=at)
    return suggestion


@transaction.atomic
def decline(suggestion: Suggestion, *, by: User, at: datetime) -> Suggestion:
    """No, thank you: the draft stays as it is. Raises as `accept`."""
    draft = draft_targets.locked(suggestion.opening)
    permission = draft_targets.target_of(suggestion.opening).permission
    suggestion = _waiting(suggestion, by, permission, draft)
    suggestion.decided_at, suggestion.decided_by = at, by
    move(suggestion, "decline", by=by, at=at)
    return suggestion


def _waiting(suggestion: Suggestion, by: User, permission: str, draft: object) -> Suggestion:
    """The suggestion, locked, if this user may answer it and nobody has."""
    allow(by, permission, draft, because=openings.only_signers_open())  # type: ignore[arg-type]
    suggestion = lock(suggestion)
    if suggestion.status != Suggestion.Status.PENDING:
        raise NotPossibleNow(
            _("The suggestion has been answered already: %(status)s.")
            % {"status": suggestion.get_status_display()}
        )
    return suggestion
