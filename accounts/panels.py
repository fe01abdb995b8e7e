"""What accounts puts on an association's page in the admin."""

from typing import Any, cast

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Access, Invitation, User
from core import panels


def portal_access(request: HttpRequest, association: Any) -> panels.Panel | None:
    """Who has access to the portal, and who is invited."""
    if not request.user.has_perm("accounts.view_access", association):
        return None
    user = cast(User, request.user)
    now, today = timezone.now(), timezone.localdate()
    own = Q(association_id=association.pk)
    accesses = Access.objects.visible_to(user).filter(own).open_on(today)
    invited = Invitation.objects.visible_to(user).filter(own).usable_at(now)
    may_invite = request.user.has_perm("accounts.invite_person", association)
    return panels.Panel(
        title=_("Access to the portal"),
        template="accounts/access_panel.html",
        context={
            "accesses": accesses.select_related("user"),
            "invited": invited,
            "may_end": request.user.has_perm("accounts.end_access", association),
            "may_withdraw": request.user.has_perm("accounts.withdraw_invitation", association),
            "invite_url": reverse("admin:accounts_invitation_invite", args=[association.pk])
            if may_invite
            else "",
        },
    )


panels.register("association", portal_access, order=30)


def in_portal_menu(association: Any, section: str) -> panels.Section:
    return panels.Section(
        _("Who has access"),
        reverse("portal_access", args=[association.pk]),
        section == "portal_access",
    )


# After the board (40), which people look for first.
panels.register("portal_sections", in_portal_menu, order=45)
