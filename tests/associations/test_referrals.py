"""Referrals: told in the association's language, noted with one tap, asked about a month later."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from associations import meter_panels
from associations.actions import contacts, referrals
from associations.models import Contact, HelpKind, Referral
from core.actions import NotPossibleNow
from core.models import Language
from tests.associations.entries import logged, typed
from tests.cast import NOW, TODAY, make_cast
from tests.races import at_once

LETTERS = "translation_reading_letters"


def kind(code):
    return HelpKind.objects.get(code=code)


@pytest.fixture
def entry(cast):
    cast.women.languages.add("ar")
    return logged(cast, cast.women, help_kind=kind(LETTERS))


def test_the_receipt_has_the_text_in_the_association_s_language_first(cast, entry, as_user):
    cast.women.phone = "+4522334455"
    cast.women.save()
    page = as_user(cast.consultant).get(f"/opsoegende/{entry.pk}/")
    texts = page.context["texts"]
    assert [text.code for text in texts] == ["ar", "da", "en", "tr", "so"]
    assert texts[0].direction == "rtl"
    html = page.content.decode()
    assert 'lang="ar" dir="rtl" id="text-ar"' in html
    assert "Borgerservice" in html
    assert 'href="sms:+4522334455?&amp;body=%D8%AA' in html
    assert "https://wa.me" not in html


def test_the_language_spoken_comes_before_the_association_s(cast, as_user):
    cast.women.languages.add("ar")
    entry = logged(
        cast, cast.women, help_kind=kind(LETTERS), language=Language.objects.get(pk="tr")
    )
    texts = as_user(cast.consultant).get(f"/opsoegende/{entry.pk}/").context["texts"]
    assert texts[0].code == "tr"


def test_a_language_without_a_text_falls_back_to_danish(cast, as_user):
    cast.women.languages.add("so")
    kind_ = kind(LETTERS)
    kind_.referral_text_tr = ""
    kind_.save()
    entry = logged(cast, cast.women, help_kind=kind_)
    texts = as_user(cast.consultant).get(f"/opsoegende/{entry.pk}/").context["texts"]
    assert texts[0].code in ("da", "so")
    assert "tr" not in [text.code for text in texts]


def test_for_our_own_tasks_nobody_is_referred(cast, as_user):
    entry = logged(cast, cast.women, help_kind=kind("statutes_founding"))
    page = as_user(cast.consultant).get(f"/opsoegende/{entry.pk}/")
    assert page.context["texts"] == []
    assert "/henvist/" not in page.content.decode()
    with pytest.raises(NotPossibleNow):
        referrals.make(entry, by=cast.consultant, at=NOW)


def test_one_tap_notes_a_referral_for_each_association(cast, as_user):
    entry = logged(cast, cast.women, cast.culture, help_kind=kind(LETTERS))
    browser = as_user(cast.consultant)
    page = browser.post(f"/opsoegende/{entry.pk}/henvist/", {"language": "ar"}, follow=True)
    assert "Noteret" in page.content.decode() or "Noted" in page.content.decode()
    found = Referral.objects.order_by("association__name")
    assert [one.association for one in found] == [cast.culture, cast.women]
    assert {(one.target, one.language_id, one.made_by) for one in found} == {
        ("Borgerservice", "ar", cast.consultant)
    }
    browser.post(f"/opsoegende/{entry.pk}/henvist/", {"language": "da"})
    assert Referral.objects.count() == 2


def test_a_group_outside_the_register_is_referred_too(cast):
    entry = contacts.log(
        by=cast.consultant, at=NOW, client_key="1" * 32, happened_on=TODAY, minutes=5,
        associations=[], other_party="Ny gruppe", help_kind=kind(LETTERS),
    )  # fmt: skip
    (made,) = referrals.make(entry, by=cast.consultant, at=NOW)
    assert made.association is None


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_the_same_moment_make_one_referral():
    cast = make_cast()
    entry = logged(cast, cast.women, help_kind=kind(LETTERS))

    def tap():
        return referrals.make(entry, by=cast.consultant, at=NOW)

    at_once(tap, tap)
    assert Referral.objects.count() == 1


def test_who_keeps_no_log_refers_nobody(cast, entry, as_user):
    for who in (cast.manager, cast.member, cast.ayse):
        with pytest.raises(PermissionDenied):
            referrals.make(entry, by=who, at=NOW)
        assert as_user(who).post(f"/opsoegende/{entry.pk}/henvist/").status_code == 403
    assert not Referral.objects.exists()


def test_an_entry_for_the_manager_alone_hides_its_referral_from_colleagues(cast, as_user):
    entry = logged(
        cast, cast.women, help_kind=kind(LETTERS), visibility=Contact.Visibility.MANAGEMENT
    )
    (made,) = referrals.make(entry, by=cast.consultant, at=NOW)
    seen = {
        who: list(Referral.objects.visible_to(getattr(cast, who)))
        for who in ("consultant", "coordinator", "manager", "member")
    }
    assert seen == {"consultant": [made], "coordinator": [], "manager": [made], "member": []}


def test_after_thirty_days_the_start_page_asks_whether_it_helped(cast, entry, clock):
    (made,) = referrals.make(entry, by=cast.consultant, at=NOW)
    assert meter_panels.today(cast.consultant, TODAY + timedelta(29)) == []
    (line,) = meter_panels.today(cast.consultant, TODAY + timedelta(30))
    assert line.title == "Somalisk Kvindeforening"
    assert line.note == "Borgerservice"
    assert meter_panels.today(cast.coordinator, TODAY + timedelta(30)) == []
    referrals.answer(made, outcome="yes", by=cast.consultant, at=NOW)
    assert meter_panels.today(cast.consultant, TODAY + timedelta(30)) == []


def test_the_answer_has_its_date_and_is_given_once(cast, entry, as_user):
    (made,) = referrals.make(entry, by=cast.consultant, at=NOW)
    url = f"/admin/associations/referral/{made.pk}/skridt/answer/"
    assert as_user(cast.consultant).post(url, {"outcome": "unknown"}).status_code == 302
    assert as_user(cast.coordinator).post(url, {"outcome": "yes"}).status_code == 302
    made.refresh_from_db()
    assert (made.outcome, made.answered_at, made.answered_by) == ("yes", NOW, cast.coordinator)
    with pytest.raises(NotPossibleNow):
        referrals.answer(made, outcome="no", by=cast.consultant, at=NOW)
    assert as_user(cast.coordinator).post(url, {"outcome": "no"}).status_code == 409


def test_an_answer_that_does_not_exist_and_one_by_a_manager_are_refused(cast, entry):
    (made,) = referrals.make(entry, by=cast.consultant, at=NOW)
    with pytest.raises(ValidationError):
        referrals.answer(made, outcome="maybe", by=cast.consultant, at=NOW)
    with pytest.raises(PermissionDenied):
        referrals.answer(made, outcome="yes", by=cast.manager, at=NOW)


def test_the_list_says_how_many_were_made_and_how_many_helped(cast, as_user):
    for outcome in ("yes", "yes", "no", None):
        entry = logged(cast, cast.women, help_kind=kind(LETTERS))
        (made,) = referrals.make(entry, by=cast.consultant, at=NOW)
        if outcome:
            referrals.answer(made, outcome=outcome, by=cast.consultant, at=NOW)
    page = as_user(cast.manager).get("/admin/associations/referral/")
    assert page.context["sums"] == {"made": 4, "helped": 2, "answered": 3}
    team = as_user(cast.manager).get("/admin/holdets-timer/")
    assert team.context["referrals"] == {"made": 4, "helped": 2, "answered": 3}


def test_an_entry_logged_at_the_desk_leads_to_its_receipt(cast, as_user):
    entry = logged(cast, cast.women, help_kind=kind(LETTERS))
    page = as_user(cast.consultant).get(f"/admin/associations/contact/{entry.pk}/change/")
    assert f'href="/opsoegende/{entry.pk}/"' in page.content.decode()


def test_the_quick_log_itself_leads_to_a_receipt_with_the_text(cast, as_user):
    sent = typed(cast, help_kind=kind(LETTERS).pk)
    page = as_user(cast.consultant).post("/opsoegende/", sent, follow=True)
    assert "Borgerservice kan læse et brev igennem med jer" in page.content.decode()
