"""The lifecycle of an application (domain §2.5): what it can be, and the steps that lead there.

Apart from the row's content, so that it can be read from end to end. Each step is taken by
`grants.actions`.
"""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE, FSMField, transition

from core.models import LifecycleModel
from core.states import condition, step

if TYPE_CHECKING:
    from grants.models.applications import Application


@condition(_("The officer has not been chosen yet."))
def has_officer(application: "Application") -> bool:
    return application.officer_id is not None


class ApplicationLifecycle(LifecycleModel):
    """The status of an application and its steps; only `Application` derives from it."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        RECEIVED = "received", _("Received")
        MISSING_INFO = "missing_info", _("Information missing")
        UNDER_REVIEW = "under_review", _("Under review")
        HEARING = "hearing", _("Hearing of the party")
        RECOMMENDED = "recommended", _("Recommended")
        ON_AGENDA = "on_agenda", _("On the agenda")
        DEFERRED = "deferred", _("Deferred")
        GRANTED = "granted", _("Granted")
        PARTLY_GRANTED = "partly_granted", _("Partly granted")
        REFUSED = "refused", _("Refused")
        REJECTED_FORMALLY = "rejected_formally", _("Rejected on formal grounds")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    GRANTED = (Status.GRANTED, Status.PARTLY_GRANTED)
    DECIDED = (*GRANTED, Status.REFUSED, Status.REJECTED_FORMALLY)
    BEFORE_COMMITTEE = (
        Status.ON_AGENDA,
        Status.DEFERRED,
        Status.GRANTED,
        Status.PARTLY_GRANTED,
        Status.REFUSED,
    )
    # What the applicant is told; recommendation and agenda are the staff's business.
    APPLICANT_STATUS = {
        Status.RECOMMENDED: Status.UNDER_REVIEW,
        Status.ON_AGENDA: Status.UNDER_REVIEW,
        Status.DEFERRED: Status.UNDER_REVIEW,
    }
    UNDECIDED = (
        Status.SUBMITTED,
        Status.RECEIVED,
        Status.MISSING_INFO,
        Status.UNDER_REVIEW,
        Status.HEARING,
        Status.RECOMMENDED,
        Status.ON_AGENDA,
        Status.DEFERRED,
    )

    status = FSMField(
        _("status"), max_length=20, choices=Status, default=Status.DRAFT, protected=True
    )

    class Meta:
        abstract = True

    @property
    def applicant_status(self) -> "ApplicationLifecycle.Status":
        """The status as the applicant is told it."""
        status = self.Status(self.status)
        return self.APPLICANT_STATUS.get(status, status)

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @transition(
        field=status, source=Status.DRAFT, target=Status.SUBMITTED, custom=step(_("Submit"))
    )
    def submit(self) -> None:
        pass

    @transition(
        field=status, source=Status.SUBMITTED, target=Status.RECEIVED, custom=step(_("Receive"))
    )
    def receive(self) -> None:
        pass

    @transition(
        field=status,
        source=Status.RECEIVED,
        target=Status.RECEIVED,
        custom=step(_("Change the application")),
    )
    def amend(self) -> None:
        """The applicant changes what was submitted, until the deadline."""

    @transition(
        field=status,
        source=[Status.RECEIVED, Status.DEFERRED],
        target=Status.UNDER_REVIEW,
        custom=step(
            _("Take up the case"),
            permission="grants.handle_application",
            action="grants.actions.applications.take_up",
        ),
    )
    def take_up(self) -> None:
        pass

    @transition(
        field=status,
        source=[Status.RECEIVED, Status.UNDER_REVIEW],
        target=Status.MISSING_INFO,
        custom=step(_("Ask for information"), permission="grants.handle_application"),
    )
    def ask(self) -> None:
        pass

    @transition(
        field=status,
        source=[Status.MISSING_INFO, Status.HEARING],
        target=Status.UNDER_REVIEW,
        custom=step(
            _("Go on without an answer"),
            permission="grants.handle_application",
            action="grants.actions.applications.go_on",
            reason_required=True,
        ),
    )
    def resume(self) -> None:
        """The party has answered, or its time is over and the officer goes on."""

    @transition(
        field=status,
        source=Status.UNDER_REVIEW,
        target=Status.HEARING,
        custom=step(_("Hear the party"), permission="grants.handle_application"),
    )
    def hear(self) -> None:
        pass

    @transition(
        field=status,
        source=Status.UNDER_REVIEW,
        target=Status.RECOMMENDED,
        conditions=[has_officer],
        custom=step(_("Recommend"), permission="grants.recommend_application"),
    )
    def recommend(self) -> None:
        pass

    @transition(
        field=status,
        source=Status.RECOMMENDED,
        target=Status.UNDER_REVIEW,
        custom=step(
            _("Take the recommendation back"),
            permission="grants.recommend_application",
            action="grants.actions.applications.take_back_recommendation",
            reason_required=True,
        ),
    )
    def take_back_recommendation(self) -> None:
        pass

    @transition(
        field=status,
        source=Status.RECOMMENDED,
        target=Status.ON_AGENDA,
        custom=step(_("Put on the agenda"), permission="grants.handle_application"),
    )
    def put_on_agenda(self) -> None:
        pass

    @transition(
        field=status,
        source=Status.ON_AGENDA,
        target=Status.DEFERRED,
        custom=step(
            _("Defer"),
            permission="grants.enter_decision",
            action="grants.actions.applications.defer",
            reason_required=True,
        ),
    )
    def defer(self) -> None:
        pass

    @transition(
        field=status,
        source=[Status.ON_AGENDA, Status.UNDER_REVIEW, Status.RECOMMENDED],
        target=Status.GRANTED,
        custom=step(_("Grant"), permission="grants.enter_decision"),
    )
    def grant(self) -> None:
        pass

    @transition(
        field=status,
        source=[Status.ON_AGENDA, Status.UNDER_REVIEW, Status.RECOMMENDED],
        target=Status.PARTLY_GRANTED,
        custom=step(_("Grant in part"), permission="grants.enter_decision"),
    )
    def grant_partly(self) -> None:
        pass

    @transition(
        field=status,
        source=[Status.ON_AGENDA, Status.UNDER_REVIEW, Status.RECOMMENDED],
        target=Status.REFUSED,
        custom=step(_("Refuse"), permission="grants.enter_decision"),
    )
    def refuse(self) -> None:
        pass

    @transition(
        field=status,
        source=[Status.RECEIVED, Status.UNDER_REVIEW, Status.MISSING_INFO],
        target=Status.REJECTED_FORMALLY,
        custom=step(_("Reject on formal grounds"), permission="grants.decide_delegated"),
    )
    def reject_formally(self) -> None:
        pass

    @transition(
        field=status,
        source=list(DECIDED),
        target=RETURN_VALUE(Status.ON_AGENDA, Status.UNDER_REVIEW),
        custom=step(_("Decide anew"), permission="grants.send_letter"),
    )
    def decide_anew(self, to: str) -> str:
        """What was entered was wrong and nobody has been told: back to where it was decided."""
        return to

    @transition(
        field=status,
        source=[*UNDECIDED],
        target=Status.WITHDRAWN,
        custom=step(_("Withdraw"), permission="grants.withdraw_application"),
    )
    def withdraw(self) -> None:
        pass
