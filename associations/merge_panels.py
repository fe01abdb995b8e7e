"""Where merges and possible duplicates appear on other pages."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.models import Association, Merge
from core import panels
from core.site import change_url

# The timeline shows the latest of each kind.
LATEST = 20


def menu(user: User) -> list[panels.MenuEntry]:
    """The list of pairs that look alike, for those who may merge them."""
    if not user.has_perm("associations.merge_association"):
        return []
    url = reverse("admin:associations_association_duplicates")
    return [panels.MenuEntry(_("Associations"), _("Possible duplicates"), url)]


def on_timeline(association: Association, user: User) -> list[panels.Moment]:
    """What was merged into it, and what was made two again."""
    merges = Merge.objects.visible_to(user).filter(Q(kept=association) | Q(gone=association))
    return [
        panels.Moment(
            happened_at=merge.undone_at or merge.merged_at,
            kind=_("Merge undone") if merge.undone_at else _("Merge"),
            title=_("“%(gone)s” into “%(kept)s”")
            % {"gone": merge.gone_name, "kept": merge.kept_name},
            url=change_url(merge),
        )
        for merge in merges.order_by("-merged_at", "-pk")[:LATEST]
    ]


panels.register("admin_menu", menu)
panels.register("timeline", on_timeline)
