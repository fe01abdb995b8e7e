"""Where agreements appear on other pages."""

from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from agreements import merging as merging
from agreements.actions.agreements import horizon
from agreements.models import Agreement, Commitment, Signatory
from agreements.signing import OPEN_FOR_SIGNING
from associations.models import Association
from associations.timeline import LATEST, on_day
from core import panels
from core.models import Transition

# How many lines of one kind the start page shows; the list behind it has them all.
LINES = 20
# Evaluations are announced this long before.
EVALUATION_AHEAD = timedelta(days=30)


def on_association(request: HttpRequest, association: Association) -> panels.Panel | None:
    """The agreements on an association's page in the admin."""
    user = request.user
    if not user.has_perm("agreements.view_agreement"):
        return None
    found = Agreement.objects.visible_to(user).filter(parties__association=association)  # type: ignore[arg-type]
    return panels.Panel(
        _("Cooperation agreements"),
        "admin/agreements/association_panel.html",
        {"agreements": found, "may_add": user.has_perm("agreements.add_agreement")},
    )


def in_portal_menu(association: Association, section: str) -> panels.Section:
    return panels.Section(
        _("Agreements"),
        reverse("portal_agreements", args=[association.pk]),
        section == "portal_agreements",
    )


def on_portal_home(request: HttpRequest, association: Association) -> panels.Panel | None:
    """What needs the association: a signature, or an agreement that is about to end."""
    day = timezone.localdate()
    own = Agreement.objects.filter(parties__association=association)
    unsigned = Signatory.objects.filter(party__association=association, signed_on=None)
    waiting = unsigned.filter(agreement__status__in=OPEN_FOR_SIGNING).select_related("agreement")
    ending = own.filter(status__in=Agreement.IN_FORCE, ends_on__range=(day, horizon(day)))
    context: dict[str, Any] = {
        "waiting": list(waiting[:LINES]),
        "ending": list(ending[:LINES]),
        "association": association,
        "user": request.user,
    }
    if not (context["waiting"] or context["ending"]):
        return None
    return panels.Panel(_("Cooperation agreements"), "agreements/portal_panel.html", context)


def today(user: User, day: date) -> list[panels.TodayItem]:
    """Evaluations due, agreements that end, and what the municipality has promised and not kept."""
    if not user.has_perm("agreements.change_agreement"):
        return []
    agreements = Agreement.objects.visible_to(user).order_by("ends_on", "pk")
    evaluations = agreements.filter(
        status=Agreement.Status.ACTIVE, evaluation_on__lte=day + EVALUATION_AHEAD
    )
    ending = agreements.filter(status__in=Agreement.IN_FORCE, ends_on__range=(day, horizon(day)))
    return [
        *(
            _item(_("Agreements to evaluate"), one, one.evaluation_on, day)
            for one in evaluations[:LINES]
        ),
        *(_item(_("Agreements about to end"), one, one.ends_on, day) for one in ending[:LINES]),
        *(
            _item(_("Promised by the municipality"), one.agreement, one.due_on, day, one.text)
            for one in _overdue_commitments(day)[:LINES]
        ),
    ]


def _overdue_commitments(day: date) -> QuerySet[Commitment]:
    """Of the municipality's own: a party without an association, or one that is a unit of it."""
    own = Q(party__association=None) | Q(party__association__kind=Association.Kind.MUNICIPAL_UNIT)
    return Commitment.objects.filter(
        own, done_on=None, due_on__lt=day, agreement__status__in=Agreement.IN_FORCE
    ).select_related("agreement")


def _item(
    kind: Any, agreement: Agreement, due_on: date | None, day: date, note: str = ""
) -> panels.TodayItem:
    return panels.TodayItem(
        kind=kind,
        title=str(agreement),
        url=reverse("admin:agreements_agreement_change", args=[agreement.pk]),
        due_on=due_on,
        note=note,
        is_urgent=due_on is not None and due_on < day,
    )


# The steps of an agreement that an association's timeline tells.
_TOLD = {
    Agreement.Status.SIGNED: _("Agreement signed"),
    Agreement.Status.RENEWED: _("Agreement renewed"),
    Agreement.Status.EXPIRED: _("Agreement ended"),
    Agreement.Status.TERMINATED: _("Agreement terminated"),
}


def on_timeline(association: Association, user: User) -> list[panels.Moment]:
    """Its agreements: when each was signed and when it ended."""
    if not user.has_perm("agreements.view_agreement"):
        return []
    own = Agreement.objects.visible_to(user).filter(parties__association=association)
    signed = own.annotate(last_signed_on=Max("signatories__signed_on"))
    agreements = {str(one.pk): one for one in signed.order_by("-starts_on", "-pk")[:LATEST]}
    steps = Transition.objects.filter(
        content_type=ContentType.objects.get_for_model(Agreement),
        object_id__in=agreements,
        target__in=_TOLD,
    )
    found = []
    for step in steps.order_by("-moved_at", "-pk")[:LATEST]:
        agreement = agreements[step.object_id]
        happened_at = step.moved_at
        if step.target == Agreement.Status.SIGNED and agreement.last_signed_on:
            # The day on the paper, not the day somebody entered it.
            happened_at = on_day(agreement.last_signed_on)
        found.append(
            panels.Moment(
                happened_at=happened_at,
                kind=_("Agreement"),
                title=_TOLD[Agreement.Status(step.target)],
                url=reverse("admin:agreements_agreement_change", args=[step.object_id]),
                note=agreement.title,
            )
        )
    return found


def _agreements_of(user: Any, associations: Any) -> QuerySet[Agreement]:
    found = Agreement.objects.visible_to(user).filter(parties__association__in=associations)
    return found.distinct().order_by("-starts_on", "-pk")


def case_target() -> panels.CaseTarget:
    """An agreement: entries of the log are linked to it, and may stand on it as notes."""
    return panels.CaseTarget(
        "agreement",
        _("Cooperation agreement"),
        lambda user: Agreement.objects.visible_to(user),
        _agreements_of,
        takes_notes=True,
    )


panels.register("case_targets", case_target, order=20)
panels.register("association", on_association, order=50)
panels.register("timeline", on_timeline, order=50)
panels.register("portal_sections", in_portal_menu, order=50)
panels.register("portal_home", on_portal_home, order=50)
panels.register("today", today, order=50)
