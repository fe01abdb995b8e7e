"""What the applicant and the public may know of a case: nothing of a decision before its letter.

The status of a case changes when the decision is entered; the party is told when a person sends
the letter. Every portal and public page asks here, and never `status` or `amount_granted`.
"""

from datetime import datetime
from decimal import Decimal
from typing import Literal

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from grants.models import Application, Decision, DecisionLetter

Status = Application.Status
Kind = Literal["neutral", "info", "success", "warning", "error"]

# In the applicant's words, not the office's.
WORDS = {
    Status.DRAFT: _("Draft – not sent yet"),
    Status.SUBMITTED: _("Sent"),
    Status.RECEIVED: _("We have received it"),
    Status.MISSING_INFO: _("We need something from you"),
    Status.UNDER_REVIEW: _("We are working on it"),
    Status.HEARING: _("We want to hear you before we decide"),
    Status.GRANTED: _("You have been granted the money"),
    Status.PARTLY_GRANTED: _("You have been granted some of the money"),
    Status.REFUSED: _("Refused"),
    Status.REJECTED_FORMALLY: _("Rejected without assessment"),
    Status.WITHDRAWN: _("You have withdrawn it"),
}
LOOKS: dict[Application.Status, Kind] = {
    Status.MISSING_INFO: "warning",
    Status.HEARING: "warning",
    Status.GRANTED: "success",
    Status.PARTLY_GRANTED: "success",
    Status.REFUSED: "error",
    Status.REJECTED_FORMALLY: "error",
    Status.DRAFT: "neutral",
    Status.WITHDRAWN: "neutral",
}


def told_decisions() -> QuerySet[Decision]:
    """The decisions of which the party has been sent the letter, the newest first."""
    return Decision.objects.filter(letter__status=DecisionLetter.Status.SENT).order_by(
        "-entered_at", "-id"
    )


def with_told(applications: QuerySet[Application]) -> QuerySet[Application]:
    """The applications with what their party has been told: outcome, amount and when."""
    told = told_decisions().filter(application=OuterRef("pk"))
    return applications.annotate(
        told_outcome=Subquery(told.values("outcome")[:1]),
        told_amount=Subquery(told.values("amount")[:1]),
        told_at=Subquery(told.values("letter__sent_at")[:1]),
    )


def status_for_applicant(application: Application) -> Application.Status:
    """The status as the party may know it; the application comes from `with_told`."""
    if application.status in Application.DECIDED:
        return Status(application.told_outcome or Status.UNDER_REVIEW)  # type: ignore[attr-defined]
    return application.applicant_status


def amount_for_applicant(application: Application) -> Decimal | None:
    """The amount granted as the party may know it."""
    if status_for_applicant(application) not in Application.GRANTED:
        return None
    return application.told_amount  # type: ignore[attr-defined, no-any-return]


def told_at(application: Application) -> datetime | None:
    """When the letter about the decision in force was sent."""
    if status_for_applicant(application) not in Application.DECIDED:
        return None
    return application.told_at  # type: ignore[attr-defined, no-any-return]


def published_grants() -> QuerySet[Decision]:
    """What the public may know: money granted from public pools, after the party was told."""
    later = Q(entered_at__gt=OuterRef("entered_at")) | Q(
        entered_at=OuterRef("entered_at"), pk__gt=OuterRef("pk")
    )
    replaced = told_decisions().filter(later, application=OuterRef("application"))
    return (
        told_decisions()
        .filter(
            ~Exists(replaced),
            outcome__in=(Decision.Outcome.GRANTED, Decision.Outcome.PARTLY_GRANTED),
            application__round__pool__is_public=True,
        )
        .exclude(application__status=Status.WITHDRAWN)
        .select_related("application__association", "application__round__pool", "letter")
        .annotate(year=F("application__round__year"))
        .order_by("-year", "-letter__sent_at", "-id")
    )
