"""Yearly declarations: who gives them, when, once, and what is seen of them."""

from datetime import date, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from associations import declarations, health
from associations.actions import declarations as actions
from associations.actions import merging
from associations.models import (
    Association,
    ChildCertificateDeclaration,
    DonationBanDeclaration,
)
from associations.timeline import moments
from core.actions import NotPossibleNow
from core.calendar import COPENHAGEN
from tests.cast import NOW, TODAY, make_cast
from tests.races import at_once, refusals

pytestmark = pytest.mark.django_db

NOVEMBER = datetime(2026, 11, 3, 10, 0, tzinfo=COPENHAGEN)
OBTAINED = ChildCertificateDeclaration.Answer.OBTAINED


@pytest.fixture
def page(cast, client):
    """The page of declarations as somebody of culture opens it."""
    url = reverse("portal_declarations", args=[cast.culture.pk])

    def get(who):
        client.force_login(getattr(cast, who))
        return client.get(url)

    return get


def declare(cast, year=2026, by=None, at=NOW, answer=OBTAINED):
    return actions.declare_certificates(
        cast.culture, year=year, answer=answer, by=by or cast.ayse, at=at
    )


def address(cast, kind="boerneattester", year=2026):
    return reverse("portal_declare", args=[cast.culture.pk, kind, year])


# --- Giving it ------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["ayse", "mehmet"])
def test_chair_and_treasurer_declare_for_the_year(cast, who):
    user = getattr(cast, who)
    made = declare(cast, by=user)
    assert (made.declared_by, made.signed_name, made.received_via) == (
        user,
        user.full_name,
        "portal",
    )
    assert made.valid_until == date(2026, 12, 31)


@pytest.mark.parametrize("who", ["fatma", "hodan", "consultant", "secretary", "manager"])
def test_nobody_else_declares(cast, who):
    with pytest.raises(PermissionDenied) as refusal:
        declare(cast, by=getattr(cast, who))
    assert "formand" in str(refusal.value).lower()
    assert not ChildCertificateDeclaration.objects.exists()


@pytest.mark.parametrize("answer", ChildCertificateDeclaration.Answer.values)
def test_the_words_that_were_signed_are_kept_in_danish_and_as_they_were_read(cast, answer):
    with translation.override("ar"):
        made = declare(cast, answer=answer)
        read = declarations.words(cast.culture, 2026, answer=answer)
    assert "på tro og love" in made.wording
    assert read in made.wording
    assert "2026" in made.wording
    assert cast.culture.name in made.wording


def test_an_association_whose_name_changes_has_still_signed_as_it_was_called(cast):
    made = declare(cast)
    cast.culture.name = "Et nyt navn"
    cast.culture.save()
    made.refresh_from_db()
    assert "Roskilde Kulturforening" in made.wording


def test_it_is_given_once_a_year_and_the_second_is_told_who_was_first(cast):
    declare(cast)
    with pytest.raises(NotPossibleNow) as refusal:
        declare(cast, by=cast.mehmet)
    assert "Ayşe Yılmaz" in refusal.value.message
    assert "14-10-2026" in refusal.value.message


def test_the_database_keeps_one_a_year(cast):
    made = declare(cast)
    made.pk = None
    made._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


@pytest.mark.parametrize(("year", "at"), [(2025, NOW), (2027, NOW), (2028, NOVEMBER)])
def test_another_year_is_refused(cast, year, at):
    with pytest.raises(ValidationError) as refusal:
        declare(cast, year=year, at=at)
    assert str(at.year) in refusal.value.messages[0]


def test_from_november_the_next_year_can_be_declared_for(cast):
    assert declare(cast, year=2027, at=NOVEMBER).year == 2027


def test_donations_are_declared_with_the_limit_and_apart(cast):
    made = actions.declare_donations(cast.culture, year=2026, by=cast.mehmet, at=NOW)
    assert "10.000,00" in made.wording
    assert not ChildCertificateDeclaration.objects.exists()


def test_an_answer_is_needed(cast):
    with pytest.raises((ValidationError, KeyError)):
        declare(cast, answer="perhaps")
    assert not ChildCertificateDeclaration.objects.exists()


# --- On paper -------------------------------------------------------------------------------------


def note(cast, **changes):
    facts = {
        "year": 2026,
        "answer": "no_contact",
        "signed_name": "Ayşe Yılmaz",
        "signed_on": date(2026, 3, 1),
        "by": cast.consultant,
        "at": NOW,
    }
    return actions.note_certificates(cast.culture, **(facts | changes))


def test_staff_note_what_came_on_paper_and_who_noted_it(cast):
    made = note(cast)
    assert (made.received_via, made.noted_by, made.declared_by) == ("paper", cast.consultant, None)
    assert timezone.localdate(made.declared_at) == date(2026, 3, 1)


def test_who_signs_for_the_association_notes_no_paper(cast):
    with pytest.raises(PermissionDenied):
        note(cast, by=cast.ayse)


def test_a_paper_from_tomorrow_is_refused(cast):
    with pytest.raises(ValidationError):
        note(cast, signed_on=date(2026, 10, 15))


def test_paper_counts_like_a_declaration_in_the_portal(cast):
    actions.note_donations(
        cast.culture,
        year=2026,
        signed_name="Mehmet Demir",
        signed_on=TODAY,
        by=cast.secretary,
        at=NOW,
    )
    with pytest.raises(NotPossibleNow):
        actions.declare_donations(cast.culture, year=2026, by=cast.ayse, at=NOW)


# --- In the portal --------------------------------------------------------------------------------


def test_the_page_says_what_is_missing_and_that_certificates_are_never_sent(page):
    text = page("ayse").content.decode()
    assert "Mangler" in text
    assert "aldrig selve attesterne" in text
    assert "§ 33" in text
    assert declarations.BAN_LIST_URL in text


def test_a_board_member_reads_and_gets_no_button(cast, page):
    text = page("fatma").content.decode()
    assert address(cast) not in text
    declare(cast)
    assert "Ayşe Yılmaz" in page("fatma").content.decode()


@time_machine.travel(NOVEMBER, tick=False)
def test_in_november_the_page_offers_the_next_year_too(cast, page):
    assert address(cast, year=2027) in page("ayse").content.decode()


@time_machine.travel(NOW, tick=False)
def test_in_october_it_does_not(cast, page, client):
    assert address(cast, year=2027) not in page("ayse").content.decode()
    assert client.get(address(cast, year=2027)).status_code == 404


@time_machine.travel(NOW, tick=False)
def test_the_chair_declares_in_the_portal(cast, page, client):
    page("ayse")
    answer = client.post(address(cast), {"answer": "obtained", "declared": "on"}, follow=True)
    assert "Tak" in answer.content.decode()
    made = ChildCertificateDeclaration.objects.get()
    assert (made.association, made.declared_by) == (cast.culture, cast.ayse)


@time_machine.travel(NOW, tick=False)
def test_without_the_tick_nothing_is_declared(cast, page, client):
    page("ayse")
    answer = client.post(address(cast), {"answer": "obtained"})
    assert answer.status_code == 422
    assert not ChildCertificateDeclaration.objects.exists()


@time_machine.travel(NOW, tick=False)
def test_who_comes_second_reads_who_was_first(cast, page, client):
    declare(cast)
    page("mehmet")
    assert "Ayşe Yılmaz" in client.get(address(cast)).content.decode()
    answer = client.post(address(cast), {"answer": "no_contact", "declared": "on"})
    assert answer.status_code == 422
    assert "Ayşe Yılmaz" in answer.content.decode()
    assert ChildCertificateDeclaration.objects.get().answer == "obtained"


def test_the_front_page_asks_for_it_until_it_is_given(cast, client):
    client.force_login(cast.ayse)
    home = reverse("portal_association", args=[cast.culture.pk])
    year = timezone.localdate().year
    assert address(cast, year=year) in client.get(home).content.decode()
    declare(cast, year=year, at=timezone.now())
    assert address(cast, year=year) not in client.get(home).content.decode()


# --- At the desk ----------------------------------------------------------------------------------


@time_machine.travel(NOW, tick=False)
def test_the_list_of_associations_finds_those_who_have_not_declared(cast, client):
    client.force_login(cast.consultant)
    url = reverse("admin:associations_association_changelist") + "?erklaering=mangler"
    before = client.get(url).content.decode()
    assert "Roskilde Kulturforening" in before
    assert "Somalisk Kvindeforening" not in before, "a group without a board is not asked"
    declare(cast)
    assert "Roskilde Kulturforening" not in client.get(url).content.decode()


@time_machine.travel(NOW, tick=False)
def test_a_paper_is_noted_on_the_page_of_the_association(cast, client):
    client.force_login(cast.consultant)
    url = reverse(
        "admin:associations_association_step", args=[cast.culture.pk, "note_certificates"]
    )
    given = {"year": "2026", "answer": "obtained", "signed_name": "Ayşe", "signed_on": "01-10-2026"}
    assert client.post(url, given).status_code == 302
    assert ChildCertificateDeclaration.objects.get().noted_by == cast.consultant


def sign(cast, day=TODAY, who="consultant"):
    return {str(one.label): one for one in health.card(cast.culture, getattr(cast, who), day)}.get(
        "Børneattester"
    )


def test_the_health_card_is_yellow_without_and_green_with_the_declaration(cast):
    assert sign(cast).light == "yellow"
    declare(cast)
    assert sign(cast).light == "green"
    assert sign(cast, date(2027, 1, 1)).light == "yellow"


def test_the_health_card_asks_once(cast, django_assert_num_queries):
    from associations.declaration_panels import certificates_sign

    cast.consultant.has_perm("associations.view_declaration")
    with django_assert_num_queries(1):
        certificates_sign(cast.culture, cast.consultant, TODAY)


def test_declarations_stand_on_the_timeline(cast):
    declare(cast)
    actions.declare_donations(cast.culture, year=2026, by=cast.mehmet, at=NOW)
    told = [str(one.title) for one in moments(cast.culture, cast.consultant)]
    assert "Børneattester for 2026" in told
    assert "Donationer i 2026" in told


def test_members_of_the_committee_read_no_declarations(cast):
    declare(cast)
    assert not ChildCertificateDeclaration.objects.visible_to(cast.member).exists()
    assert not DonationBanDeclaration.objects.visible_to(cast.hodan).exists()


def test_merging_two_that_both_declared_keeps_one_and_undoing_brings_the_other_back(cast):
    twin = Association.objects.create(name="Kulturforeningen", stage=Association.Stage.ACTIVE)
    declare(cast)
    actions.note_certificates(
        twin,
        year=2026,
        answer="no_contact",
        signed_name="En anden",
        signed_on=TODAY,
        by=cast.consultant,
        at=NOW,
    )
    merge = merging.merge(cast.culture, twin, by=cast.consultant, at=NOW)
    assert ChildCertificateDeclaration.objects.get().signed_name == "Ayşe Yılmaz"
    merging.undo(merge, by=cast.consultant, at=NOW, reason="Ikke de samme")
    assert set(ChildCertificateDeclaration.objects.values_list("signed_name", flat=True)) == {
        "Ayşe Yılmaz",
        "En anden",
    }


@pytest.mark.django_db(transaction=True)
def test_two_who_declare_at_once_make_one_and_the_other_is_told_kindly(transactional_db):
    with time_machine.travel(NOW, tick=False):
        cast = make_cast()
        outcomes = at_once(
            lambda: declare(cast, by=cast.ayse), lambda: declare(cast, by=cast.mehmet)
        )
    assert [type(one) for one in refusals(outcomes)] == [NotPossibleNow]
    made = ChildCertificateDeclaration.objects.get()
    assert made.signed_name in refusals(outcomes)[0].message
