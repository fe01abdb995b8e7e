"""Where the way to an association, the change of chair and the yearly question appear elsewhere."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import CharField, DateField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations import papers, yearly
from associations.models import Association, BoardConfirmation, ChairChange, StageReport
from associations.timeline import on_day
from associations.way import way_of
from core import calendar, panels
from core.calendar import LAST_SECOND, format_date
from core.panels import Light
from core.site import change_url

# How many lines of one kind the start page shows; the list behind it has them all.
LINES = 20
LATEST = 20
# So long the consultant reads on the start page that a chair has changed.
NEWS = timedelta(days=14)


# --- The association's page in the admin ----------------------------------------------------------


def way_in_admin(request: HttpRequest, association: Association) -> panels.Panel | None:
    """How long it waits where it stands, what it has told of its steps, and the papers."""
    user: Any = request.user
    if not association.is_becoming or not user.has_perm("associations.view_stagereport"):
        return None
    may_make = user.has_perm("associations.advance_association")
    way = way_of(association, timezone.localdate())
    return panels.Panel(
        _("On the way: reports and papers"),
        "admin/associations/way_panel.html",
        {
            "way": way,
            "reports": way.reports[:LATEST],
            "association": association,
            "papers": papers.KINDS if may_make else {},
        },
    )


def board_in_admin(request: HttpRequest, association: Association) -> panels.Panel | None:
    """A change of chair under way, and how the yearly question stands."""
    user: Any = request.user
    if not user.has_perm("associations.view_chairchange"):
        return None
    changes = ChairChange.objects.visible_to(user).under_way().filter(association=association)
    change = changes.select_related("new_chair", "invitation").first()
    asked = BoardConfirmation.objects.visible_to(user).filter(association=association)
    last = asked.select_related("person").first()
    if change is None and last is None:
        return None
    return panels.Panel(
        _("Board"),
        "admin/associations/board_panel.html",
        {"change": change, "last": last, "now": timezone.now()},
    )


panels.register("association", way_in_admin, order=5)
panels.register("association", board_in_admin, order=25)


# --- What needs me today --------------------------------------------------------------------------


def _mine(user: User) -> Q:
    """My associations, and those that are nobody's."""
    return Q(association__consultant=user) | Q(association__consultant=None)


def reports_today(user: User, day: date) -> list[panels.TodayItem]:
    """Steps that associations say they have done."""
    if not user.has_perm("associations.advance_association"):
        return []
    waiting = StageReport.objects.visible_to(user).awaiting().filter(_mine(user))
    return [
        panels.TodayItem(
            kind=_("Steps to confirm"),
            title=f"{one.association}: {one.get_stage_display()}",
            url=change_url(one),
            due_on=timezone.localdate(one.reported_at) + timedelta(days=7),
        )
        for one in waiting.select_related("association").order_by("reported_at", "pk")[:LINES]
    ]


def chairs_today(user: User, day: date) -> list[panels.TodayItem]:
    """Chairs that have changed, and changes that stand still because the invitation is over."""
    if not user.has_perm("associations.ask_about_board"):
        return []
    since = calendar.at(day - NEWS, LAST_SECOND)
    under_way = Q(status=ChairChange.Status.WAITING)
    lately = Q(status=ChairChange.Status.COMPLETED, completed_at__gt=since)
    rows = ChairChange.objects.visible_to(user).filter(_mine(user)).filter(under_way | lately)
    now = calendar.end_of_day(day)
    return [
        panels.TodayItem(
            kind=_("Change of chair"),
            title=f"{one.association}: {one.new_chair}",
            url=change_url(one),
            note=_("The invitation is over: send a new one")
            if is_stuck
            else one.get_status_display(),
            is_urgent=is_stuck,
        )
        for one in rows.select_related("association", "new_chair", "invitation")[:LINES]
        for is_stuck in [_is_stuck(one, now)]
    ]


def _is_stuck(change: ChairChange, now: Any) -> bool:
    """It waits for a yes to an invitation that can no longer be used."""
    invitation = change.invitation
    return change.status == ChairChange.Status.WAITING and (
        invitation is None or invitation.withdrawn_at is not None or invitation.expires_at <= now
    )


def unconfirmed_today(user: User, day: date) -> list[panels.TodayItem]:
    """Boards that were asked and have not answered: call them."""
    if not user.has_perm("associations.ask_about_board"):
        return []
    now = calendar.end_of_day(day)
    unanswered = BoardConfirmation.objects.visible_to(user).unanswered()
    later = BoardConfirmation.objects.filter(
        Q(sent_at__gt=OuterRef("sent_at")) | (Q(sent_at=OuterRef("sent_at")) & ~Q(answer="")),
        association=OuterRef("association"),
    )
    rows = unanswered.filter(
        ~Exists(later),
        association__consultant=user,
        expires_at__lte=now,
        expires_at__gt=now - yearly.ASK_AGAIN,
    )
    found = {one.association_id: one for one in rows.select_related("association")[:LINES]}
    return [
        panels.TodayItem(
            kind=_("Boards that have not answered"),
            title=one.association.name,
            url=change_url(one.association),
            note=_("Asked by e-mail; call them"),
        )
        for one in found.values()
    ]


panels.register("today", reports_today, order=25)
panels.register("today", chairs_today, order=26)
panels.register("today", unconfirmed_today, order=65)


# --- Timeline and health --------------------------------------------------------------------------


class Told(NamedTuple):
    """A row of what an association told: its kind, the moment, and what was said."""

    about: str
    at: datetime
    on: date | None
    what: str
    how: str
    remark: str
    pk: int


def told(association: Association, user: User) -> list[panels.Moment]:
    """What the association told of its way, its chair and its board; one query for all three."""
    if not user.has_perm("associations.view_stagereport"):
        return []
    no_day, nothing = Cast(Value(None), DateField()), Value("", CharField())
    reports = StageReport.objects.visible_to(user).annotate(
        about=Value("report", CharField()), on=no_day
    )
    changes = ChairChange.objects.visible_to(user).annotate(
        about=Value("change", CharField()), said=nothing
    )
    answers = BoardConfirmation.objects.visible_to(user).annotate(
        about=Value("answer", CharField()), on=no_day, said=nothing
    )
    parts = (
        (reports, ("reported_at", "on", "stage", "status", "remark")),
        (changes, ("begun_at", "effective_on", "new_chair__full_name", "status", "said")),
        (answers.exclude(answer=""), ("answered_at", "on", "said", "answer", "remark")),
    )
    # The columns of a union bear the names of the first.
    every: list[Any] = [
        found.filter(association=association).order_by().values_list("about", *columns, "pk")
        for found, columns in parts
    ]
    first, *rest = every
    rows = first.union(*rest, all=True).order_by("-reported_at", "-pk")[: 3 * LATEST]
    return [_moment(Told(*row)) for row in rows]


def _moment(one: Told) -> panels.Moment:
    if one.about == "report":
        url = reverse("admin:associations_stagereport_change", args=[one.pk])
        stage, status = Association.Stage(one.what).label, StageReport.Status(one.how).label
        return panels.Moment(one.at, _("Step reported"), f"{stage} ({status})", url, one.remark)
    if one.about == "change" and one.on is not None:
        url = reverse("admin:associations_chairchange_change", args=[one.pk])
        title = f"{one.what} ({ChairChange.Status(one.how).label})"
        return panels.Moment(on_day(one.on), _("Change of chair"), title, url)
    answer = BoardConfirmation.Answer(one.how).label
    return panels.Moment(one.at, _("Board asked"), answer, note=one.remark)


def board_known(association: Association, user: User, day: date) -> panels.Sign | None:
    """Since when we know the board; one query where the posts are read."""
    if not yearly.has_board(association) or not user.has_perm("associations.view_person"):
        return None
    answers = BoardConfirmation.objects.visible_to(user).said_yes()
    last = answers.filter(association=association).order_by("-answered_at", "-pk").first()
    since = yearly.known_since(list(association.posts.all()), last, day)  # type: ignore[attr-defined]
    label = _("Board confirmed")
    if since is None:
        return panels.Sign(Light.YELLOW, label, _("Nobody has told who sits on the board."))
    words = {"day": format_date(since)}
    if day - since <= yearly.ASK_AFTER_POST:
        return panels.Sign(Light.GREEN, label, _("Known since %(day)s.") % words)
    reason = _("Nobody has confirmed the board since %(day)s.") % words
    is_late = day - since > yearly.TOO_LONG
    return panels.Sign(Light.RED if is_late else Light.YELLOW, label, reason)


panels.register("timeline", told, order=42)
panels.register("health", board_known, order=25)


# --- The portal -----------------------------------------------------------------------------------


def way_in_menu(association: Association, section: str) -> panels.Section | None:
    """Only for those on the way; the others have arrived."""
    if not association.is_becoming:
        return None
    url = reverse("portal_path", args=[association.pk])
    return panels.Section(_("Your way"), url, section == "portal_path")


panels.register("portal_sections", way_in_menu, order=15)


def urls(site: Any) -> list[URLPattern]:
    """The page on which staff make a group's papers."""
    from associations.admin.board import Papers

    return Papers(Association, site).get_urls()


panels.register("admin_urls", urls)
