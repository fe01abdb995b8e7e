import logging
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms as django_forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import modelform_factory

from core import forms
from core.models import ClosingDay, CprOverride
from tests.core import files

CPR = "010190-1234"


class Letterbox(forms.Form):
    story = django_forms.CharField(widget=django_forms.Textarea, required=False)
    account = django_forms.CharField(required=False)
    email = django_forms.EmailField(required=False)
    website = django_forms.URLField(required=False, assume_scheme="https")
    password = django_forms.CharField(widget=django_forms.PasswordInput, required=False)
    cvr = forms.CvrField()
    phone = forms.PhoneField(required=False)
    amount = forms.MoneyField(required=False)
    day = forms.DanishDateField(required=False)
    moment = forms.DanishDateTimeField(required=False)
    document = forms.DocumentField(required=False)
    account.unscanned = True


class LaidOut(Letterbox):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("story")


def fill(form_class=Letterbox, user=None, document=None, **typed):
    return form_class(typed, {"document": document} if document else None, user=user)


def pdf(name="regnskab.pdf"):
    return SimpleUploadedFile(name, files.PDF)


def test_a_cpr_number_in_free_text_is_refused_at_its_field():
    form = fill(story=f"Min mor {CPR} har brug for hjælp")
    assert not form.is_valid()
    assert list(form.errors) == ["story"]
    assert CPR not in str(form.errors)


def test_a_cpr_number_in_a_file_name_is_refused():
    form = fill(document=pdf("0101901234_kontrakt.pdf"))
    assert list(form.errors) == ["document"]


@pytest.mark.parametrize(
    "typed",
    [
        {"account": "0101901234"},
        {"email": "0101901234@example.dk"},
        {"website": "https://example.dk/0101901234"},
        {"password": CPR},
        {"amount": "101901234"},
        {"story": "Ring på 46 31 30 00 efter 24-12-2026"},
    ],
)
def test_account_numbers_addresses_and_ordinary_text_are_not_taken_for_cpr_numbers(typed):
    assert fill(**typed).is_valid()


def test_a_member_of_an_association_has_no_way_around_the_guard(chair):
    form = fill(user=chair, story=CPR, cpr_override_reason="Det er et journalnummer")
    assert not form.is_valid()
    assert forms.base.OVERRIDE not in form.fields
    assert not CprOverride.objects.exists()


def test_staff_are_offered_to_go_on_with_a_reason(consultant):
    form = fill(user=consultant, story=CPR)
    assert list(form.errors) == ["story"]
    assert forms.base.OVERRIDE in form.fields
    assert 'name="cpr_override_reason"' in form.as_p()


def test_staff_are_not_asked_for_a_reason_as_long_as_nothing_looks_like_a_cpr_number(consultant):
    form = fill(user=consultant, story="Alt vel")
    assert form.is_valid()
    assert forms.base.OVERRIDE not in form.fields


def test_staff_who_give_a_reason_go_on_and_it_is_logged_without_the_number(consultant):
    reason = "Det er et journalnummer fra SBSYS"
    form = fill(user=consultant, story=f"Sag {CPR}", cpr_override_reason=reason)
    assert form.is_valid()
    assert form.cleaned_data["story"] == f"Sag {CPR}"
    logged = CprOverride.objects.get()
    assert (logged.user, logged.field, logged.reason) == (consultant, "story", reason)
    assert logged.form.endswith("Letterbox")


def test_a_reason_of_a_few_letters_is_not_enough(consultant):
    form = fill(user=consultant, story=CPR, cpr_override_reason="ok")
    assert set(form.errors) == {"story", "cpr_override_reason"}
    assert not CprOverride.objects.exists()


def test_nothing_is_logged_while_the_form_has_other_errors(consultant):
    form = fill(
        user=consultant, story=CPR, amount="meget", cpr_override_reason="Det er et journalnummer"
    )
    assert list(form.errors) == ["amount"]
    assert not CprOverride.objects.exists()


def test_a_reason_that_is_itself_a_cpr_number_is_refused(consultant):
    form = fill(user=consultant, story=CPR, cpr_override_reason=f"Det er {CPR}")
    assert len(form.errors["cpr_override_reason"]) == 1
    assert not CprOverride.objects.exists()


def test_the_number_reaches_no_log(consultant, caplog):
    with caplog.at_level(logging.DEBUG):
        fill(user=consultant, story=CPR).is_valid()
    assert CPR not in caplog.text


@pytest.mark.parametrize("sent", [{}, {"cpr_override_reason": ""}, {"cpr_override_reason": "ok"}])
def test_a_page_with_its_own_layout_shows_the_field_for_the_reason(consultant, sent):
    form = fill(LaidOut, user=consultant, story=CPR, **sent)
    assert not form.is_valid()
    assert form.helper.layout.fields == ["cpr_override_reason", "story"]


def test_a_cvr_number_with_a_wrong_check_digit_is_accepted_with_a_warning():
    form = fill(cvr="DK 12 34 56 78")
    assert form.is_valid()
    assert form.cleaned_data["cvr"] == "12345678"
    assert list(form.warnings) == ["cvr"]


def test_a_right_cvr_number_and_none_at_all_are_accepted_without_a_word():
    for typed in ("99 00 00 07", ""):
        form = fill(cvr=typed)
        assert form.is_valid()
        assert form.warnings == {}


def test_amounts_days_moments_and_phone_numbers_are_read_as_danes_type_them():
    form = fill(
        amount="kr. 1.500", day="24/12 2026", moment="24-12-2026 kl. 18.30", phone="46313000"
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["amount"] == Decimal("1500.00")
    assert form.cleaned_data["day"] == date(2026, 12, 24)
    assert form.cleaned_data["moment"] == datetime(2026, 12, 24, 17, 30, tzinfo=UTC)
    assert form.cleaned_data["phone"] == "+4546313000"


@pytest.mark.parametrize("typed", ["2026-12-24T18:30", "24.12.2026 18:30", "24-12-26 kl 18.30"])
def test_a_moment_is_read_in_the_ways_people_write_it(typed):
    form = fill(moment=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["moment"] == datetime(2026, 12, 24, 17, 30, tzinfo=UTC)


def test_an_hour_that_the_clock_skips_in_spring_is_refused():
    assert "moment" in fill(moment="29-03-2026 02.30").errors


@pytest.mark.parametrize(
    ("field", "typed", "wanted"),
    [
        ("amount", "mange penge", "1500,50"),
        ("day", "i morgen", "24-12-2026"),
        ("moment", "24-12-2026", "24-12-2026 18.30"),
        ("cvr", "123", "99 00 00 07"),
        ("phone", "12", "8"),
    ],
)
def test_unclear_input_is_refused_and_the_wanted_form_shown(field, typed, wanted):
    form = fill(**{field: typed})
    assert wanted in str(form.errors[field])


def test_what_is_stored_is_shown_as_danes_write_it():
    html = Letterbox(
        initial={
            "amount": Decimal("1500"),
            "day": date(2026, 12, 24),
            "moment": datetime(2026, 12, 24, 17, 30, tzinfo=UTC),
            "cvr": "99000007",
            "phone": "+4546313000",
        }
    ).as_p()
    for shown in ("1.500,00", "24-12-2026", "24-12-2026 18.30", "99 00 00 07", "46 31 30 00"):
        assert f'value="{shown}"' in html
    assert 'inputmode="decimal"' in html
    assert 'type="number"' not in html


def test_what_was_typed_wrong_is_shown_again_as_it_was_typed():
    html = fill(amount="mange penge", day="i morgen", cvr="123").as_p()
    for typed in ("mange penge", "i morgen", "123"):
        assert f'value="{typed}"' in html


def test_an_unchanged_form_knows_that_nothing_changed():
    initial = {"amount": Decimal("1500"), "day": date(2026, 12, 24), "phone": "+4546313000"}
    form = Letterbox(
        {"amount": "1.500,00", "day": "24-12-2026", "phone": "46 31 30 00"}, initial=initial
    )
    assert form.changed_data == []


def test_a_document_gets_its_true_content_type_and_a_clean_name():
    upload = SimpleUploadedFile("../regnskab\u202e.pdf", files.PDF, content_type="text/html")
    form = fill(document=upload)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["document"].content_type == "application/pdf"
    assert form.cleaned_data["document"].name == "regnskab.pdf"


def test_a_document_that_lies_about_its_kind_is_refused_by_the_form():
    form = fill(document=SimpleUploadedFile("regnskab.pdf", files.HTML))
    assert "DOCX" in str(form.errors["document"])


def test_an_empty_document_is_refused_by_name():
    form = fill(document=SimpleUploadedFile("regnskab.pdf", b""))
    assert "regnskab.pdf" in str(form.errors["document"])


def test_the_file_chooser_offers_only_what_is_allowed():
    assert 'accept=".pdf,.jpg' in Letterbox().as_p()


@pytest.mark.django_db
def test_a_model_form_reads_danish_days_and_guards_text_without_being_told():
    form_class = modelform_factory(ClosingDay, form=forms.ModelForm, fields=["date", "name"])
    assert isinstance(form_class().fields["date"], forms.DanishDateField)
    assert form_class({"date": "5/6 2026", "name": "Grundlovsdag"}).is_valid()
    assert list(form_class({"date": "5/6 2026", "name": CPR}).errors) == ["name"]
