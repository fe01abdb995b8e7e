"""The forms of the guided builder: one for each step, made of its questions."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from associations.builder.answers import LONGEST, RANGES, Answers
from associations.builder.questions import MONTHS, Question, Topic
from associations.models import StatutesVersion
from core.forms import DanishDateField, DocumentField, Form

YES, NO = "ja", "nej"
LINE, LINES = 150, 1000


class TopicForm(Form):
    """The questions of one step. `typed` shows what was typed before without judging it."""

    def __init__(
        self,
        data: Any = None,
        *,
        topic: Topic,
        answers: Answers,
        typed: QueryDict | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.topic = topic
        for question in topic.questions:
            field = field_of(question)
            field.initial = shown(question, getattr(answers, question.name))
            if typed is not None and question.name in typed:
                is_several = question.kind == "several"
                field.initial = (
                    typed.getlist(question.name) if is_several else typed.get(question.name)
                )
            self.fields[question.name] = field

    def answers(self) -> dict[str, Any]:
        """Sound answers by question, typed as the builder knows them."""
        return {one.name: self.cleaned_data[one.name] for one in self.topic.questions}


def field_of(question: Question) -> forms.Field:
    """The form field that asks a question."""
    told: dict[str, Any] = {"label": question.label, "help_text": question.help}
    match question.kind:
        case "line":
            return forms.CharField(max_length=LINE, required=question.is_needed, **told)
        case "text":
            return forms.CharField(
                max_length=LONGEST,
                required=question.is_needed,
                widget=forms.Textarea(attrs={"rows": 4}),
                **told,
            )
        case "lines":
            return LinesField(max_length=LINES, required=False, **told)
        case "number":
            lowest, highest = RANGES[question.name]
            return forms.IntegerField(min_value=lowest, max_value=highest, **told)
        case "month":
            months = list(enumerate(MONTHS, start=1))
            return forms.TypedChoiceField(choices=months, coerce=int, **told)
        case "yes_no":
            return forms.TypedChoiceField(
                choices=[(YES, _("Yes")), (NO, _("No"))],
                coerce=YES.__eq__,
                widget=forms.RadioSelect,
                **told,
            )
        case "day":
            return DanishDateField(required=False, **told)
        case "several":
            return forms.TypedMultipleChoiceField(
                choices=_options(question), coerce=str, widget=forms.CheckboxSelectMultiple, **told
            )
    return forms.ChoiceField(choices=_options(question), widget=forms.RadioSelect, **told)


def _options(question: Question) -> list[tuple[str, Any]]:
    return [(value.value, label) for value, label in question.choices]


class LinesField(forms.CharField):
    """Several short texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> Any:
        lines = str(super().clean(value) or "").splitlines()
        return [line.strip() for line in lines if line.strip()]


def shown(question: Question, value: Any) -> Any:
    """An answer as its field shows it."""
    if isinstance(value, bool):
        return YES if value else NO
    if question.kind == "lines":
        return "\n".join(value)
    if question.kind == "several":
        return [one.value for one in value]
    return value


class AdoptDraftForm(Form):
    """What the meeting decided, and its minutes."""

    assembly = forms.ChoiceField(
        label=_("Which meeting was it?"),
        choices=StatutesVersion.Assembly,
        widget=forms.RadioSelect,
    )
    adopted_on = DanishDateField(
        label=_("When was the meeting?"), help_text=_("Day-month-year, for example 24-12-2026.")
    )
    minutes_upload = DocumentField(
        label=_("Signed minutes of the meeting (file)"),
        help_text=_(
            "A picture of the signed paper is enough. You can send it later, but bank and CVR "
            "register ask for it."
        ),
        required=False,
    )
    upload = DocumentField(
        label=_("The statutes as the meeting adopted them (file)"),
        help_text=_("Only if the meeting changed something. Otherwise we use your draft as it is."),
        required=False,
    )

    def arguments(self) -> dict[str, Any]:
        """What the action is given besides `by` and `at`."""
        names = ("assembly", "adopted_on", "minutes_upload", "upload")
        return {name: self.cleaned_data[name] or None for name in names}
