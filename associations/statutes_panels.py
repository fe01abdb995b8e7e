"""Where the statutes appear on other pages."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.models import Association, StatutesDraft, StatutesReview, StatutesVersion
from associations.signing import explained, in_words, rule_in_force, ways
from core import calendar, panels

# How many lines of one kind the start page shows; the list behind it has them all.
LINES = 20
SHOWN = 5
# An association that has sent its draft waits for its meeting: answered within two weeks.
ANSWER_WITHIN = timedelta(days=14)


def on_association(request: HttpRequest, association: Association) -> panels.Panel | None:
    """The versions on an association's page in the admin."""
    user = request.user
    if not user.has_perm("associations.view_statutesversion"):
        return None
    versions = StatutesVersion.objects.visible_to(user).filter(association=association)  # type: ignore[arg-type]
    rule = rule_in_force(association, on=timezone.localdate())
    return panels.Panel(
        _("Statutes"),
        "admin/associations/statutes_panel.html",
        {
            "versions": versions.select_related("document", "review").order_by("-number")[:SHOWN],
            "may_add": user.has_perm("associations.add_statutesversion"),
            "association": association,
            "draft": StatutesDraft.objects.visible_to(user)  # type: ignore[arg-type]
            .under_way()
            .filter(association=association)
            .first(),
            "rule": rule,
            "rule_in_words": explained(rule).items() if rule else (),
            "may_note_rule": user.has_perm("associations.add_signingrule"),
        },
    )


def in_portal_menu(association: Association, section: str) -> panels.Section:
    return panels.Section(
        _("Statutes"),
        reverse("portal_statutes", args=[association.pk]),
        section == "portal_statutes",
    )


def today(user: User, day: date) -> list[panels.TodayItem]:
    """Reviews that were begun and not sent, and statutes that nobody has looked at yet."""
    if not user.has_perm("associations.review_statutes"):
        return []
    sent = StatutesDraft.objects.visible_to(user).filter(status=StatutesDraft.Status.SENT)
    # The association's own consultant; everybody's where it has none.
    mine = Q(association__consultant=user) | Q(association__consultant=None)
    reviews = StatutesReview.objects.visible_to(user).filter(status=StatutesReview.Status.OPEN)
    waiting = StatutesVersion.objects.visible_to(user).filter(review=None, added_by__is_staff=False)
    return [
        *(
            panels.TodayItem(
                kind=_("Drafts of statutes to read"),
                title=str(draft),
                url=reverse("admin:associations_statutesdraft_change", args=[draft.pk]),
                due_on=timezone.localdate(draft.sent_at) + ANSWER_WITHIN,
                note=_("Sent by the association"),
                is_urgent=timezone.localdate(draft.sent_at) + ANSWER_WITHIN < day,
            )
            for draft in sent.filter(mine).select_related("association").order_by("sent_at")[:LINES]
        ),
        *(
            _item(review.version, "statutesreview", review.pk, _("Begun, not sent"))
            for review in reviews.select_related("version__association")[:LINES]
        ),
        *(
            _item(version, "statutesversion", version.pk, _("New from the association"))
            for version in waiting.select_related("association").order_by("added_at")[:LINES]
        ),
    ]


def _item(version: StatutesVersion, model: str, pk: int, note: Any) -> panels.TodayItem:
    return panels.TodayItem(
        kind=_("Statutes to review"),
        title=str(version),
        url=reverse(f"admin:associations_{model}_change", args=[pk]),
        note=note,
    )


panels.register("association", on_association, order=30)
panels.register("portal_sections", in_portal_menu, order=30)
panels.register("today", today, order=30)


# --- The timeline and the health card -------------------------------------------------------------


def drafts_sent(association: Association, user: User) -> list[panels.Moment]:
    """Drafts from the builder that went to the consultant; versions are on the timeline anyway."""
    if not user.has_perm("associations.view_statutesversion"):
        return []
    drafts = StatutesDraft.objects.visible_to(user).filter(association=association)
    found = []
    for draft in drafts.exclude(sent_at=None).order_by("-sent_at")[:LINES]:
        assert draft.sent_at is not None  # noqa: S101 — the query left the others out
        url = reverse("admin:associations_statutesdraft_change", args=[draft.pk])
        found.append(
            panels.Moment(draft.sent_at, _("Statutes"), _("Draft sent to the consultant"), url)
        )
    return found


def health(association: Association, user: User, day: date) -> list[panels.Sign]:
    """Whether the register knows who signs; told where statutes were adopted (two queries)."""
    if not user.has_perm("associations.view_signingrule"):
        return []
    label = _("Signing rule")
    rule = rule_in_force(association, on=day)
    if rule is not None:
        url = reverse("admin:associations_signingrule_change", args=[rule.pk])
        told = {"who": capfirst(in_words(ways(rule))), "day": calendar.format_date(rule.valid_from)}
        reason = gettext("%(who)s, from %(day)s.") % told
        return [panels.Sign(panels.Light.GREEN, label, reason, url)]
    if not StatutesVersion.objects.adopted().filter(association=association).exists():
        return []
    url = f"{reverse('admin:associations_signingrule_add')}?association={association.pk}"
    may_note = user.has_perm("associations.add_signingrule")
    reason = gettext("Statutes are adopted, but who signs is not noted yet.")
    return [panels.Sign(panels.Light.YELLOW, label, reason, url if may_note else "")]


panels.register("timeline", drafts_sent, order=35)
panels.register("health", health, order=35)
