"""What a merge of two associations does with applications, and who may not make it."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from associations.actions.merging import register_guard
from associations.merges.changes import Change
from associations.merges.moving import register_collision
from associations.models import Association
from core.actions import NotPossibleNow
from grants.models import Application


def both_have_begun(change: Change, application: Any, keep: Any) -> None:
    """A draft belongs to the association; nobody here chooses for it."""
    raise NotPossibleNow(
        _(
            "Both have begun an application in the same round: %(round)s. Ask one of the two to "
            "send or to delete its draft, then merge."
        )
        % {"round": application.round}
    )


def sees_every_case(keep: Any, gone: Any, by: User) -> str:
    """A case that is closed to somebody by conflict of interest gets no new applicant by their hand."""
    if not isinstance(keep, Association):
        return ""
    sent = Application.objects.filter(association__in=[keep.pk, gone.pk]).exclude(
        status=Application.Status.DRAFT
    )
    if sent.exclude(pk__in=Application.objects.visible_to(by).values("pk")).exists():
        return _("You may not see all that belongs to these two. Ask a colleague to merge them.")
    return ""


register_collision(Application, both_have_begun)
register_guard(sees_every_case)
