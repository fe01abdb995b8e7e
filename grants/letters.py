"""E-mails about applications: each carries a link, not the case's content."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import Access, User
from core import letters
from grants.models import Application, DecisionLetter, Hearing, InformationRequest


def signers_of(application: Application) -> list[User]:
    """Those who sign for the association today; they are told what concerns the case."""
    open_ones = Access.objects.open_on(timezone.localdate()).filter(
        association_id=application.association_id,
        role__in=Access.SIGNING_ROLES,
        user__is_active=True,
    )
    return [access.user for access in open_ones.select_related("user").order_by("pk")]


def _tell(
    recipients: Iterable[User], template: str, application: Application, **context: object
) -> None:
    address = settings.BASE_URL + reverse(
        "portal_application", args=[application.association_id, application.pk]
    )
    for user in recipients:
        letters.queue(
            to=user,
            template=f"grants/{template}",
            context={"application": application, "link": address, "recipient": user, **context},
        )


def receipt(application: Application) -> None:
    """We have received your application; to all who sign for the association."""
    _tell(signers_of(application), "receipt", application)


def withdrawn(application: Application) -> None:
    """The application is withdrawn."""
    _tell(signers_of(application), "withdrawn", application)


def enquiry(enquiry: InformationRequest | Hearing) -> None:
    """We need something from you before we can decide; with the deadline."""
    _tell(
        signers_of(enquiry.application),
        "hearing" if isinstance(enquiry, Hearing) else "enquiry",
        enquiry.application,
        enquiry=enquiry,
    )


def answered(enquiry: InformationRequest | Hearing) -> None:
    """To the officer: the applicant has answered."""
    officer = enquiry.application.officer or enquiry.asked_by
    letters.queue(
        to=officer,
        template="grants/answered",
        context={
            "application": enquiry.application,
            "link": settings.BASE_URL
            + reverse("admin:grants_application_change", args=[enquiry.application_id]),
            "recipient": officer,
        },
    )


def decision(letter: DecisionLetter) -> None:
    """There is a decision; what it is stands in the portal, behind the log-in."""
    _tell(signers_of(letter.decision.application), "decision", letter.decision.application)


def draft_reminder(application: Application, days: int) -> None:
    """The deadline is near, and the draft is not sent."""
    _tell(signers_of(application), "draft_reminder", application, days=days)
