"""The officer's steps that need a form of their own: what each is called, who may take it, when."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.admin.form_steps import FormStep
from grants.actions.democracy import ANSWERED_DURING
from grants.forms import staff as forms
from grants.models import Application

Status = Application.Status


def during(*statuses: str) -> Callable[[Application], bool]:
    """Whether a case is in one of these states."""
    return lambda application: application.status in statuses


def lifecycle(name: str, form: type[forms.CaseForm], action: str, **more: Any) -> FormStep:
    """The step `name` of the lifecycle: its wording, permission and states stand in the model."""
    steps = [one for one in Application().get_all_status_transitions() if one.name == name]
    return FormStep(
        name=name,
        label=steps[0].custom["label"],
        permission=steps[0].custom["permission"],
        action=f"grants.actions.{action}",
        form=form,
        is_open=during(*(one.source for one in steps)),
        **more,
    )


def is_small(application: Application) -> bool:
    """Small enough for the staff to decide, and not before the committee."""
    sought = application.amount_sought or 0
    return during(Status.UNDER_REVIEW, Status.RECOMMENDED)(application) and (
        sought <= application.round.pool.delegation_limit
    )


STEPS: tuple[FormStep, ...] = (
    FormStep(
        name="check_democracy",
        form=forms.DemocracyForm,
        action="grants.actions.democracy.check",
        label=_("Answer the democracy check"),
        permission="grants.check_democracy",
        is_open=during(*ANSWERED_DURING),
        text=_(
            "It is asked of every application alike (folkeoplysningsloven §§ 4 a and 44 a). Nothing "
            "can be granted before it is answered with no remarks."
        ),
    ),
    lifecycle("recommend", forms.RecommendForm, "applications.recommend"),
    lifecycle("put_on_agenda", forms.AgendaForm, "applications.put_on_agenda"),
    FormStep(
        name="decide",
        form=forms.DecideForm,
        action="grants.actions.decisions.decide",
        label=_("Decide by delegation"),
        permission="grants.decide_delegated",
        is_open=is_small,
        text=_(
            "The pool lets staff decide small amounts. The letter is made and waits in the outbox."
        ),
    ),
    lifecycle(
        "ask",
        forms.EnquiryForm,
        "applications.ask",
        text=_("The applicant gets a mail with a link and answers in the portal."),
    ),
    lifecycle(
        "hear",
        forms.EnquiryForm,
        "applications.hear",
        text=_(
            "Write the facts that count against the applicant and that they cannot be assumed to know (forvaltningsloven § 19)."
        ),
    ),
    FormStep(
        name="assign",
        form=forms.AssignForm,
        action="grants.actions.applications.assign",
        label=_("Choose the officer"),
        permission="grants.handle_application",
        is_open=during(*Application.UNDECIDED),
    ),
    FormStep(
        name="record_help",
        form=forms.HelpForm,
        action="grants.actions.applications.record_help",
        label=_("Record help with the application"),
        permission="grants.record_help",
        is_open=during(*Application.UNDECIDED),
    ),
    FormStep(
        name="conflict",
        form=forms.ConflictForm,
        action="grants.actions.disqualifications.declare",
        label=_("Step out: conflict of interest"),
        permission="grants.declare_disqualification",
        is_open=during(*Application.UNDECIDED),
        text=_("The case is closed to you at once, on every page and in every list (§§ 3 and 6)."),
    ),
    lifecycle(
        "withdraw",
        forms.ReasonForm,
        "applications.withdraw",
        text=_("Only when the applicant asks for it. Write how and when they asked."),
    ),
    lifecycle(
        "reject_formally",
        forms.RejectForm,
        "decisions.decide",
        text=_(
            "For applications that are late or outside the pool. Nothing is assessed; the letter waits in the outbox."
        ),
    ),
)

# The rest of the steps stand beside the case, not above it.
MAIN = (
    "take_up",
    "check_democracy",
    "recommend",
    "put_on_agenda",
    "decide",
    "ask",
    "hear",
    "resume",
)
