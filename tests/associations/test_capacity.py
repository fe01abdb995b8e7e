"""The association check: a board's own words once a year, for itself and never a score."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from accounts.models import Access
from associations import capacity, timeline
from associations.actions import associations as register
from associations.actions import capacity as actions
from associations.actions import merging
from associations.models import (
    Association,
    CapacityAnswer,
    CapacityCheck,
    CapacityStatement,
    HelpKind,
)
from core.actions import NotPossibleNow
from core.calendar import COPENHAGEN
from tests.associations.test_way import text_of
from tests.cast import NOW, TODAY, give_access, later, make_cast, make_user
from tests.races import at_once, refusals


@pytest.fixture(autouse=True)
def as_written():
    """Texts are compared as they stand in the code."""
    with translation.override("en"):
        yield


def statement(code):
    return CapacityStatement.objects.get(code=code)


def fill(cast, said=None, *, at=NOW, by=None, association=None, priorities=()):
    """`said` by code of the statement; unsaid, everything is “partly”."""
    chosen = CapacityStatement.objects.in_use()
    given = said if said is not None else {one.code: 3 for one in chosen}
    return actions.fill(
        association or cast.culture,
        answers={statement(code).pk: value for code, value in given.items()},
        priorities=priorities,
        by=by or cast.ayse,
        at=at,
    )


def in_year(year):
    return NOW.replace(year=year)


def line(result, code):
    return next(one for one in result.lines if one.statement.code == code)


def result_of(cast, user=None):
    return capacity.result_of(cast.culture, user or cast.ayse)


# --- the statements -------------------------------------------------------------------------------


@pytest.mark.django_db
def test_there_are_ten_statements_in_every_language_of_the_pages(settings):
    statements = CapacityStatement.objects.in_use()
    assert len(statements) == 10
    for one in statements:
        texts = {getattr(one, f"text_{code}") for code, _name in settings.LANGUAGES}
        assert None not in texts
        assert len(texts) == len(settings.LANGUAGES), "each language has words of its own"
        assert one.help_kind is not None


def test_a_statement_out_of_use_is_asked_no_more_and_what_was_answered_stays(as_user, cast):
    fill(cast, {"volunteers": 2, "economy": 4})
    CapacityStatement.objects.filter(code="volunteers").update(is_active=False)
    page = as_user(cast.ayse).get(address(cast, "portal_capacity_fill"), {"sprog": "en"})
    assert "enough volunteers" not in page.content.decode()
    fill(cast, {"economy": 5})
    assert line(result_of(cast), "volunteers").value == 2
    with pytest.raises(ValidationError, match="changed"):
        fill(cast, {"volunteers": 3})


def test_the_coordinator_words_a_statement_and_nobody_deletes_one(as_user, cast):
    one = statement("volunteers")
    desk = as_user(cast.coordinator)
    page = reverse("admin:associations_capacitystatement_change", args=[one.pk])
    sent = {
        "code": one.code,
        "position": "4",
        "is_active": "on",
        "help_kind": one.help_kind_id,
        "text_da": "Vi er nok hænder.",
        **{f"text_{code}": "x" for code in ("en", "ar", "tr", "so")},
    }
    assert desk.post(page, sent).status_code == 302
    one.refresh_from_db()
    assert one.text_da == "Vi er nok hænder."
    delete = reverse("admin:associations_capacitystatement_delete", args=[one.pk])
    assert desk.post(delete, {"post": "yes"}).status_code == 403


# --- filling in -----------------------------------------------------------------------------------


def test_the_board_answers_once_a_year_and_mends_it_until_the_year_ends(cast):
    fill(cast, {"economy": 2, "funding": 4}, priorities=["Et budget", " "])
    last_minute = NOW.replace(month=12, day=31, hour=23, minute=59)
    check = fill(cast, {"economy": 5}, at=last_minute, by=cast.mehmet, priorities=["Frivillige"])
    assert CapacityCheck.objects.count() == 1
    assert (check.filled_on, check.filled_by) == (date(2026, 12, 31), cast.mehmet)
    assert check.priorities == ["Frivillige"]
    assert {one.statement.code: one.value for one in check.answers.all()} == {"economy": 5}
    fill(cast, {"economy": 1}, at=NOW.replace(year=2027, month=1, day=1, hour=0))
    assert [one.year for one in CapacityCheck.objects.all()] == [2027, 2026]
    assert line(result_of(cast), "economy").values == [5, 1]


def test_the_year_is_that_of_copenhagen(cast):
    new_year = NOW.replace(year=2027, month=1, day=1, hour=0, minute=30, tzinfo=COPENHAGEN)
    assert fill(cast, at=new_year).year == 2027


@pytest.mark.parametrize("who", ["fatma", "hodan", "consultant", "coordinator", "manager"])
def test_only_the_chair_and_the_treasurer_fill_it_in(cast, who):
    with pytest.raises(PermissionDenied):
        fill(cast, by=getattr(cast, who))
    assert not CapacityCheck.objects.exists()


def test_nothing_answered_is_no_check(cast):
    with pytest.raises(ValidationError, match="at least one"):
        fill(cast, {})
    for wrong in (0, 6):
        with pytest.raises(ValidationError):
            fill(cast, {"economy": wrong})
    assert not CapacityCheck.objects.exists()


def test_a_dissolved_association_fills_in_nothing(cast):
    register.dissolve(cast.culture, by=cast.consultant, at=NOW, reason="Lukket")
    with pytest.raises(NotPossibleNow):
        fill(cast)


def test_the_database_keeps_one_check_a_year_and_answers_of_the_scale(cast):
    check = fill(cast, {"economy": 3})
    for wrong in (
        lambda: CapacityCheck.objects.create(
            association=cast.culture, year=2026, filled_on=TODAY, filled_by=cast.ayse
        ),
        lambda: check.answers.update(value=6),
        lambda: CapacityCheck.objects.update(helped_by=cast.consultant),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


@pytest.mark.django_db(transaction=True)
def test_chair_and_treasurer_at_once_make_one_check(clock):
    cast = make_cast()
    outcomes = at_once(
        lambda: fill(cast, {"economy": 2}), lambda: fill(cast, {"economy": 4}, by=cast.mehmet)
    )
    assert refusals(outcomes) == []
    assert CapacityCheck.objects.count() == 1
    assert CapacityAnswer.objects.count() == 1


def test_the_consultant_notes_that_it_was_done_together_and_no_answer_changes(cast):
    check = fill(cast, {"economy": 2})
    for who in (cast.ayse, cast.secretary, cast.manager):
        with pytest.raises(PermissionDenied):
            actions.note_help(check, by=who, at=NOW)
    noted = actions.note_help(check, by=cast.consultant, at=later(hours=1))
    assert noted.helped_by == cast.consultant
    with pytest.raises(NotPossibleNow):
        actions.note_help(check, by=cast.coordinator, at=NOW)
    assert fill(cast, {"economy": 3}).helped_by == cast.consultant
    assert CapacityAnswer.objects.get().value == 3


# --- what it shows --------------------------------------------------------------------------------


def test_a_year_is_compared_with_the_last_one_that_was_answered(cast):
    fill(cast, {"economy": 2, "funding": 3, "clear_purpose": 5}, at=in_year(2024))
    fill(cast, {"economy": 2, "clear_purpose": 4}, at=in_year(2025))
    fill(cast, {"economy": 4, "funding": 2, "clear_purpose": 4, "year_plan": 1})
    result = result_of(cast)
    assert result.years == [2024, 2025, 2026]
    said = {one.statement.code: (one.word, str(one.change)) for one in result.lines}
    assert said == {
        "clear_purpose": ("Mostly", "The same as the year before"),
        "economy": ("Mostly", "Better than the year before"),
        "funding": ("A little", "Lower than in 2024"),
        "year_plan": ("Not at all", ""),
    }
    assert [(str(word), number) for word, number in result.counts] == [
        ("Better", 1),
        ("The same", 1),
        ("Lower", 1),
    ]
    assert [one.line.statement.code for one in result.pointers] == ["funding", "year_plan"]


def test_a_low_answer_leads_to_what_the_register_offers(as_user, cast):
    fill(cast, {"economy": 1, "municipality": 2, "clear_purpose": 1, "cooperation": 5})
    HelpKind.objects.filter(code="statutes_founding").update(is_active=False)
    gone, offer, ask = result_of(cast).pointers
    assert gone.name is None
    assert offer.offer.text
    assert ask.offer is None
    assert ask.name.text == "Contact to another department"
    page = read(as_user(cast.ayse), address(cast), sprog="so")
    assert "Koorso ku saabsan xisaabaadka ururrada" in page


def test_a_text_that_is_not_translated_is_danish_and_says_so(as_user, cast):
    CapacityStatement.objects.filter(code="economy").update(text_ar=None)
    fill(cast, {"economy": 1})
    with translation.override("ar"):
        text = line(result_of(cast), "economy").text
    assert text.is_danish
    assert text.text.startswith("Vi har styr på pengene")
    for name in ("portal_capacity", "portal_capacity_fill"):
        assert 'lang="da" dir="auto"' in read(as_user(cast.ayse), address(cast, name), sprog="ar")


def test_the_result_costs_four_queries_however_many_years(cast, django_assert_num_queries):
    for year in range(2018, 2027):
        fill(cast, at=in_year(year))
    with django_assert_num_queries(4):
        assert len(result_of(cast).years) == capacity.YEARS


def test_what_helps_costs_no_further_query(cast, django_assert_num_queries):
    fill(cast, {one.code: 1 for one in CapacityStatement.objects.in_use()})
    with django_assert_num_queries(4):
        pointers = result_of(cast).pointers
        assert len([one for one in pointers if one.name and one.line.text]) == 10


# --- who reads it ---------------------------------------------------------------------------------


def test_those_who_assess_applications_read_no_check(as_user, cast):
    """A board that says it has trouble with its accounts must not pay for it in the pool."""
    check = fill(cast, {"economy": 1}, priorities=["Regnskabet"])
    page = reverse("admin:associations_capacitycheck_change", args=[check.pk])
    part = reverse("admin:associations_association_panels", args=[cast.culture.pk, "associations"])
    for who in (cast.secretary, cast.member, cast.committee_chair):
        assert as_user(who).get(page).status_code in (403, 404)
        assert not CapacityCheck.objects.visible_to(who).exists()
        assert "Regnskabet" not in as_user(who).get(part).content.decode()
        told = [str(one.kind) for one in timeline.moments(cast.culture, who)]
        assert "Association check" not in told
    assert not CapacityCheck.objects.visible_to(cast.hodan).exists()
    for who in (cast.consultant, cast.manager):
        assert as_user(who).get(page).status_code == 200
        assert "Regnskabet" in as_user(who).get(part).content.decode()
        told = [str(one.kind) for one in timeline.moments(cast.culture, who)]
        assert "Association check" in told


def test_the_panel_shows_the_trend_and_what_the_board_wants(as_user, cast):
    part = reverse("admin:associations_association_panels", args=[cast.culture.pk, "associations"])
    assert "ikke udfyldt" in as_user(cast.consultant).get(part).content.decode()
    fill(cast, {"economy": 1}, at=in_year(2025))
    fill(cast, {"economy": 4}, priorities=["Flere <b>frivillige</b>"])
    page = as_user(cast.consultant).get(part).content.decode()
    assert "trend-picture" in page
    assert "Flere &lt;b&gt;frivillige&lt;/b&gt;" in page


# --- the team -------------------------------------------------------------------------------------


def associations_that_answered(cast, number, value, *, at=NOW):
    for place in range(number):
        one, _made = Association.objects.get_or_create(
            name=f"Forening {place}", defaults={"stage": "active"}
        )
        if not one.accesses.exists():
            give_access(make_user(f"nr-{place}", f"Nr {place}"), one, Access.Role.CHAIR)
        chair = one.accesses.get().user
        fill(cast, {"economy": value}, association=one, by=chair, at=at)


def test_an_average_is_told_from_five_associations_on(as_user, cast):
    associations_that_answered(cast, 4, 2)
    _years, lines = capacity.team(2026)
    assert {one.average for one in lines} == {None}
    fill(cast, {"economy": 5, "funding": 1})
    _years, lines = capacity.team(2026)
    assert (lines[0].statement.code, lines[0].average) == ("economy", 2.6)
    assert lines[0].answered == 5
    assert {one.average for one in lines[1:]} == {None}, "one answer on money is nobody's average"
    url = reverse("admin:associations_team_capacity")
    page = as_user(cast.coordinator).get(url).content.decode()
    assert "2,6" in page
    assert page.count('class="trend"') == 1
    assert as_user(cast.manager).get(url, {"aar": "1999"}).status_code == 200
    assert as_user(cast.consultant).get(url).status_code == 403


def test_the_averages_of_the_years_stand_beside_each_other(cast):
    associations_that_answered(cast, 5, 2, at=in_year(2025))
    associations_that_answered(cast, 6, 4)
    years, lines = capacity.team(2026)
    assert years == [2025, 2026]
    assert lines[0].values == [2, 4]
    assert lines[0].average == 4


def test_the_list_finds_who_answered_a_statement_low(as_user, cast):
    fill(cast, {"economy": 2})
    fill(cast, {"economy": 3}, association=cast.women, by=cast.hodan)
    url = reverse("admin:associations_capacitycheck_changelist")
    desk = as_user(cast.coordinator)
    page = read(desk, url, lav=statement("economy").pk, aar=2026)
    assert "Roskilde Kulturforening" in page
    assert "Somalisk Kvindeforening" not in page
    assert "Roskilde Kulturforening" not in read(desk, url, aar=2025)


# --- merging --------------------------------------------------------------------------------------


@pytest.mark.parametrize("newer_at_twin", [True, False])
def test_of_two_checks_of_a_year_the_newer_stays_and_undoing_brings_both_back(cast, newer_at_twin):
    twin = Association.objects.create(name="Roskilde Kulturforening 2", stage="active")
    give_access(cast.ayse, twin, Access.Role.CHAIR)
    days = (later(days=9), NOW) if newer_at_twin else (NOW, later(days=9))
    fill(cast, {"economy": 1}, association=twin, at=days[0])
    fill(cast, {"economy": 5, "funding": 5}, at=days[1])
    Access.objects.filter(association=twin).delete()
    done = merging.merge(cast.culture, twin, by=cast.consultant, at=later(days=10))
    kept = CapacityCheck.objects.get()
    assert kept.association == cast.culture
    assert kept.answers.count() == (1 if newer_at_twin else 2)
    merging.undo(done, by=cast.consultant, at=later(days=11), reason="To foreninger")
    assert {one.association_id: one.answers.count() for one in CapacityCheck.objects.all()} == {
        cast.culture.pk: 2,
        twin.pk: 1,
    }


# --- the pages ------------------------------------------------------------------------------------


def address(cast, name="portal_capacity"):
    return reverse(name, args=[cast.culture.pk])


def read(browser, url, **query):
    answer = browser.get(url, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_board_fills_it_in_on_one_page_and_reads_the_result(as_user, cast):
    fill(cast, {"economy": 2}, at=in_year(2025))
    browser = as_user(cast.ayse)
    assert "Begin the check" in read(browser, address(cast), sprog="en")
    sent = {
        f"statement_{statement('economy').pk}": "4",
        f"statement_{statement('funding').pk}": "",
        "first_priority": "Søge flere penge",
    }
    answer = browser.post(address(cast, "portal_capacity_fill"), sent)
    assert (answer.status_code, answer.url) == (302, address(cast))
    page = read(browser, address(cast), sprog="en")
    for words in ("Mostly", "Better than the year before", "Søge flere penge", "31 December 2026"):
        assert words in page
    assert "trend-picture" in page
    assert "A little (2)" in page, "the table has the same figures in words"
    again = read(browser, address(cast, "portal_capacity_fill"))
    assert "Søge flere penge" in again
    assert again.count(" checked") == 10, "one of every statement, skipped ones too"


def test_nothing_typed_is_lost_on_an_error(as_user, cast):
    sent = {"first_priority": "Flere frivillige", "second_priority": "010190-1234"}
    chosen = f"statement_{statement('economy').pk}"
    answer = as_user(cast.ayse).post(address(cast, "portal_capacity_fill"), {**sent, chosen: "4"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Flere frivillige" in page
    assert f'name="{chosen}" value="4"' in page
    assert "CPR" in page
    empty = as_user(cast.ayse).post(address(cast, "portal_capacity_fill"), {"first_priority": "x"})
    assert empty.status_code == 422
    assert not CapacityCheck.objects.exists()


def test_a_board_member_reads_and_does_not_fill(as_user, cast):
    fill(cast, {"economy": 1})
    browser = as_user(cast.fatma)
    page = read(browser, address(cast), sprog="en")
    assert "Not at all" in page
    assert address(cast, "portal_capacity_fill") not in page
    assert browser.get(address(cast, "portal_capacity_fill")).status_code == 403


def test_the_picture_runs_as_the_page_is_read(as_user, cast):
    fill(cast, {"economy": 1}, at=in_year(2025))
    fill(cast, {"economy": 5})
    places = {}
    for language in ("da", "ar"):
        page = read(as_user(cast.ayse), address(cast), sprog=language)
        picture = page.split("trend-point", 1)[1]
        places[language] = int(picture.split('x="', 1)[1].split('"', 1)[0])
    assert places["da"] < places["ar"], "the oldest year is where reading begins"


def test_the_portal_reminds_calmly_where_the_last_check_is_a_year_old(as_user, cast):
    home = reverse("portal_association", args=[cast.culture.pk])
    hint = "It takes the board ten minutes, once a year."
    browser = as_user(cast.ayse)
    assert hint in read(browser, home, sprog="en")
    fill(cast, at=NOW.replace(year=2025, month=10, day=20))
    assert hint not in read(browser, home, sprog="en")
    CapacityCheck.objects.update(filled_on=date(2025, 10, 14))
    assert hint in read(browser, home, sprog="en")
    group = reverse("portal_association", args=[cast.women.pk])
    assert hint not in read(as_user(cast.hodan), group, sprog="en"), "a group has enough to do"


@pytest.mark.parametrize("language", ["da", "ar", "so"])
def test_the_result_comes_as_a_file_in_the_page_s_language(as_user, cast, language):
    browser = as_user(cast.ayse)
    assert browser.get(address(cast, "portal_capacity_pdf")).status_code == 404
    fill(cast, {"economy": 1}, priorities=["Regnskab #panic()"])
    answer = browser.get(address(cast, "portal_capacity_pdf"), {"sprog": language})
    assert answer["Content-Type"] == "application/pdf"
    text = text_of(answer.content)
    assert "#panic()" in text
    assert "2026" in text
