"""The association check as one page: ten statements, a tap each, and what one wants to be better at."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from associations.capacity import said
from associations.models import CapacityAnswer, CapacityCheck, CapacityStatement
from core.forms import Form

SKIP = ""
CHOICES = [
    *((str(value), word) for value, word in CapacityAnswer.Value.choices),
    (SKIP, pgettext_lazy("how far", "Don't know")),
]


class CheckForm(Form):
    """A field a statement in use, none of them demanded, and three lines for priorities."""

    def __init__(
        self,
        *args: Any,
        statements: Iterable[CapacityStatement],
        check: CapacityCheck | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        given = {one.statement_id: str(one.value) for one in check.answers.all()} if check else {}  # type: ignore[attr-defined]
        self.statements = {f"statement_{one.pk}": one for one in statements}
        for name, statement in self.statements.items():
            self.fields[name] = forms.ChoiceField(
                label=_label(statement),
                choices=CHOICES,
                required=False,
                widget=forms.RadioSelect,
                initial=given.get(statement.pk, SKIP if check else None),
            )
        labels = (_("The first thing"), _("The second thing"), _("The third thing"))
        for name, label in zip(CapacityCheck.PRIORITIES, labels, strict=True):
            self.fields[name] = forms.CharField(
                label=label,
                max_length=150,
                required=False,
                initial=getattr(check, name) if check else "",
            )

    def asked(self) -> list[Any]:
        """The fields of the statements."""
        return [self[name] for name in self.statements]

    def wanted(self) -> list[Any]:
        """The fields of the priorities."""
        return [self[name] for name in CapacityCheck.PRIORITIES]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.get(name) for name in self.statements):
            raise forms.ValidationError(_("Answer at least one of the statements."), code="empty")
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """What the action is given besides `by` and `at`."""
        given = self.cleaned_data
        return {
            "answers": {
                statement.pk: int(given[name])
                for name, statement in self.statements.items()
                if given[name]
            },
            "priorities": [given[name] for name in CapacityCheck.PRIORITIES],
        }


def _label(statement: CapacityStatement) -> Any:
    text = said(statement, "text")
    return (
        format_html('<span lang="da" dir="auto">{}</span>', text.text)
        if text.is_danish
        else text.text
    )
