"""How an association stands, in words: each sign green, yellow or red, with its reason.

Signs that do not apply are left out: a municipal unit has no statutes, an idea has no board.
"""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from associations.models import Association, Post, StatutesReview, StatutesVersion
from core import panels
from core.calendar import format_date
from core.panels import Light, Sign

# A quarter without a word is usual; half a year is how long a board stays together unaided
# (domain §4.1: nobody is to be forgotten).
CONTACT_GREEN_DAYS = 90
CONTACT_YELLOW_DAYS = 180
# A post that ends sooner than this needs a general meeting now: four weeks' notice and time to plan.
POST_ENDS_DAYS = 60
# The portal and the start page begin to remind of the CVR confirmation at the same time.
CVR_DUE_DAYS = 60

Kind, Stage = Association.Kind, Association.Stage
# Only those with members of their own have statutes, a board and a NemKonto that concern us.
WITH_STATUTES = (Kind.ASSOCIATION, Kind.CONGREGATION, Kind.UMBRELLA, Kind.SPORTS_CLUB)
_ORDER = {light: place for place, light in enumerate(Light)}


def card(association: Association, user: User, day: date) -> list[Sign]:
    """The signs of every app, the worst first; none for what is dissolved."""
    if association.stage == Stage.DISSOLVED:
        return []
    found = panels.collect("health", association, user, day)
    return sorted(found, key=lambda sign: _ORDER[sign.light])


def _has_come_to(association: Association, stage: Association.Stage) -> bool:
    """On the path at this stage or past it; the dormant once were."""
    here = Stage(association.stage)
    return here not in association.PATH or association.PATH.index(here) >= association.PATH.index(
        stage
    )


def _own_page(association: Association, anchor: str) -> str:
    url = reverse("admin:associations_association_change", args=[association.pk])
    return f"{url}#{anchor}"


def last_contact(association: Association, user: User, day: date) -> Sign | None:
    """When the municipality last spoke with it. No query: the register keeps the day."""
    if not user.has_perm("associations.view_contact"):
        return None
    label = _("Last contact")
    on = association.last_contact_on
    if on is None:
        url = f"{reverse('quick_log')}?forening={association.pk}"
        may_log = user.has_perm("associations.log_contact")
        return Sign(Light.RED, label, _("No contact has been logged yet."), url if may_log else "")
    days = (day - on).days
    if days <= CONTACT_GREEN_DAYS:
        light = Light.GREEN
    else:
        light = Light.YELLOW if days <= CONTACT_YELLOW_DAYS else Light.RED
    reason = (
        ngettext("%(n)s day ago, on %(day)s.", "%(n)s days ago, on %(day)s.", days)
        if days
        else _("Today.")
    )
    url = reverse("admin:associations_contact_changelist")
    return Sign(
        light,
        label,
        reason % {"n": days, "day": format_date(on)},
        f"{url}?associations__id__exact={association.pk}",
    )


def board(association: Association, user: User, day: date) -> Sign | None:
    """Whether somebody answers for it, and for how long. No query where the posts are read."""
    if not user.has_perm("associations.view_person"):
        return None
    held = [
        post
        for post in association.posts.all()
        if post.valid_from <= day and (post.valid_until is None or post.valid_until >= day)
    ]
    light, reason = _board(association, held, day)
    return Sign(light, _("Board"), reason, _own_page(association, "posts-group"))


def _board(association: Association, held: list[Post], day: date) -> tuple[Light, str | Promise]:
    if not held:
        return Light.RED, _("Nobody is noted whom we can call.")
    roles = {post.role for post in held}
    has_board = association.kind in WITH_STATUTES and _has_come_to(association, Stage.CONSTITUTED)
    if has_board and Post.Role.CHAIR not in roles:
        return Light.RED, _("No chair is noted.")
    soon = day + timedelta(days=POST_ENDS_DAYS)
    ending = [
        post
        for post in held
        if post.role in Post.BOARD and post.valid_until is not None and post.valid_until <= soon
    ]
    if ending:
        first = min(ending, key=lambda post: (post.valid_until, post.pk))
        return Light.YELLOW, _("%(post)s only until %(day)s.") % {
            "post": first.get_role_display(),
            "day": format_date(first.valid_until or day),
        }
    if has_board and Post.Role.TREASURER not in roles:
        return Light.YELLOW, _("No treasurer is noted.")
    if has_board:
        return Light.GREEN, _("Chair and treasurer are noted.")
    return Light.GREEN, _("There is somebody to call.")


def statutes(association: Association, user: User, day: date) -> Sign | None:
    """Whether there are adopted statutes, and whether we have advised on them; one query."""
    applies = association.kind in WITH_STATUTES and _has_come_to(
        association, Stage.FOUNDING_ASSEMBLY
    )
    if not applies or not user.has_perm("associations.view_statutesversion"):
        return None
    label = _("Statutes")
    own = StatutesVersion.objects.visible_to(user).filter(association=association)
    latest = own.select_related("review").order_by("-number").first()
    if latest is None:
        url = f"{reverse('admin:associations_statutesversion_add')}?association={association.pk}"
        may_add = user.has_perm("associations.add_statutesversion")
        return Sign(Light.RED, label, _("No statutes have been added yet."), url if may_add else "")
    url = reverse("admin:associations_statutesversion_change", args=[latest.pk])
    review = getattr(latest, "review", None)
    if review is None or review.status != StatutesReview.Status.SENT:
        return Sign(Light.YELLOW, label, _("The latest version has not been reviewed."), url)
    if latest.adopted_on is None:
        return Sign(Light.YELLOW, label, _("The latest version is not adopted yet."), url)
    reason = _("Adopted on %(day)s and reviewed.") % {"day": format_date(latest.adopted_on)}
    return Sign(Light.GREEN, label, reason, url)


def cvr(association: Association, user: User, day: date) -> Sign | None:
    """Whether the registration in CVR stands; nothing can be paid without it."""
    label, url = _("CVR registration"), _own_page(association, "id_cvr_renewal_due")
    if not association.cvr_number:
        if association.kind not in WITH_STATUTES or not _has_come_to(
            association, Stage.CVR_REGISTERED
        ):
            return None
        return Sign(
            Light.YELLOW,
            label,
            _("No CVR number is noted. No grant can be paid out without one."),
            _own_page(association, "id_cvr_number"),
        )
    due = association.cvr_renewal_due
    if due is None:
        reason = _("Nobody has noted when it must be confirmed.")
        return Sign(Light.YELLOW, label, reason, url)
    words = {"day": format_date(due)}
    if due < day:
        reason = _("It should have been confirmed by %(day)s; the number may be inactive.")
        return Sign(Light.RED, label, reason % words, url)
    if due <= day + timedelta(days=CVR_DUE_DAYS):
        return Sign(Light.YELLOW, label, _("To be confirmed by %(day)s.") % words, url)
    return Sign(Light.GREEN, label, _("To be confirmed by %(day)s.") % words, url)


def nemkonto(association: Association, user: User, day: date) -> Sign | None:
    """Whether a grant has an account to go to; asked once there is a CVR number."""
    if not association.cvr_number or association.kind not in WITH_STATUTES:
        return None
    url = _own_page(association, "id_nemkonto_confirmed_on")
    on = association.nemkonto_confirmed_on
    if on is None:
        reason = _("Not confirmed. A grant cannot be paid out.")
        return Sign(Light.YELLOW, _("NemKonto"), reason, url)
    confirmed = _("Confirmed on %(day)s.") % {"day": format_date(on)}
    return Sign(Light.GREEN, _("NemKonto"), confirmed, url)


for _order, _sign in enumerate((last_contact, board, statutes, cvr, nemkonto)):
    panels.register("health", _sign, order=10 * (_order + 1))
