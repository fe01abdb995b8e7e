"""Signing rules at the desk: noted from a day on, with the ways to sign on one page."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from associations.actions import signing_rules
from associations.admin.adding import AddedByAction
from associations.builder.answers import Answers, Signers
from associations.builder.questions import TOPICS
from associations.builder.signing import combinations
from associations.models import Association, SigningRule
from associations.signing import Matter, in_words, ways
from core.admin import ReadOnlyAdmin
from core.admin.form_steps import FormStepsAdmin
from core.forms import DanishDateField, Form

_QUESTIONS = {one.name: one for topic in TOPICS for one in topic.questions}


class SigningRuleForm(Form):
    """Who signs, chosen among the usual ways."""

    association = forms.ModelChoiceField(
        label=_("Association"), queryset=Association.objects.none()
    )
    valid_from = DanishDateField(
        label=_("From"), help_text=_("The day on which the meeting adopted the statutes.")
    )
    signers = forms.ChoiceField(
        label=_QUESTIONS["signers"].label,
        choices=[(one.value, label) for one, label in _QUESTIONS["signers"].choices],
        widget=forms.RadioSelect,
    )
    money_signers = forms.ChoiceField(
        label=_QUESTIONS["money_signers"].label,
        choices=[(one.value, label) for one, label in _QUESTIONS["money_signers"].choices],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["association"]
        field.queryset = Association.objects.visible_to(self.user)  # type: ignore[attr-defined]
        field.widget = AutocompleteSelect(SigningRule._meta.get_field("association"), admin.site)
        field.widget.choices = field.choices  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """What the action is given besides the association, `by` and `at`."""
        chosen = Answers(
            signers=Signers(self.cleaned_data["signers"]),
            money_signers=Signers(self.cleaned_data["money_signers"]),
        )
        association = self.cleaned_data["association"]
        day = self.cleaned_data["valid_from"]
        adopted = association.statutes.adopted().filter(adopted_on__lte=day)
        return {
            "valid_from": day,
            "combinations": combinations(chosen),
            "statutes": adopted.order_by("-adopted_on", "-number").first(),
        }


@admin.register(SigningRule)
class SigningRuleAdmin(AddedByAction, FormStepsAdmin, ReadOnlyAdmin):
    """A rule is noted, never edited: signatures refer to the one that was in force."""

    add_form = SigningRuleForm
    add_action = f"{signing_rules.__name__}.note"
    add_template = "admin/associations/signing_rule_add.html"
    add_title = _("Note a signing rule")
    list_display = ("association", "valid_from", "agreements_and_applications", "money")
    list_select_related = ("association",)
    search_fields = ("association__name", "association__short_name")
    date_hierarchy = "valid_from"
    ordering = ("-valid_from", "-id")
    fields = (
        "association",
        "valid_from",
        "agreements_and_applications",
        "money",
        "statutes",
        "added_at",
        "added_by",
    )
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "add")

    def get_queryset(self, request: HttpRequest) -> QuerySet[SigningRule]:
        rows = (
            super()
            .get_queryset(request)
            .select_related("association", "statutes__association", "added_by")
        )
        return rows.prefetch_related("combinations")

    @admin.display(description=_("agreements and applications"))
    def agreements_and_applications(self, rule: SigningRule) -> str:
        return in_words(ways(rule))

    @admin.display(description=_("bank and money"))
    def money(self, rule: SigningRule) -> str:
        return in_words(ways(rule, Matter.MONEY))

    def added(self, association: Association, form: Any) -> SigningRule:
        return association.signing_rules.get(valid_from=form.cleaned_data["valid_from"])
