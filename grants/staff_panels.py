"""Where cases appear on pages of the staff and the committee."""

from collections.abc import Iterator
from datetime import date

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.models import Association
from associations.timeline import LATEST, on_day
from core import panels
from core.panels import MenuEntry, Moment, Panel, TodayItem
from grants import agenda
from grants.models import (
    Application,
    CommitteeMeeting,
    Decision,
    DecisionLetter,
    Hearing,
    InformationRequest,
    Review,
)

# Lines of one kind on the start page; the list behind it has them all.
LINES = 20
Status = Application.Status


def on_association(request: HttpRequest, association: Association) -> Panel | None:
    """The association's cases on its page in the admin, without those closed to the reader."""
    user = request.user
    if not user.has_perm("grants.view_every_application"):
        return None
    found = Application.objects.visible_to(user).filter(association=association)  # type: ignore[arg-type]
    return Panel(
        _("Applications"),
        "admin/grants/association_panel.html",
        {"applications": list(found.select_related("round__pool")[:LINES])},
    )


def on_timeline(association: Association, user: User) -> list[Moment]:
    """Applications sent, decisions and letters; nothing of the cases closed to the reader."""
    if not user.has_perm("grants.view_every_application"):
        return []
    own = Application.objects.visible_to(user).filter(association=association)
    found = [
        Moment(one.submitted_at, _("Application"), str(one), case_url(one.pk))
        for one in own.order_by("-submitted_at", "-pk")[:LATEST]
        if one.submitted_at is not None
    ]
    decisions = Decision.objects.visible_to(user).standing()
    decisions = decisions.filter(application__association=association)
    rows = decisions.select_related("application", "letter").order_by("-entered_at", "-pk")
    for decision in rows[:LATEST]:
        case, url = str(decision.application), case_url(decision.application_id)
        outcome = decision.get_outcome_display()
        found.append(Moment(on_day(decision.decided_on), _("Decision"), outcome, url, case))
        letter = getattr(decision, "letter", None)
        if letter is not None and letter.sent_at is not None:
            found.append(Moment(letter.sent_at, _("Letter"), _("Decision letter sent"), url, case))
    return found


def case_url(application_id: int) -> str:
    return reverse("admin:grants_application_change", args=[application_id])


def today(user: User, day: date) -> list[TodayItem]:
    """What needs the officer and the member of the committee today."""
    found: list[TodayItem] = []
    if user.has_perm("grants.handle_application"):
        found += [*_new(user), *_late(user, day), *_unanswered(user, day), *_ready(user)]
    if user.has_perm("grants.send_letter"):
        found += _outbox(user)
    if user.has_perm("grants.view_agenda"):
        found += _to_assess(user)
    if user.has_perm("grants.enter_decision"):
        found += _to_enter(user)
    return found


def _new(user: User) -> Iterator[TodayItem]:
    """Received, and the applicant can change nothing any more."""
    closed = Q(round__deadline=None) | Q(round__deadline__lt=timezone.now())
    cases = Application.objects.visible_to(user).filter(closed, status=Status.RECEIVED)
    for one in cases.select_related("association").order_by("submitted_at", "pk")[:LINES]:
        yield TodayItem(
            _("New applications"), str(one), case_url(one.pk), note=one.association.name
        )


def _late(user: User, day: date) -> Iterator[TodayItem]:
    """Cases of this officer, or nobody's, whose answer is late."""
    cases = Application.objects.visible_to(user).filter(
        Q(officer=user) | Q(officer=None),
        status__in=Application.UNDECIDED,
        answer_expected_on__lt=day,
    )
    ordered = cases.select_related("association").order_by("answer_expected_on", "pk")
    for one in ordered[:LINES]:
        yield TodayItem(
            _("Answers that are late"),
            str(one),
            case_url(one.pk),
            due_on=one.answer_expected_on,
            note=one.association.name,
            is_urgent=True,
        )


def _unanswered(user: User, day: date) -> Iterator[TodayItem]:
    """Questions whose time is over without an answer."""
    mine = Q(application__officer=user) | Q(asked_by=user)
    for model in (InformationRequest, Hearing):
        rows = model.objects.visible_to(user).unanswered().filter(mine, due_on__lt=day)
        for one in rows.select_related("application").order_by("due_on", "pk")[:LINES]:
            yield TodayItem(
                _("No answer from the applicant"),
                str(one.application),
                case_url(one.application_id),
                due_on=one.due_on,
            )


def _ready(user: User) -> Iterator[TodayItem]:
    """Recommended, and not on an agenda yet."""
    cases = Application.objects.visible_to(user).filter(status=Status.RECOMMENDED)
    for one in cases.order_by("answer_expected_on", "pk")[:LINES]:
        yield TodayItem(_("Ready for an agenda"), str(one), case_url(one.pk))


def _outbox(user: User) -> Iterator[TodayItem]:
    waiting = DecisionLetter.objects.visible_to(user).waiting()
    rows = waiting.select_related("decision__application").order_by("made_at", "pk")
    for one in rows[:LINES]:
        yield TodayItem(
            _("Letters waiting to be sent"),
            str(one.decision.application),
            reverse("admin:grants_decisionletter_change", args=[one.pk]),
            note=one.decision.get_outcome_display(),
        )


def _to_assess(user: User) -> Iterator[TodayItem]:
    begin = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    for one in agenda.mine(user, since=begin):
        for case in one.mine:
            if case.waits_for_me and case.application is not None:
                yield TodayItem(
                    _("Cases to assess"),
                    str(case.application),
                    reverse("admin:grants_my_case", args=[case.application.pk]),
                    due_on=timezone.localdate(one.meeting.held_at),
                    note=_("Draft") if case.state == "draft" else "",
                )


def _to_enter(user: User) -> Iterator[TodayItem]:
    """Meetings that have been held, with decisions still to be entered."""
    held = CommitteeMeeting.objects.visible_to(user).filter(
        held_at__lt=timezone.now(), items__application__status=Status.ON_AGENDA
    )
    for one in held.select_related("committee").distinct().order_by("held_at", "pk")[:LINES]:
        yield TodayItem(
            _("Decisions to enter"),
            str(one),
            reverse("admin:grants_meeting", args=[one.pk]),
            due_on=timezone.localdate(one.held_at),
        )


def menu(user: User) -> list[MenuEntry]:
    """The members' own page."""
    if not user.has_perm("grants.view_agenda"):
        return []
    return [MenuEntry(_("Applications"), _("My cases"), reverse("admin:grants_my_cases"))]


def urls(site: admin.AdminSite) -> list[URLPattern]:
    """The members' pages, which belong to no list of the admin."""
    from grants.admin.committee import MyCases

    return MyCases(Review, site).get_urls()


panels.register("association", on_association, order=40)
panels.register("timeline", on_timeline, order=70)
panels.register("today", today, order=20)
panels.register("admin_menu", menu)
panels.register("admin_urls", urls)
