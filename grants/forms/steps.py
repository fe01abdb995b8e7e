"""The steps of the application form that are written: project, people, budget."""

from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from associations.models import Association
from core.forms import Form, ModelForm, MoneyField
from grants.budget import total_of
from grants.contents import FIELDS
from grants.forms.eligibility import YesNoField
from grants.forms.rows import RowSet, row_set, typed_rows
from grants.models import Application, BudgetLine
from grants.soundness import NEEDED, budget_problems

CHARACTERS_LEFT = _("{n} characters left")


class StepForm(ModelForm):
    """A step: fields of the application itself, and perhaps rows.

    `typed` shows what was typed before, sound or not, without judging it; `data` judges it.
    """

    step: ClassVar[str]
    row_sets: ClassVar[dict[str, type[RowSet]]] = {}

    def __init__(self, data: Any = None, *, typed: QueryDict | None = None, **kwargs: Any) -> None:
        if typed is not None:
            raw = {name: typed.get(name, "") for name in self._meta.fields}
            kwargs["initial"] = {**raw, **kwargs.get("initial", {})}
        super().__init__(data, **kwargs)
        for name in NEEDED.get(self.step, ()):
            self.fields[name].required = True
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["data-characters-left"] = CHARACTERS_LEFT
        self.rows = {name: self._rows(name, typed) for name in self.row_sets}

    def _rows(self, name: str, typed: QueryDict | None) -> RowSet:
        kind = self.row_sets[name]
        given = {"prefix": name, "form_kwargs": {"user": self.user}}
        if self.is_bound:
            # Without what is stored: a row sent unchanged is as much a row as a new one.
            return kind(self.data, **given)
        if typed is not None:
            return kind(initial=typed_rows(typed, name, list(kind.form.base_fields)), **given)
        return kind(initial=self.stored_rows(name), **given)

    def stored_rows(self, name: str) -> list[dict[str, Any]]:
        """The rows as the application has them."""
        return []

    def is_valid(self) -> bool:
        """Sound, its rows included."""
        own = super().is_valid()
        return all([own, *(rows.is_valid() for rows in self.rows.values())])

    def row_arguments(self) -> dict[str, list[dict[str, Any]]]:
        """The rows as grants.actions.applications.save takes them."""
        return {}


class ProjectForm(StepForm):
    """What, why, when and where."""

    step = "projekt"

    class Meta:
        model = Application
        fields = FIELDS["projekt"]
        help_texts = {
            "title": _("A short name, for example “Eid party for the whole town”."),
            "purpose": _("Write as you would tell it to a neighbour. A few lines are enough."),
            "activities": _("What you will do, step by step, and who does it."),
            "expected_effect": _("What people will know, do or feel that they do not today."),
            "starts_on": _("Day-month-year, for example 24-12-2026."),
            "ends_on": _("The same day, if it is one day only."),
        }


class PartnerRow(Form):
    """Somebody you do it together with."""

    name = forms.CharField(
        label=_("Name of the partner"),
        max_length=150,
        widget=forms.TextInput(attrs={"list": "partner-names", "autocomplete": "off"}),
    )
    contribution = forms.CharField(label=_("What they do"), max_length=250, required=False)


class PeopleForm(StepForm):
    """Who takes part, who helps, and with whom it is done."""

    step = "deltagere"
    row_sets: ClassVar[dict[str, type[RowSet]]] = {"partnere": row_set(PartnerRow)}

    class Meta:
        model = Application
        fields = FIELDS["deltagere"]
        field_classes = {"open_to_all": YesNoField, "has_children": YesNoField}
        help_texts = {
            "audience": _("For example “families in Æblehaven” or “women new in Denmark”."),
            "expected_participants": _("Your best guess."),
            "open_to_all": _("Also for people who are not members."),
            "has_children": _("Then we ask for a declaration on child certificates later."),
            "announcement": _("Posters, Facebook, word of mouth, the library …"),
            "volunteer_hours": _("All volunteers together."),
        }

    def stored_rows(self, name: str) -> list[dict[str, Any]]:
        partners = self.instance.partners.all()
        return [{"name": one.name, "contribution": one.contribution} for one in partners]

    def row_arguments(self) -> dict[str, list[dict[str, Any]]]:
        return {
            "partners": [
                {**row, "association": registered(row["name"])}
                for row in self.rows["partnere"].written()
            ]
        }


def registered(name: str) -> Association | None:
    """The association of this name, if there is exactly one.

    The whole register is asked, not only what the applicant may see: conflicts of interest are
    found through it, and nothing of what is found is shown.
    """
    found = list(Association.objects.filter(name__iexact=name.strip())[:2])
    return found[0] if len(found) == 1 else None


def categories_of(side: str) -> list[tuple[str, Any]]:
    """The kinds of line on one side of the budget, an empty choice first."""
    is_income = side == BudgetLine.Side.INCOME
    return [
        ("", _("Choose")),
        *(
            (value, label)
            for value, label in BudgetLine.Category.choices
            if (value in BudgetLine.INCOME_CATEGORIES) is is_income
        ),
    ]


class ExpenseRow(Form):
    """An expense."""

    category = forms.ChoiceField(label=_("Kind"), choices=categories_of(BudgetLine.Side.EXPENSE))
    text = forms.CharField(label=_("For what"), max_length=150, required=False)
    amount = MoneyField(label=_("Amount in kr."))


class IncomeRow(Form):
    """Money that does not come from the pool."""

    category = forms.ChoiceField(label=_("Kind"), choices=categories_of(BudgetLine.Side.INCOME))
    text = forms.CharField(label=_("From whom"), max_length=150, required=False)
    amount = MoneyField(label=_("Amount in kr."))


class BudgetRows(RowSet):
    shown = 3


class BudgetForm(StepForm):
    """What it costs, what you have, and what you apply for; checked to add up."""

    step = "budget"
    row_sets: ClassVar[dict[str, type[RowSet]]] = {
        "udgifter": row_set(ExpenseRow, base=BudgetRows),
        "indtaegter": row_set(IncomeRow),
    }
    sides: ClassVar[dict[str, str]] = {
        "udgifter": BudgetLine.Side.EXPENSE,
        "indtaegter": BudgetLine.Side.INCOME,
    }

    class Meta:
        model = Application
        fields = FIELDS["budget"]
        help_texts = {
            "amount_sought": _("Expenses minus income. For example 12.500."),
            "other_applications": _("Whom else you have asked, and what they answered."),
        }

    def is_valid(self) -> bool:
        """Sound, and the budget adds up."""
        if not super().is_valid():
            return False
        lines = [BudgetLine(**line) for line in self.row_arguments()["budget_lines"]]
        for problem in budget_problems(total_of(lines, self.cleaned_data["amount_sought"])):
            self.add_error(problem.field or None, problem.message)
        return not self.errors

    def stored_rows(self, name: str) -> list[dict[str, Any]]:
        return [
            {"category": line.category, "text": line.text, "amount": line.amount}
            for line in self.instance.budget_lines.all()
            if line.side == self.sides[name]
        ]

    def row_arguments(self) -> dict[str, list[dict[str, Any]]]:
        return {
            "budget_lines": [
                {**row, "side": side}
                for name, side in self.sides.items()
                for row in self.rows[name].written()
            ]
        }
