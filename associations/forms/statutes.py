"""Forms about statutes: a new version, its adoption, the review clause by clause."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import ButtonHolder, Fieldset, Layout, Submit
from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils.translation import gettext_lazy as _

from associations.clauses import GUIDANCE, TYPICAL, danish_note
from associations.models import Association, ClauseReview, StatutesReview, StatutesVersion
from core.admin.form_steps import StepForm
from core.forms import DanishDateField, DocumentField, Form
from core.forms.base import OVERRIDE
from core.models import Language

ADOPTION_NEEDS_BOTH = _("Say both which assembly adopted the statutes and when.")


class VersionFields(Form):
    """What is told about a version, by staff and associations alike."""

    upload = DocumentField(label=_("The statutes (file)"))
    language = forms.ModelChoiceField(
        label=_("Language of the statutes"), queryset=Language.objects.none(), initial="da"
    )
    assembly = forms.ChoiceField(
        label=_("Adopted by"),
        choices=[("", _("Not adopted yet: a draft")), *StatutesVersion.Assembly.choices],
        required=False,
    )
    adopted_on = DanishDateField(
        label=_("Adopted on"),
        required=False,
        help_text=_("Day-month-year. Leave it empty for a draft."),
    )
    minutes_upload = DocumentField(label=_("Signed minutes of the meeting (file)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].queryset = Language.objects.in_use()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned.get("assembly")) != bool(cleaned.get("adopted_on")):
            missing = "adopted_on" if cleaned.get("assembly") else "assembly"
            self.add_error(missing, ADOPTION_NEEDS_BOTH)
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """What the action is given besides the association, `by` and `at`."""
        left_out = ("association", OVERRIDE)
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}


class PortalVersionForm(VersionFields):
    """A new version from the association itself."""

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.layout = Layout(
            Fieldset(str(_("The statutes")), "upload", "language"),
            Fieldset(str(_("Adoption")), "assembly", "adopted_on", "minutes_upload"),
            ButtonHolder(Submit("send", str(_("Send the statutes")))),
        )
        return helper


class StaffVersionForm(VersionFields):
    """A new version entered by staff, for any association."""

    association = forms.ModelChoiceField(
        label=_("Association"), queryset=Association.objects.none()
    )
    field_order = ("association",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["association"]
        field.queryset = Association.objects.visible_to(self.user)  # type: ignore[attr-defined]
        field.widget = AutocompleteSelect(
            StatutesVersion._meta.get_field("association"), admin.site
        )
        field.widget.choices = field.choices  # type: ignore[attr-defined]


class AdoptForm(StepForm):
    """Which assembly adopted a draft, and when."""

    assembly = forms.ChoiceField(label=_("Adopted by"), choices=StatutesVersion.Assembly)
    adopted_on = DanishDateField(label=_("Adopted on"))
    minutes_upload = DocumentField(label=_("Signed minutes of the meeting (file)"), required=False)


class OpenReviewForm(StepForm):
    """How much is to be reviewed."""

    every_clause = forms.TypedChoiceField(
        label=_("What do you want to review?"),
        choices=[
            ("all", _("All nineteen usual clauses")),
            ("", _("The eight points of the law")),
        ],
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
        initial="all",
    )


class ReviewForm(Form):
    """One screen: a result and a note for each clause, and a comment on the whole."""

    RESULT, NOTE = "result_", "note_"

    comment = forms.CharField(
        label=_("Advice on the whole"),
        help_text=_("In plain words; it is sent to the association, which decides itself."),
        widget=forms.Textarea(attrs={"rows": 5, "cols": 32}),
        required=False,
    )

    def __init__(self, *args: Any, review: StatutesReview, **kwargs: Any) -> None:
        self.rows = list(review.clauses.all())
        kwargs.setdefault("initial", {"comment": review.comment})
        super().__init__(*args, **kwargs)
        for row in self.rows:
            self.fields[self.RESULT + row.clause] = forms.ChoiceField(
                label=_("Result"),
                choices=ClauseReview.Result,
                widget=forms.RadioSelect,
                required=False,
                initial=row.result,
            )
            self.fields[self.NOTE + row.clause] = forms.CharField(
                label=_("Note to the association"),
                widget=forms.Textarea(attrs={"rows": 2, "cols": 32}),
                required=False,
                initial=row.comment,
            )

    def points(self) -> list[dict[str, Any]]:
        """The clauses as the page shows them: name, what to look for, the two fields."""
        return [
            {
                "name": row.get_clause_display(),
                "is_legal_minimum": row.is_legal_minimum,
                "guidance": GUIDANCE[row.clause],
                "typical": TYPICAL[row.clause],
                "proposals": [
                    (result.label, danish_note(row.clause, result))
                    for result in (ClauseReview.Result.MISSING, ClauseReview.Result.UNCLEAR)
                ],
                "result": self[self.RESULT + row.clause],
                "note": self[self.NOTE + row.clause],
            }
            for row in self.rows
        ]

    def results(self) -> dict[str, tuple[str, str]]:
        """clause → (result, note), as the action takes them.

        A remark without a note begins with the text bank's, to be edited.
        """
        found = {}
        for row in self.rows:
            result = self.cleaned_data[self.RESULT + row.clause]
            note = self.cleaned_data[self.NOTE + row.clause]
            found[row.clause] = (result, note or danish_note(row.clause, result))
        return found
