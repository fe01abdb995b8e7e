"""The meter's pages: one's own hours to oneself alone, to those who lead the team's sums."""

import io
from datetime import date, time, timedelta

import pytest
from django.template import Context, Template
from openpyxl import load_workbook

from accounts.roles import Role
from associations.models import HelpKind, IndependenceStep
from core.templatetags.charts import Bar
from tests.associations.entries import logged
from tests.cast import NOW, TODAY, make_user

MINE = "/admin/mine-timer/"
TEAM = "/admin/holdets-timer/"
CONTACTS = "/admin/associations/contact/"


def kind(code):
    return HelpKind.objects.get(code=code)


@pytest.fixture
def colleague(cast):
    return make_user("jonas", "Jonas Damgaard", Role.CONSULTANT)


@pytest.fixture
def busy(cast, colleague):
    """A month in which three consultants logged 7, 11 and 13 hours."""
    reading = kind("translation_reading_letters")
    logged(cast, cast.culture, minutes=300)
    logged(cast, cast.culture, minutes=120, help_kind=reading)
    logged(cast, cast.women, by=cast.coordinator, minutes=660)
    logged(cast, cast.women, cast.culture, by=colleague, minutes=780)
    return cast


def test_my_own_page_has_my_minutes_and_nobody_else_s(busy, as_user, colleague):
    mine = as_user(busy.consultant).get(MINE).context
    assert mine["total"] == 420
    assert [(one.label, one.minutes) for one in mine["by_association"]] == [
        ("Roskilde Kulturforening", 420)
    ]
    assert mine["out_of_scope"] == 120
    theirs = as_user(colleague).get(MINE).context
    assert theirs["total"] == 780
    assert {one.minutes for one in theirs["by_association"]} == {390}


def test_nobody_opens_a_colleague_s_hours_by_an_address(busy, as_user, colleague):
    for who in (busy.consultant, busy.coordinator, busy.secretary):
        browser = as_user(who)
        for name in ("konsulent", "consultant", "user", "id", "consultants"):
            page = browser.get(MINE, {name: colleague.pk})
            assert page.context["total"] != 780
    assert as_user(busy.consultant).get(f"{MINE}{colleague.pk}/").status_code == 404


@pytest.mark.parametrize("path", [MINE, f"{MINE}eksport/"])
@pytest.mark.parametrize("who", ["manager", "administrator", "member"])
def test_who_logs_nothing_has_no_own_page(busy, as_user, who, path):
    assert as_user(getattr(busy, who)).get(path).status_code == 403


@pytest.mark.parametrize("path", [TEAM, f"{TEAM}eksport/"])
@pytest.mark.parametrize("who", ["consultant", "secretary", "administrator", "member"])
def test_the_team_s_sums_are_for_those_who_lead(busy, as_user, who, path):
    assert as_user(getattr(busy, who)).get(path).status_code == 403


@pytest.mark.parametrize("who", ["manager", "coordinator"])
def test_the_team_s_page_has_sums_and_no_person(busy, as_user, colleague, who):
    page = as_user(getattr(busy, who)).get(TEAM)
    assert page.context["total"] == 420 + 660 + 780
    assert page.context["out_of_scope_share"] == round(120 * 100 / 1860)
    assert page.context["top"] == 100
    text = page.content.decode().split('id="content-main"')[1]
    for person in (busy.consultant, busy.coordinator, colleague):
        assert person.full_name not in text
    for own in ("7 t.", "11 t.", "13 t."):
        assert own not in text.split("by-association")[0]


@pytest.mark.parametrize("kind_of_file", ["xlsx", "csv"])
def test_the_team_s_file_names_no_consultant_and_adds_up(busy, as_user, colleague, kind_of_file):
    answer = as_user(busy.manager).get(f"{TEAM}eksport/?format={kind_of_file}")
    if kind_of_file == "csv":
        rows = [line.split(";") for line in answer.content.decode("utf-8-sig").splitlines()]
    else:
        rows = [list(row) for row in load_workbook(io.BytesIO(answer.content)).active.values]
    assert sum(int(row[4]) for row in rows[1:]) == 1860
    assert len(rows[0]) == 5
    whole = str(rows)
    for person in (busy.consultant, busy.coordinator, colleague):
        assert person.full_name not in whole
    assert as_user(busy.manager).get(f"{TEAM}eksport/?format=pdf").status_code == 404


def test_my_own_file_has_my_minutes_alone(busy, as_user, colleague):
    answer = as_user(colleague).get(f"{MINE}eksport/?format=xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert sum(row[4] for row in rows[1:]) == 780


def test_a_month_that_only_two_logged_in_is_told_to_no_leader(cast, as_user):
    logged(cast, cast.culture, minutes=300)
    logged(cast, cast.women, by=cast.coordinator, minutes=60)
    manager = as_user(cast.manager)
    page = manager.get(TEAM)
    assert page.context["total"] == 0
    assert page.context["left_out"] == [date(2026, 10, 1)]
    assert "oktober 2026" in page.content.decode()
    assert sum(bar.total for bar in page.context["bars"]) == 0
    rows = list(load_workbook(io.BytesIO(manager.get(f"{TEAM}eksport/").content)).active.values)
    assert len(rows) == 1
    logged(cast, cast.women, by=cast.secretary, minutes=10)
    assert manager.get(TEAM).context["total"] == 370


def test_a_quarter_is_told_without_the_month_that_would_be_a_person_s(busy, as_user):
    """Else the month would be the quarter less the rest."""
    logged(busy, busy.culture, minutes=45, happened_on=date(2026, 9, 3))
    logged(busy, busy.culture, minutes=45, happened_on=date(2026, 11, 3), at=NOW + timedelta(40))
    page = as_user(busy.manager).get(TEAM, {"periode": "2026-K4"})
    assert page.context["total"] == 1860
    assert page.context["left_out"] == [date(2026, 11, 1)]
    assert page.context["left_out_of_trend"] == [date(2026, 9, 1)]
    assert sum(bar.total for bar in page.context["bars"]) == 1860


def test_the_log_is_not_filtered_or_exported_by_colleague(busy, as_user, colleague):
    for who in (busy.manager, busy.coordinator, busy.consultant):
        browser = as_user(who)
        assert browser.get(f"{CONTACTS}?consultants__id__exact={colleague.pk}").status_code == 400
        assert browser.get(f"{CONTACTS}?logged_by__id__exact={colleague.pk}").status_code == 400
        listed = browser.get(f"{CONTACTS}?konsulent={colleague.pk}").context["cl"].queryset
        assert [contact.minutes for contact in listed] != [780]
        assert not browser.get(f"{CONTACTS}?q={colleague.full_name}").context["cl"].queryset
        for query in ("", f"&konsulent={colleague.pk}"):
            file = browser.get(f"{CONTACTS}eksport/?format=csv{query}").content.decode("utf-8-sig")
            assert colleague.full_name not in file
    own = as_user(colleague).get(f"{CONTACTS}?konsulent={colleague.pk}").context["cl"].queryset
    assert [contact.minutes for contact in own] == [780]


def test_the_hour_budgets_and_referrals_as_files_name_no_consultant(busy, as_user, colleague):
    for page in ("hourbudget", "referral"):
        url = f"/admin/associations/{page}/eksport/?format=csv"
        assert colleague.full_name not in as_user(busy.manager).get(url).content.decode("utf-8-sig")


def test_periods_kinds_and_associations_narrow_the_tables(busy, as_user):
    logged(busy, busy.women, minutes=25, happened_on=date(2026, 8, 3))
    browser = as_user(busy.consultant)
    assert browser.get(MINE, {"periode": "2026-08"}).context["total"] == 25
    assert browser.get(MINE, {"periode": "2026-K3"}).context["total"] == 25
    assert browser.get(MINE, {"periode": "2026"}).context["total"] == 445
    reading = kind("translation_reading_letters")
    assert browser.get(MINE, {"hjaelp": reading.pk}).context["total"] == 120
    narrowed = browser.get(MINE, {"periode": "2026", "forening": busy.women.pk})
    assert narrowed.context["total"] == 25
    assert "Somalisk Kvindeforening" in narrowed.content.decode()


@pytest.mark.parametrize("typed", ["", "2026-13", "2026-K5", "1999", "x", "99999-01", "2026-10-1"])
def test_what_is_no_period_shows_this_month(busy, as_user, typed):
    assert as_user(busy.consultant).get(MINE, {"periode": typed}).context["total"] == 420


def test_evenings_and_days_off_are_outside_normal_hours(busy, as_user):
    friday, sunday = date(2026, 10, 9), date(2026, 10, 11)
    logged(busy, busy.culture, minutes=30, happened_on=friday, started_at=time(10, 0))
    logged(busy, busy.culture, minutes=40, happened_on=friday, started_at=time(17, 0))
    logged(busy, busy.culture, minutes=50, happened_on=sunday)
    found = as_user(busy.manager).get(TEAM).context["outside"]
    assert found == {"outside": 90, "known": 120}


def test_my_page_says_what_others_could_take_over(cast, as_user):
    accounts = kind("accounts_reporting")
    for days in range(3):
        logged(
            cast, cast.culture, minutes=20, help_kind=accounts, happened_on=TODAY - timedelta(days)
        )
    logged(cast, cast.women, minutes=15, help_kind=kind("individual_citizen_matter"))
    themselves = kind("capacity_building")
    logged(cast, cast.women, minutes=10, help_kind=themselves)
    IndependenceStep.objects.create(
        association=cast.women, help_kind=themselves, rung="you_do", taken_at=NOW,
        taken_by=cast.consultant,
    )  # fmt: skip
    page = as_user(cast.consultant).get(MINE)
    assert [(one.minutes, one.examples) for one in page.context["moves"]] == [
        (60, "Kursus i foreningsregnskab"),
        (15, "Borgerservice"),
        (10, "Styrkelse af foreningen"),
    ]
    assert [one.association for one in page.context["next_times"]] == ["Somalisk Kvindeforening"]


def test_the_chart_has_a_name_and_the_same_numbers_as_a_table(db):
    bars = [Bar("okt. 26", [60, 0]), Bar("nov. 26", [30, 30])]
    page = Template(
        '{% load charts %}{% bar_chart bars series label="Timer" first="Måned" %}'
    ).render(Context({"bars": bars, "series": ["Ours", "Others'"]}))
    assert 'role="img" aria-label="Timer"' in page
    assert page.count('<rect class="chart-1" x=') == 2
    assert page.count('<rect class="chart-2" x=') == 1
    assert "style=" not in page
    for number in ("60", "30", "0"):
        assert f'<td class="cw-number">{number}</td>' in page
