"""Forms about supervision visits and the draw they come from; all at the desk."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from associations.models import Association, SupervisionSample, SupervisionVisit
from associations.sampling import DEFAULT_PERCENT
from core.admin.form_steps import StepForm
from core.forms import DanishDateField, Form
from core.forms.base import OVERRIDE

# Draws one can still plan visits by.
DRAWS_OFFERED = 10


def note(label: Any, help_text: Any = "") -> forms.CharField:
    """A text the association reads."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=False, widget=widget, help_text=help_text)


class PlanVisitForm(Form):
    """Whom, when, by whom, and how it was chosen."""

    association = forms.ModelChoiceField(
        label=_("Association"), queryset=Association.objects.none()
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=SupervisionVisit.Kind, widget=forms.RadioSelect
    )
    selection = forms.ChoiceField(
        label=_("How it was chosen"),
        choices=SupervisionVisit.Selection,
        widget=forms.RadioSelect,
    )
    sample = forms.ModelChoiceField(
        label=_("The draw"),
        queryset=SupervisionSample.objects.none(),
        required=False,
        help_text=_("Only for an association that was drawn by lot."),
    )
    selection_reason = note(
        _("Why this association"),
        _("After an inquiry: what was asked, in plain words. The association reads it."),
    )
    planned_on = DanishDateField(
        label=_("Planned for"), help_text=_("Agree on the day with the association first.")
    )
    officers = forms.ModelMultipleChoiceField(
        label=_("Who visits"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["association"]
        field.queryset = Association.objects.visible_to(self.user)
        field.widget = AutocompleteSelect(
            SupervisionVisit._meta.get_field("association"), admin.site
        )
        field.widget.choices = field.choices
        officers: Any = self.fields["officers"]
        officers.queryset = User.objects.with_role(Role.CONSULTANT, Role.COORDINATOR)
        draws: Any = self.fields["sample"]
        latest = SupervisionSample.objects.visible_to(self.user).in_use()[:DRAWS_OFFERED]
        draws.queryset = SupervisionSample.objects.filter(pk__in=[one.pk for one in latest])

    def clean_officers(self) -> list[User]:
        return list(self.cleaned_data["officers"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        selection = given.get("selection")
        if selection == SupervisionVisit.Selection.INQUIRY and not given.get("selection_reason"):
            self.add_error("selection_reason", _("After an inquiry, write what was asked."))
        if selection == SupervisionVisit.Selection.SAMPLE and not given.get("sample"):
            self.add_error("sample", _("Choose the draw that fell on the association."))
        return given

    def arguments(self) -> dict[str, Any]:
        """What the action is given besides the association, `by` and `at`."""
        left_out = ("association", OVERRIDE)
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}


class RescheduleForm(StepForm):
    """Another day."""

    planned_on = DanishDateField(label=_("Planned for"), help_text=_("Day-month-year"))


class HoldForm(StepForm):
    """What was talked about, each of the five in a few words, and what it came to."""

    held_on = DanishDateField(label=_("Held on"), help_text=_("Day-month-year"))
    board = note(
        _("The board"),
        _(
            "Who does what, how it is elected. Write facts in plain words; the association reads all "
            "of it. Nothing about what a person believes or where anybody comes from."
        ),
    )
    statutes = note(_("The statutes"), _("Are they followed, do they still fit?"))
    member_democracy = note(
        _("How members decide"), _("The general meeting, who may vote, how one becomes a member.")
    )
    finances = note(_("Finances"), _("Accounts, audit, where the money comes from."))
    well_being = note(
        _("How members thrive"), _("What goes well, what is hard, help that is wanted.")
    )
    conclusion = forms.ChoiceField(
        label=_("Conclusion"), choices=SupervisionVisit.Conclusion, widget=forms.RadioSelect
    )
    summary = forms.CharField(
        label=_("What we say to the association"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The conclusion in plain words. It stands in the portal."),
    )
    follow_up_on = DanishDateField(
        label=_("We talk again on"), required=False, help_text=_("Only for “We talk again”.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = timezone.localdate()


class ReferForm(StepForm):
    """The day of the council's meeting."""

    referred_on = DanishDateField(
        label=_("Put before the council on"), help_text=_("Day-month-year")
    )


class DrawForm(Form):
    """How many are drawn."""

    percent = forms.IntegerField(
        label=_("Per cent of the active associations"),
        initial=DEFAULT_PERCENT,
        help_text=_("Rounded up: of few associations at least one is drawn."),
    )

    def clean_percent(self) -> int:
        percent = self.cleaned_data["percent"]
        if not 1 <= percent <= 100:
            raise ValidationError(_("Draw between 1 and 100 per cent."))
        return int(percent)
