"""The form pack and the building blocks of pages: what a reader of the page meets."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import django_filters
import django_tables2 as tables
import pytest
from crispy_forms.bootstrap import AppendedText, FormActions, InlineRadios
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row, Submit
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.paginator import Paginator
from django.forms import formset_factory
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from core.models import Language
from core.templatetags.components import Step

CHOICES = [("da", "Dansk"), ("ar", "العربية")]


class EveryKind(forms.Form):
    name = forms.CharField(label="Name", help_text="As in the statutes.")
    email = forms.EmailField(label="E-mail", required=False)
    text = forms.CharField(label="Text", widget=forms.Textarea(attrs={"class": "wide"}))
    choice = forms.ChoiceField(label="Kind", choices=CHOICES)
    number = forms.IntegerField(label="Number")
    day = forms.DateField(label="Day")
    password = forms.CharField(
        label="Password", widget=forms.PasswordInput(attrs={"placeholder": "Secret"})
    )
    radio = forms.ChoiceField(label="Language", choices=CHOICES, widget=forms.RadioSelect)
    boxes = forms.MultipleChoiceField(
        label="Languages", choices=CHOICES, widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label="I agree")
    file = forms.FileField(label="Document")
    token = forms.CharField(widget=forms.HiddenInput, required=False, initial="secret-token")


LABELLED = ["name", "email", "text", "choice", "number", "day", "password", "agreed", "file"]


def draw(source: str, **context) -> str:
    request = RequestFactory().get("/", context.pop("query", None))
    html = Template("{% load crispy_forms_tags %}" + source).render(
        Context({"request": request, **context})
    )
    return re.sub(r"\s+", " ", html)  # as a browser reads it


def draw_form(form, **options) -> str:
    form.helper = FormHelper()
    for name, value in options.items():
        setattr(form.helper, name, value)
    return draw("{% crispy form %}", form=form)


def element(html: str, field_id: str) -> str:
    return re.search(rf'<(?:input|select|textarea)[^>]*id="{field_id}"[^>]*>', html)[0]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


# --- The form pack ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", LABELLED)
def test_every_field_has_a_label_that_points_at_it(name):
    html = draw_form(EveryKind())
    assert f'<label for="id_{name}"' in html
    assert element(html, f"id_{name}")


@pytest.mark.parametrize(
    ("name", "look"),
    [
        ("name", "form-input"),
        ("text", "form-input wide"),
        ("choice", "form-select"),
        ("agreed", "form-checkbox"),
        ("file", "form-file"),
        ("number", "form-input input-width-xs"),
    ],
)
def test_every_element_has_the_look_of_the_design_system(name, look):
    assert f'class="{look}"' in element(draw_form(EveryKind()), f"id_{name}")


@pytest.mark.parametrize(("name", "kind"), [("radio", "radio"), ("boxes", "checkbox")])
def test_a_group_of_buttons_is_a_fieldset_with_its_question_as_legend(name, kind):
    html = draw_form(EveryKind())
    group = html[html.index(f'id="div_id_{name}"') :]
    assert group.index("<fieldset") < group.index("<legend") < group.index(f'id="id_{name}_0"')
    assert f'class="form-{kind}"' in element(html, f"id_{name}_1")
    assert f'<label for="id_{name}_1" class="form-label">العربية</label>' in html


def test_a_hint_stands_under_the_label_and_is_read_with_the_field():
    html = draw_form(EveryKind())
    assert '<span class="form-hint" id="id_name_helptext">As in the statutes.</span>' in html
    assert 'aria-describedby="id_name_helptext"' in element(html, "id_name")


def test_what_may_be_left_empty_says_so_and_what_may_not_does_not():
    html = draw_form(EveryKind())
    label = re.search(r'<label for="id_email".*?</label>', html, re.DOTALL)[0]
    assert "(optional)" in label
    assert html.count("(optional)") == 1


def test_a_search_form_does_not_call_its_fields_optional():
    assert "(optional)" not in draw_form(EveryKind(), form_method="get")


def test_grey_example_text_inside_a_field_is_left_out():
    assert "placeholder" not in element(draw_form(EveryKind()), "id_password")


def test_a_hidden_field_is_there_without_a_label():
    html = draw_form(EveryKind())
    assert 'value="secret-token"' in element(html, "id_token")
    assert 'for="id_token"' not in html


def test_the_browser_leaves_the_checking_to_the_server():
    html = draw_form(EveryKind())
    assert re.search(r"<form[^>]* novalidate", html)
    assert 'enctype="multipart/form-data"' in html


def test_an_error_stands_at_its_field_and_is_read_with_it():
    html = draw_form(EveryKind({}))
    assert 'id="id_name_error" role="alert"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in element(html, "id_name")
    assert 'aria-invalid="true"' in element(html, "id_name")


def test_the_summary_links_to_each_field_with_its_label():
    html = draw_form(EveryKind({"name": "x"}))
    summary = html[html.index('id="error-summary"') : html.index("</ul>")]
    assert '<a href="#id_choice">Kind: This field is required.</a>' in summary
    assert '<a href="#id_radio_0">Language: This field is required.</a>' in summary
    assert "id_name" not in summary
    assert 'tabindex="-1"' in summary
    assert "autofocus" in summary


def test_the_summary_counts_the_errors():
    with_one = EveryKind({})
    with_one.errors.clear()
    with_one.add_error("name", "Too long")
    assert "There is one error on the page" in draw_form(with_one)
    with_one.add_error(None, "The sum is wrong")
    html = draw_form(with_one)
    assert "There are 2 errors on the page" in html
    assert "The sum is wrong" in html


def test_a_sound_form_has_no_summary():
    assert "error-summary" not in draw_form(EveryKind())


def test_several_forms_on_a_page_share_one_summary():
    lines = formset_factory(EveryKind)({"f-TOTAL_FORMS": "1", "f-INITIAL_FORMS": "0"}, prefix="f")
    lines.empty_permitted = False
    first = EveryKind({})
    html = draw("{% load dkfds_fields %}{% error_summary first lines %}", first=first, lines=lines)
    assert html.count('id="error-summary"') == 1
    assert "#id_name" in html


def test_the_short_filter_draws_the_same_fields():
    html = draw("{{ form|crispy }}", form=EveryKind({}))
    assert 'class="form-select"' in html
    assert 'id="error-summary"' in html


def test_a_warning_about_an_accepted_value_stands_at_its_field():
    form = EveryKind()
    form.warnings = {"name": ["Please check the number."]}
    html = draw_form(form)
    assert "Please check the number." in html[: html.index('id="id_name"')]


def test_a_file_that_is_there_can_be_opened_and_need_not_be_sent_again():
    stored = SimpleUploadedFile("vedtaegter.pdf", b"x")
    stored.url = "/dokumenter/1/"
    html = draw_form(EveryKind(initial={"file": stored}))
    assert '<a href="/dokumenter/1/">vedtaegter.pdf</a>' in html
    assert " required" not in element(html, "id_file")


def test_layouts_make_fieldsets_rows_units_and_buttons():
    form = EveryKind()
    html = draw_form(
        form,
        layout=Layout(
            Fieldset("About you", Row(Column("name"), Column("email"))),
            AppendedText("number", "kr."),
            InlineRadios("radio"),
            FormActions(
                Submit("save", "Save"), Submit("back", "Back", css_class="button-secondary")
            ),
        ),
    )
    assert '<legend class="h3">About you</legend>' in html
    assert '<div class="form-input-suffix" aria-hidden="true">kr.</div>' in html
    assert "options-inline" in html
    assert re.search(r'<button type="submit"[^>]*class="button button-primary"[^>]*>Save', html)
    assert re.search(r'<button type="submit"[^>]*class="button button-secondary"[^>]*>Back', html)


def test_lines_of_a_table_name_their_cells_for_the_phone():
    lines = formset_factory(EveryKind, extra=2)(prefix="lines")
    helper = FormHelper()
    helper.template = "dkfds/table_inline_formset.html"
    html = draw("{% crispy formset helper %}", formset=lines, helper=helper)
    assert html.count('<td data-title="Name">') == 2
    assert 'name="lines-TOTAL_FORMS"' in html
    assert 'class="form-label sr-only"' in html


def test_a_formset_without_a_table_separates_its_rows():
    html = draw("{{ formset|crispy }}", formset=formset_factory(EveryKind, extra=2)())
    assert html.count('<fieldset class="formset-row">') == 2
    assert "Row 2" in html


# --- Components -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        '{% alert "info" headline="x" %}{% endalert %}',
        "{% alert %}{% endalert %}",
        '{% status_tag "Draft" colour="red" %}',
        "{% step_guide steps %}",
        '{% button_link "Go" %}',
        "{% summary_list %}",
        '{% icon "home" size=3 %}',
    ],
)
def test_a_misspelt_argument_stops_the_template(source):
    with pytest.raises(TemplateSyntaxError):
        draw(source, steps=[])


@pytest.mark.parametrize(
    "source",
    [
        '{% alert "danger" %}{% endalert %}',
        '{% status_tag "Draft" "red" %}',
        '{% button_link "Go" "/" kind="blue" %}',
        '{% icon "unicorn" %}',
        "{% step_guide steps 3 %}",
        '{% breadcrumbs "Pools" "/puljer/" %}',
        '{{ day|day:"short" }}',
    ],
)
def test_a_value_outside_the_choices_is_refused(source):
    with pytest.raises(ValueError, match=r"\w"):
        draw(source, steps=[Step("One")], day=date(2026, 11, 15))


def test_an_alert_says_its_kind_to_those_who_do_not_see_its_colour():
    html = draw('{% alert "warning" heading="Look" %}<p>Here</p>{% endalert %}')
    assert 'aria-label="Warning"' in html
    assert '<h2 class="alert-heading">Look</h2>' in html
    assert "<p>Here</p>" in html


def test_text_given_to_a_component_is_escaped():
    assert "&lt;b&gt;" in draw("{% status_tag label %}", label="<b>")
    assert "&lt;b&gt;" in draw(
        '{% alert "info" heading=label %}{{ label }}{% endalert %}', label="<b>"
    )


def test_the_step_guide_says_which_step_this_is_and_opens_only_the_reachable():
    steps = [Step("Name", url="/1/", state="done"), Step("Budget", url="/2/"), Step("Sign")]
    html = draw("{% step_guide steps 2 %}", steps=steps)
    assert "Step 2 of 3" in html
    assert html.count('aria-current="step"') == 1
    assert 'aria-label="Step 1 is done"' in html
    assert 'href="/2/"' in html
    assert html.count("<a ") == 2


def test_breadcrumbs_begin_at_the_front_page_and_end_here():
    html = draw('{% breadcrumbs "Pools" "/puljer/" "Kultur- og Integrationspuljen" %}')
    assert re.findall(r'href="(/[^"#.]*)"', html) == ["/", "/puljer/"]
    assert 'aria-current="page"' in html


def test_facts_to_check_show_what_is_missing_and_where_to_change_it():
    html = draw("{% summary_list rows %}", rows=[("Name", "", "/change/"), ("Day", "x")])
    assert "Not filled in" in html
    assert html.count('href="/change/"') == 1


def test_pages_keep_the_rest_of_the_address():
    page = Paginator(range(100), 10).page(5)
    html = draw("{% pagination page %}", page=page, query={"q": "kvinder"})
    assert 'href="?q=kvinder&amp;page=6"' in html
    assert "Page 5 of 10" in html


def test_a_list_that_fits_on_one_page_has_no_page_links():
    assert "<nav" not in draw("{% pagination page %}", page=Paginator([1], 10).page(1))


def test_an_empty_list_says_what_to_do():
    html = draw(
        '{% empty_state "No applications yet" action_url="/ny/" action_label="Apply" %}'
        "<p>The pool is open.</p>{% endempty_state %}"
    )
    assert "The pool is open." in html
    assert re.search(r'href="/ny/">\s*Apply', html)


def test_a_receipt_shows_the_number_and_the_moment():
    html = draw(
        '{% receipt "Received" number="KIP-2026-0042" at=at %}{% endreceipt %}',
        at=datetime(2026, 11, 15, 22, 59, tzinfo=UTC),
    )
    assert "KIP-2026-0042" in html
    assert "15-11-2026" in html


class Grants(tables.Table):
    name = tables.Column(verbose_name="Association")
    amount = tables.Column(orderable=False, attrs={"td": {"class": "amount"}})


def draw_table(rows, query=None):
    request = RequestFactory().get("/", query)
    table = Grants(rows, empty_text="No grants yet")
    tables.RequestConfig(request, paginate={"per_page": 2}).configure(table)
    return table.as_html(request)


def test_a_table_names_each_cell_for_the_phone_and_says_how_it_is_sorted():
    html = draw_table([{"name": "B", "amount": 1}, {"name": "A", "amount": 2}], {"sort": "name"})
    assert '<td data-title="Association">' in html
    assert '<td data-title="Amount" class="amount">' in html
    assert 'aria-sort="ascending"' in html
    assert 'href="?sort=-name"' in html
    assert html.index(">A<") < html.index(">B<")


def test_a_table_goes_on_to_the_next_page_and_keeps_its_order():
    html = draw_table([{"name": str(i), "amount": i} for i in range(5)], {"sort": "name"})
    assert "Showing 1–2 of 5" in html
    assert 'href="?sort=name&amp;page=2"' in html


def test_an_empty_table_says_so():
    assert "No grants yet" in draw_table([])


class Search(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Name")


@pytest.mark.parametrize(("query", "is_open"), [({}, False), ({"q": "kvinder"}, True)])
def test_a_filter_opens_itself_when_something_is_chosen(query, is_open):
    html = draw(
        "{% filter_form search %}",
        search=Search(query, queryset=Language.objects.none()),
        query=query,
    )
    assert ('<details class="filter" open>' in html) is is_open
    assert "(optional)" not in html
    assert 'method="get"' in html


# --- Formats ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("{{ amount|money }}", "12.345,00 kr."),
        ("{{ none|money }}", ""),
        ("{{ day|day }}", "15-11-2026"),
        ("{{ day|day:'weekday' }}", "søndag 15-11-2026"),
        ("{{ none|day }}", ""),
        ("{{ late|day }}", "16-11-2026"),
        ("{{ number|phone }}", "46 31 30 00"),
        ("{{ cvr|cvr }}", "99 00 00 07"),
    ],
)
def test_amounts_days_and_numbers_are_written_the_danish_way(source, wanted):
    with translation.override("da"):
        text = draw(
            source,
            amount=Decimal("12345"),
            day=date(2026, 11, 15),
            late=datetime(2026, 11, 15, 23, 30, tzinfo=UTC),
            number="+4546313000",
            cvr="99000007",
            none=None,
        )
    assert text == wanted


def test_a_day_keeps_its_order_among_arabic_words():
    with translation.override("ar"):
        assert draw("{{ day|day }}", day=date(2026, 11, 15)) == "\u206615-11-2026\u2069"
