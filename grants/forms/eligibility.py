"""The first step: the pool's own questions, answered with yes or no."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from grants.models import EligibilityQuestion

YES, NO = "ja", "nej"


class YesNoField(forms.TypedChoiceField):
    """Two radio buttons; None when neither is chosen."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        choices = [(YES, _("Yes")), (NO, _("No"))]
        super().__init__(choices=choices, coerce=YES.__eq__, empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return {True: YES, False: NO}.get(value, value) if isinstance(value, bool) else value


class EligibilityForm(Form):
    """Can we apply? The pool's own questions, each answered with yes or no."""

    def __init__(self, *args: Any, questions: list[EligibilityQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[str(question.pk)] = YesNoField(label=question.text)

    def answers(self) -> dict[str, bool]:
        """{question id: answer}, as the application keeps them."""
        return {
            str(question.pk): self.cleaned_data[str(question.pk)] for question in self.questions
        }
