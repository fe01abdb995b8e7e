"""A pool's rule as a caseworker fills it in: figures in fields of their own, checked per kind."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ModelForm, MoneyField
from grants.models import Attachment, BudgetLine, PoolRule

# Field of the form → name among the rule's parameters.
FIGURES = {
    "amount": "amount",
    "percent": "percent",
    "days": "days",
    "category": "category",
    "attachment": "kind",
}
EXPENSES = [
    (value, label)
    for value, label in BudgetLine.Category.choices
    if value not in BudgetLine.INCOME_CATEGORIES
]


class PoolRuleForm(ModelForm):
    """Only the figures that belong to the chosen kind are kept, and all of those are needed."""

    amount = MoneyField(label=_("Amount (kr.)"), required=False)
    percent = forms.DecimalField(
        label=_("Per cent"), required=False, min_value=1, max_value=100, decimal_places=2
    )
    days = forms.IntegerField(label=_("Days"), required=False, min_value=0, max_value=1000)
    category = forms.ChoiceField(
        label=_("Kind of expense"), required=False, choices=[("", "–"), *EXPENSES]
    )
    attachment = forms.ChoiceField(
        label=_("Kind of attachment"),
        required=False,
        choices=[("", "–"), *Attachment.Kind.choices],
    )

    class Meta:
        model = PoolRule
        fields = ("kind", "severity", "message", "position")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        rule = kwargs.get("instance")
        if rule is not None and rule.pk:
            figures = rule.parameters or {}
            given = {field: figures.get(name) for field, name in FIGURES.items()}
            if given["amount"] is not None:
                given["amount"] = Decimal(str(given["amount"]))
            kwargs["initial"] = {**given, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        wanted = PoolRule.PARAMETERS.get(values.get("kind", ""), {})
        for field, name in FIGURES.items():
            given = values.get(field) not in (None, "")
            if name in wanted and not given and not self.has_error(field):
                self.add_error(field, _("This kind of rule needs it."))
            elif name not in wanted and given:
                self.add_error(field, _("Leave it empty: this kind of rule does not use it."))
        self.instance.parameters = dict(self._figures(values, wanted))
        return values

    @staticmethod
    def _figures(values: dict[str, Any], wanted: dict[str, type]) -> Iterator[tuple[str, Any]]:
        """The figures as they are kept: numbers as JSON numbers."""
        for field, name in FIGURES.items():
            value = values.get(field)
            if name in wanted and value not in (None, ""):
                yield name, wanted[name](value)
