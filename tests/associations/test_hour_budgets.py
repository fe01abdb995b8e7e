"""Hour budgets: soft ceilings that tell in yellow and red, and never stop anybody."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from associations import budgets, meter_panels
from associations.actions import budgets as actions
from associations.models import Association, Contact, HelpKind, HourBudget, HourBudgetNote
from core.actions import NotPossibleNow
from core.panels import Light
from tests.associations.entries import logged, typed
from tests.cast import NOW, TODAY, make_cast
from tests.races import at_once, refusals

LIST = "/admin/associations/hourbudget/"


def budget(cast, **facts):
    given = {
        "association": cast.culture, "help_kind": None, "period": "month", "hours": 10,
        "valid_from": date(2026, 1, 1), "by": cast.manager, "at": NOW, **facts,
    }  # fmt: skip
    return actions.set_up(**given)


def light_after(cast, one, minutes, **facts):
    logged(cast, cast.culture, minutes=minutes, **facts)
    (standing,) = budgets.standings([one], TODAY)
    return standing.light


def test_a_budget_is_yellow_at_eighty_and_red_at_a_hundred_percent(cast):
    one = budget(cast)
    assert light_after(cast, one, 475) == Light.GREEN
    assert light_after(cast, one, 5) == Light.YELLOW
    assert light_after(cast, one, 115) == Light.YELLOW
    assert light_after(cast, one, 5) == Light.RED
    assert light_after(cast, one, 60) == Light.RED


@pytest.mark.parametrize(("hours", "words"), [(1, "1 time pr."), (2, "2 timer pr.")])
def test_one_hour_is_not_several(cast, hours, words):
    with translation.override("da"):
        assert str(budget(cast, hours=hours)).startswith(words)


def test_red_stops_nobody_from_logging(cast, as_user):
    budget(cast, hours=1)
    logged(cast, cast.culture, minutes=90)
    page = as_user(cast.consultant).post("/opsoegende/", typed(cast), follow=True)
    assert Contact.objects.count() == 2
    (standing,) = page.context["standings"]
    assert (standing.minutes, standing.light) == (120, Light.RED)


@pytest.mark.parametrize(("period", "counted"), [("month", 30), ("quarter", 90), ("year", 270)])
def test_a_period_counts_its_own_days(cast, period, counted):
    one = budget(cast, period=period)
    for minutes, day in (
        (30, TODAY),
        (60, date(2026, 12, 31)),
        (180, date(2026, 1, 1)),
        (600, date(2025, 12, 31)),
    ):
        logged(cast, cast.culture, minutes=minutes, happened_on=day, at=NOW + timedelta(100))
    (standing,) = budgets.standings([one], TODAY)
    assert standing.minutes == counted


def test_a_budget_counts_its_association_its_kind_or_both(cast):
    other = HelpKind.objects.get(code="accounts_reporting")
    whole = budget(cast)
    of_kind = budget(cast, association=None, help_kind=other)
    both = budget(cast, help_kind=other)
    logged(cast, cast.culture, minutes=10)
    logged(cast, cast.culture, cast.women, minutes=25, help_kind=other)
    logged(cast, cast.women, minutes=40, help_kind=other)
    found = {one.budget: one.minutes for one in budgets.standings([whole, of_kind, both], TODAY)}
    assert found == {whole: 23, of_kind: 65, both: 13}


def test_many_budgets_are_worked_out_with_few_queries(cast, django_assert_max_num_queries):
    made = [
        budget(cast, association=Association.objects.create(name=f"F {n}"), period=period)
        for n in range(10)
        for period in HourBudget.Period.values
    ]
    with django_assert_max_num_queries(9):
        assert len(budgets.standings(made, TODAY)) == 30


@pytest.mark.parametrize("who", ["consultant", "coordinator", "secretary", "administrator", "ayse"])
def test_a_budget_is_set_by_a_manager_alone(cast, as_user, who):
    with pytest.raises(PermissionDenied):
        budget(cast, by=getattr(cast, who))
    assert as_user(getattr(cast, who)).get(f"{LIST}add/").status_code in (302, 403)
    assert not HourBudget.objects.exists()


def test_the_coordinator_sees_the_budgets_and_changes_nothing(cast, as_user):
    one = budget(cast)
    browser = as_user(cast.coordinator)
    assert "Roskilde Kulturforening" in browser.get(LIST).content.decode()
    sent = {"hours": 90, "valid_until": ""}
    assert browser.post(f"{LIST}{one.pk}/change/", sent).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.change(one, hours=5, valid_until=None, by=cast.coordinator, at=NOW)
    assert as_user(cast.consultant).get(LIST).status_code == 403


def test_the_manager_sets_and_changes_a_budget_at_the_desk(cast, as_user):
    browser = as_user(cast.manager)
    sent = {
        "association": cast.culture.pk, "help_kind": "", "period": "month", "hours": "10",
        "valid_from": "01-01-2026", "valid_until": "",
    }  # fmt: skip
    assert browser.post(f"{LIST}add/", sent).status_code == 302
    one = HourBudget.objects.get()
    again = browser.post(f"{LIST}add/", sent)
    assert again.status_code == 200
    assert HourBudget.objects.count() == 1
    inlines = {f"notes-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    changed = {"hours": "12", "valid_until": "31-12-2026", **inlines}
    assert browser.post(f"{LIST}{one.pk}/change/", changed).status_code == 302
    one.refresh_from_db()
    assert (one.hours, one.valid_until) == (12, date(2026, 12, 31))
    wrong = browser.post(f"{LIST}{one.pk}/change/", {**changed, "valid_until": "31-12-2020"})
    assert wrong.status_code == 200
    one.refresh_from_db()
    assert one.valid_until == date(2026, 12, 31)


@pytest.mark.parametrize(
    "facts",
    [
        {"association": None},
        {"hours": 0},
        {"hours": 10001},
        {"valid_until": date(2025, 12, 31)},
        {"period": "week"},
    ],
)
def test_what_is_no_budget_is_refused(cast, facts):
    with pytest.raises(ValidationError):
        budget(cast, **facts)


def test_two_budgets_for_the_same_follow_each_other_and_never_overlap(cast):
    first = budget(cast, valid_until=date(2026, 6, 30))
    with pytest.raises(ValidationError):
        budget(cast, valid_from=date(2026, 6, 30))
    budget(cast, valid_from=date(2026, 7, 1))
    with pytest.raises(ValidationError):
        actions.change(first, hours=10, valid_until=None, by=cast.manager, at=NOW)
    budget(cast, period="year")


@pytest.mark.django_db(transaction=True)
def test_two_managers_at_once_set_one_budget():
    cast = make_cast()

    def set_up():
        return budget(cast)

    outcomes = at_once(set_up, set_up)
    assert len(refusals(outcomes)) == 1
    assert HourBudget.objects.count() == 1


def test_the_receipt_tells_how_much_is_used_where_the_entry_counts(cast, as_user):
    budget(cast)
    budget(cast, association=cast.women)
    logged(cast, cast.culture, minutes=510)
    entry = logged(cast, cast.culture, minutes=30)
    page = as_user(cast.consultant).get(f"/opsoegende/{entry.pk}/")
    (standing,) = page.context["standings"]
    assert (standing.minutes, standing.light) == (540, Light.YELLOW)
    assert "oktober 2026" in page.content.decode()
    assert "Roskilde Kulturforening" in page.content.decode()


def test_a_budget_that_has_ended_is_not_told(cast, as_user):
    budget(cast, valid_until=TODAY - timedelta(1))
    entry = logged(cast, cast.culture, minutes=30)
    page = as_user(cast.consultant).get(f"/opsoegende/{entry.pk}/")
    assert page.context["standings"] == []


def test_red_asks_the_manager_for_a_note_once_a_period(cast, as_user):
    one = budget(cast, hours=1)
    assert meter_panels.today(cast.manager, TODAY) == []
    logged(cast, cast.culture, minutes=60)
    (line,) = meter_panels.today(cast.manager, TODAY)
    assert line.title == "Roskilde Kulturforening"
    assert meter_panels.today(cast.coordinator, TODAY) == []
    assert as_user(cast.manager).get(line.url).status_code == 200
    assert (
        as_user(cast.manager).post(line.url, {"text": "To timer mere i oktober."}).status_code
        == 302
    )
    note = HourBudgetNote.objects.get()
    assert (note.budget, note.begins_on, note.noted_by) == (one, date(2026, 10, 1), cast.manager)
    assert meter_panels.today(cast.manager, TODAY) == []
    page = as_user(cast.coordinator).get(f"{LIST}{one.pk}/change/").content.decode()
    assert "To timer mere i oktober." in page


def test_a_note_is_for_what_is_used_up_has_a_text_and_is_the_manager_s(cast):
    one = budget(cast, hours=1)
    with pytest.raises(NotPossibleNow):
        actions.note(one, text="Mere", by=cast.manager, at=NOW)
    logged(cast, cast.culture, minutes=60)
    with pytest.raises(ValidationError):
        actions.note(one, text=" ", by=cast.manager, at=NOW)
    with pytest.raises(PermissionDenied):
        actions.note(one, text="Mere", by=cast.coordinator, at=NOW)


def test_where_two_logged_the_manager_sees_the_light_alone(cast, as_user):
    budget(cast)
    logged(cast, cast.culture, minutes=540)
    page = as_user(cast.manager).get(LIST)
    (row,) = page.context["cl"].result_list
    assert not row.now.is_told
    assert "9 t." not in page.content.decode()
    association = f"/admin/associations/association/{cast.culture.pk}/change/"
    assert "9 t." not in as_user(cast.manager).get(association).content.decode().split("<form")[0]
    for who in (cast.coordinator, cast.secretary):
        logged(cast, cast.women, by=who, minutes=5)
    (row,) = as_user(cast.manager).get(LIST).context["cl"].result_list
    assert row.now.is_told


def test_the_health_card_tells_the_fullest_budget(cast):
    budget(cast, hours=1)
    logged(cast, cast.culture, minutes=55)
    (sign,) = meter_panels.on_health(cast.culture, cast.consultant, TODAY)
    assert sign.light == Light.YELLOW
    assert meter_panels.on_health(cast.women, cast.consultant, TODAY) == []
