"""Where the outreach log appears on other pages: what an entry is tied to, the entries of a case,
and what was agreed, on the association's own front page."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations import case_targets
from associations.models import (
    Association,
    Contact,
    ContactLink,
    ContactRevision,
    FollowUp,
    StatutesReview,
)
from core import panels

# Entries of one case that its page shows; the newest.
SHOWN = 50
# What was agreed, on an association's front page.
AGREED = 10


def links_panel(request: HttpRequest, contact: Contact) -> panels.Panel | None:
    """On an entry's own page: what it is tied to, and what it said before it was corrected."""
    linked = case_targets.linked(request.user, contact)  # type: ignore[arg-type]
    revisions = contact.revisions.select_related("replaced_by")
    if not linked and not revisions:
        return None
    return panels.Panel(
        _("What it is about"),
        "admin/associations/contact_links_panel.html",
        {"linked": linked, "revisions": revisions},
    )


def on_target(request: HttpRequest, kind: str, pk: int) -> panels.Panel | None:
    """On the page of a case, an agreement, an event: the entries tied to it, case notes first told.

    For pages of apps to the right; `kind` is the name under which they registered.
    """
    user: Any = request.user
    if not user.has_perm("associations.view_contact"):
        return None
    links = ContactLink.objects.filter(kind=kind, object_id=pk).select_related("noted_by")
    revisions = ContactRevision.objects.select_related("replaced_by")
    entries = (
        Contact.objects.visible_to(user)
        .filter(pk__in=links.values("contact"))
        .select_related("help_kind")
        .prefetch_related(
            "associations",
            "consultants",
            Prefetch("links", links, to_attr="links_here"),
            Prefetch("revisions", revisions),
        )
    )
    rows = [(entry, entry.links_here[0]) for entry in entries[:SHOWN]]
    url = f"{reverse('quick_log')}?sag={kind}:{pk}"
    return panels.Panel(
        _("Contacts and case notes"),
        "admin/associations/case_contacts_panel.html",
        {"rows": rows, "log_url": url if user.has_perm("associations.log_contact") else ""},
    )


def agreed_on_home(request: HttpRequest, association: Association) -> panels.Panel | None:
    """What was agreed with the municipality, where the consultant wrote it for the association."""
    shared = FollowUp.objects.shared_with(association).awaiting()
    rows = list(shared.select_related("assigned_to")[:AGREED])
    if not rows:
        return None
    return panels.Panel(
        _("Agreed with the municipality"),
        "portal/home_agreed.html",
        {"rows": rows, "today": timezone.localdate()},
    )


def _reviews_of(user: Any, associations: Any) -> Any:
    found = StatutesReview.objects.visible_to(user).filter(version__association__in=associations)
    return found.select_related("version__association").order_by("-pk")


def statutes_reviews() -> panels.CaseTarget:
    """A review of statutes can be what an entry is about."""
    return panels.CaseTarget(
        "statutes_review",
        _("Review of statutes"),
        lambda user: StatutesReview.objects.visible_to(user).select_related("version__association"),
        _reviews_of,
    )


panels.register("case_targets", statutes_reviews, order=40)
panels.register("portal_home", agreed_on_home, order=30)
