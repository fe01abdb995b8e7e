"""What staff and committee write: enquiries, recommendation, decision, points, conflicts."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import EMPLOYED, Role
from core import calendar, phrases
from core.admin.form_steps import StepForm
from core.forms import DanishDateField, MoneyField
from grants.models import (
    Application,
    CommitteeMeeting,
    Decision,
    DemocracyCheck,
    Disqualification,
)
from grants.models.decisions import Outcome

# Working days an applicant is given unless the officer writes another day.
ANSWER_DAYS = 10


def long_text(rows: int = 6) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CaseForm(StepForm):
    """A form about one application."""

    about: Application

    def __init__(self, *args: Any, about: Application, **kwargs: Any) -> None:
        kwargs["initial"] = {**self.suggested(about), **(kwargs.get("initial") or {})}
        super().__init__(*args, about=about, **kwargs)

    def suggested(self, application: Application) -> dict[str, Any]:
        """What stands in the form when it opens."""
        return {}


class EnquiryForm(CaseForm):
    text = forms.CharField(
        label=_("Text to the applicant"),
        widget=long_text(8),
        help_text=_("In plain Danish. The applicant reads it in the portal."),
    )
    due_on = DanishDateField(label=_("Answer by"), help_text=_("The whole of this day counts."))

    def suggested(self, application: Application) -> dict[str, Any]:
        return {"due_on": calendar.add_working_days(calendar.today(), ANSWER_DAYS)}


class AssignForm(CaseForm):
    officer = forms.ModelChoiceField(label=_("Officer"), queryset=User.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = staff_with(Role.POOL_SECRETARY)

    def suggested(self, application: Application) -> dict[str, Any]:
        return {"officer": application.officer_id}


class HelpForm(CaseForm):
    helper = forms.ModelChoiceField(
        label=_("Who helped"),
        queryset=User.objects.none(),
        help_text=_("Who helped to write the application cannot assess it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["helper"].queryset = staff_with(*EMPLOYED)


def staff_with(*roles: Role) -> QuerySet[User]:
    """Active colleagues in one of these roles."""
    found = User.objects.filter(is_active=True, is_staff=True, groups__name__in=roles)
    return found.distinct().order_by("full_name", "pk")


class AgendaForm(CaseForm):
    meeting = forms.ModelChoiceField(
        label=_("Meeting"), queryset=CommitteeMeeting.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = (
            CommitteeMeeting.objects.select_related("committee")
            .filter(
                committee=self.about.round.pool.committee_id,
                held_at__gte=timezone.localtime().replace(hour=0, minute=0, second=0),
            )
            .order_by("held_at", "pk")
        )


class ReasonForm(CaseForm):
    reason = forms.CharField(
        label=_("Reason"), widget=long_text(4), help_text=phrases.REASON_NEEDED
    )


class OutcomeForm(CaseForm):
    """An outcome and an amount that fits it: all of it when granted, nothing when refused."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome, widget=forms.RadioSelect)
    amount = MoneyField(label=_("Amount"), required=False, help_text=_("Only for a grant in part."))
    reasons = forms.CharField(
        label=_("Reasons"),
        widget=long_text(),
        required=False,
        help_text=_(
            "The rule, the main considerations, and the facts that counted. Needed unless all is granted (§ 22)."
        ),
    )
    conditions = forms.CharField(
        label=_("Conditions"),
        widget=long_text(4),
        required=False,
        help_text=_("One a line. They stand in the letter."),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        outcome, typed = values.get("outcome"), values.get("amount")
        if outcome == Outcome.REFUSED:
            values["amount"] = Decimal(0)
        elif outcome == Outcome.GRANTED:
            values["amount"] = self.about.amount_sought or Decimal(0)
        elif outcome == Outcome.PARTLY_GRANTED and not typed and not self.has_error("amount"):
            self.add_error("amount", _("Write the amount that is granted."))
        return values


class DemocracyForm(CaseForm):
    """The democracy condition: a person's answer, and what it rests on."""

    result = forms.ChoiceField(
        label=_("Do purpose and conduct respect democracy and human rights?"),
        choices=DemocracyCheck.Result,
        widget=forms.RadioSelect,
    )
    basis = forms.CharField(
        label=_("What it rests on"),
        widget=long_text(),
        required=False,
        help_text=_(
            "The statutes, the purpose, the conduct, a supervision visit: facts about the association, "
            "never what its members believe or where they come from. Needed unless there are no "
            "remarks."
        ),
    )

    def suggested(self, application: Application) -> dict[str, Any]:
        made = getattr(application, "democracy_check", None)
        return {"result": made.result, "basis": made.basis} if made else {}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        result = values.get("result")
        if result and result != DemocracyCheck.Result.NO_REMARKS and not values.get("basis"):
            self.add_error("basis", _("Write what the answer rests on."))
        return values


class RecommendForm(OutcomeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reasons"].required = True

    def suggested(self, application: Application) -> dict[str, Any]:
        return recommended(application)


def recommended(application: Application) -> dict[str, Any]:
    """The recommendation there is, as the beginning of the next word on the case."""
    made = getattr(application, "recommendation", None)
    names = ("outcome", "amount", "reasons", "conditions")
    return {name: getattr(made, name) for name in names} if made else {}


class DecideForm(OutcomeForm):
    """By delegation, or what the committee decided."""

    remedies_text = forms.CharField(
        label=_("What the party can do about it"),
        widget=long_text(5),
        required=False,
        help_text=_("Needed unless all is granted. Comes from the pool."),
    )
    decided_on = DanishDateField(label=_("Decided on"))

    def suggested(self, application: Application) -> dict[str, Any]:
        return {
            "remedies_text": application.round.pool.remedies_text,
            "decided_on": calendar.today(),
            **recommended(application),
        }


class RejectForm(CaseForm):
    """Late, the wrong pool, or nobody who can apply: rejected without an assessment."""

    reasons = forms.CharField(label=_("Reasons"), widget=long_text())
    remedies_text = forms.CharField(label=_("What the party can do about it"), widget=long_text(5))
    decided_on = DanishDateField(label=_("Decided on"))

    def suggested(self, application: Application) -> dict[str, Any]:
        return {
            "remedies_text": application.round.pool.remedies_text,
            "decided_on": calendar.today(),
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        return {**values, "outcome": Decision.Outcome.REJECTED_FORMALLY}


class ConflictForm(CaseForm):
    ground = forms.ChoiceField(
        label=_("Why you step out"),
        choices=Disqualification.Ground,
        widget=forms.RadioSelect,
        help_text=_("In doubt? Step out, or ask the chair of the committee first."),
    )
    note = forms.CharField(
        label=_("Note for the minutes"),
        max_length=300,
        required=False,
        help_text=_("Nothing private is needed here."),
    )


class LiftForm(CaseForm):
    """The chair finds a member able. Who is out comes with the form."""

    user = forms.ModelChoiceField(
        label=_("Who may take part after all"),
        queryset=User.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=long_text(4),
        help_text=_("Why there is no real doubt about the person's impartiality. It is minuted."),
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.filter(pk__in=[one.pk for one in people])
