"""Every component on one page, for those who build pages; only where DEBUG is on.

In English and not translated: only developers see it.
"""

from typing import Any

import django_tables2 as tables
from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.forms import formset_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.forms import Form
from core.forms.fields import DanishDateField, MoneyField
from core.panels import Section
from core.templatetags.charts import Bar, Trend
from core.templatetags.components import Step

LANGUAGES = [("da", "Dansk"), ("ar", "العربية"), ("tr", "Türkçe")]


class SampleForm(Form):
    """One field of each kind."""

    name = forms.CharField(label="Name", help_text="As it stands in the statutes.", max_length=80)
    email = forms.EmailField(label="E-mail", required=False)
    text = forms.CharField(label="Description", widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("", "–"), *LANGUAGES])
    amount = MoneyField(label="Amount")
    number = forms.IntegerField(label="Number", required=False)
    day = DanishDateField(label="Date", help_text="Day-month-year, for example 24-12-2026.")
    language = forms.ChoiceField(label="Language", choices=LANGUAGES, widget=forms.RadioSelect)
    languages = forms.MultipleChoiceField(
        label="Languages",
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Choose as many as you like.",
    )
    file = forms.FileField(label="Document", required=False)
    password = forms.CharField(label="Password", widget=forms.PasswordInput, required=False)
    agreed = forms.BooleanField(label="The information is correct")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


class LineForm(Form):
    """A line of the sample formset."""

    text = forms.CharField(label="Description")
    amount = MoneyField(label="Amount")


class SampleTable(tables.Table):
    """Associations and what they were granted."""

    name = tables.Column(verbose_name="Association")
    status = tables.Column(verbose_name="Status", orderable=False)
    amount = tables.Column(verbose_name="Amount", attrs={"td": {"class": "amount"}})

    caption = "Grants"


def sample_table(request: HttpRequest) -> SampleTable:
    """A sorted page of a list."""
    names = ("Den Somaliske Forening", "Kvindeforeningen", "Tyrkisk Kulturforening")
    rows = [
        {"name": name, "status": "Granted", "amount": 500 * (i + 1)} for i, name in enumerate(names)
    ]
    table = SampleTable(rows * 10)
    tables.RequestConfig(request, paginate={"per_page": 4}).configure(table)
    return table


def sample_steps() -> list[Step]:
    """A guide with a step in each state."""
    return [
        Step("Name", url="#1", state="done"),
        Step("Description", url="#2", state="error"),
        Step("Amount", url="#3"),
        Step("Document"),
    ]


def sample_charts() -> dict[str, Any]:
    """Bars of two series, and trends with a gap, with one point and with none."""
    return {
        "bars": [Bar("January", (12, 4)), Bar("February", (7, 9)), Bar("March", (0, 3))],
        "bar_series": ("Core tasks", "Shared with others"),
        "trends": [
            Trend("We know what we are for.", (2, 3, 5), now="Fully", note="Better than in 2025"),
            Trend("We are enough volunteers.", (4, None, 2), now="A little"),
            Trend("Vi har en plan for året.", (None, None, 3), now="Partly", language="da"),
            Trend("Nobody has answered this.", (None, None, None)),
        ],
        "trend_years": ("2024", "2025", "2026"),
    }


def sample_context(request: HttpRequest) -> dict[str, Any]:
    """What the gallery shows; with ?fejl=1 its forms are filled in wrongly."""
    wrong = "fejl" in request.GET
    lines = formset_factory(LineForm, extra=2)
    typed = {"lines-TOTAL_FORMS": "2", "lines-INITIAL_FORMS": "0", "lines-0-text": "x"}
    return {
        "form": SampleForm({} if wrong else None),
        "lines": lines(typed if wrong else None, prefix="lines"),
        "steps": sample_steps(),
        "facts": [
            ("Name", "Den Somaliske Forening", "#1"),
            ("Amount", "", "#3"),
            ("Date", "x"),
        ],
        "page": Paginator(range(200), 10).page(9),
        "association": "Den Somaliske Forening i Roskilde",
        "portal_sections": [
            Section("Overview", "/galleri/", is_current=True),
            *(Section(name, "#") for name in ("Applications", "Statutes", "Board", "Agreements")),
        ],
        "table": sample_table(request),
        **sample_charts(),
    }


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery page."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "components/gallery.html", sample_context(request))
