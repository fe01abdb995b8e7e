"""The four beats of every change of state: lock, allow, move, tell.

An action is `@transaction.atomic`, takes `by=` (None is the system itself) and `at=`, and is the
only place where a status changes:

    @transaction.atomic
    def publish(event: Event, *, by: User | None, at: datetime) -> Event:
        event = lock(event)
        allow(by, "activities.publish_event", event)
        move(event, "publish", by=by, at=at)
        letters.published(event, at)
        return event
"""

from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import models
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from core.models import Transition
from core.states import unmet

if TYPE_CHECKING:
    from accounts.models import User

M = TypeVar("M", bound=models.Model)


class NotPossibleNow(Exception):
    """The step cannot be taken in the object's present state; the message says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def lock(instance: M) -> M:
    """The same object as it stands in the database now, locked until the transaction ends.

    Raises:
        NotPossibleNow: the object is gone.
    """
    try:
        return type(instance)._base_manager.select_for_update(of=("self",)).get(pk=instance.pk)
    except ObjectDoesNotExist:
        raise NotPossibleNow(_("It no longer exists. Somebody has deleted it.")) from None


def allow(
    user: "User | None", permission: str, instance: models.Model | None = None, *, because: str = ""
) -> None:
    """Let the user pass or raise PermissionDenied with a reason; None is the system itself.

    Raises:
        PermissionDenied: with `because`, or a sentence of its own.
    """
    if user is not None and not user.has_perm(permission, instance):
        raise PermissionDenied(because or _("Your role does not allow this step."))


def move(
    instance: models.Model,
    name: str,
    *,
    by: "User | None",
    at: datetime,
    reason: str = "",
    **arguments: object,
) -> Transition:
    """Run the transition `name`, save the object and record the step.

    Args:
        arguments: passed on to the transition method.

    Raises:
        NotPossibleNow: the present state or an unmet condition forbids it; the condition is named.
    """
    method = getattr(instance, name)
    field = method._django_fsm.field.name
    source = getattr(instance, field)
    try:
        method(**arguments)
    except TransitionNotAllowed as refusal:
        reasons = unmet(instance, name)
        raise NotPossibleNow(
            " ".join(reasons)
            or _("This is not possible now, because the status is “%(status)s”.")
            % {"status": getattr(instance, f"get_{field}_display")()}
        ) from refusal
    instance.save()
    return Transition.objects.create(
        content_type=ContentType.objects.get_for_model(instance),
        object_id=str(instance.pk),
        name=name,
        source=source,
        target=getattr(instance, field),
        reason=reason,
        moved_at=at,
        moved_by=by,
    )
