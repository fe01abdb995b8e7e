"""Supervision: the draw by lot that anybody can check, and visits from plan to conclusion."""

from collections import Counter
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from post_office.models import Email

from associations import sampling
from associations.actions import samples, visits
from associations.declaration_panels import visits_today
from associations.models import (
    Association,
    SampledAssociation,
    SupervisionSample,
    SupervisionVisit,
)
from associations.timeline import moments
from core.actions import NotPossibleNow
from tests.cast import NOW, TODAY, give_post, later, make_cast
from tests.races import at_once, refusals

pytestmark = pytest.mark.django_db

DAY = date(2026, 10, 20)


def plan(cast, **changes):
    facts = {
        "kind": "supervision",
        "selection": "routine",
        "planned_on": DAY,
        "officers": [cast.consultant],
        "by": cast.consultant,
        "at": NOW,
    }
    facts |= changes
    return visits.plan(facts.pop("association", cast.culture), **facts)


def hold(visit, cast, **changes):
    facts = {
        "held_on": DAY,
        "board": "Fem i bestyrelsen, valgt i marts.",
        "conclusion": "no_remarks",
        "summary": "Tak for snakken. Alt er i orden.",
        "by": cast.consultant,
        "at": later(days=7),
    }
    return visits.hold(visit, **(facts | changes))


@pytest.fixture
def many():
    """Forty active associations besides the cast's two."""
    return Association.objects.bulk_create(
        Association(name=f"Forening {i}", stage=Association.Stage.ACTIVE) for i in range(40)
    )


# --- The draw -------------------------------------------------------------------------------------

numbers = st.sets(st.integers(1, 10_000), max_size=60)


@given(numbers, numbers, st.integers(1, 100), st.text(max_size=20))
def test_a_draw_takes_its_share_once_each_and_the_rested_last(one, two, percent, seed):
    rested = two - one
    found = sampling.drawn(one, rested, percent=percent, seed=seed)
    assert len(found) == len(set(found)) == -(-(len(one) + len(rested)) * percent // 100)
    assert set(found) <= one | rested
    assert not set(found) & rested or set(found) >= one
    again = sampling.drawn(sorted(one, reverse=True), rested, percent=percent, seed=seed)
    assert found == again, "the order in which they are read does not matter"


def test_the_odds_are_the_same_for_each():
    counted = Counter(
        pk
        for seed in range(4000)
        for pk in sampling.drawn(range(20), (), percent=50, seed=str(seed))
    )
    assert set(counted) == set(range(20))
    assert max(counted.values()) < 1.2 * min(counted.values())


def test_anybody_can_draw_it_again_from_what_is_kept(cast, many):
    sample = samples.draw(percent=10, by=cast.coordinator, at=NOW)
    kept = list(sample.drawn.order_by("number").values_list("association_id", flat=True))
    assert len(kept) == 5
    assert (sample.population, sample.drawn_by) == (42, cast.coordinator)
    assert kept == sampling.drawn(
        sample.candidates, sample.rested, percent=sample.percent, seed=sample.seed
    )


def test_two_draws_have_different_seeds(cast):
    seeds = {samples.draw(by=cast.manager, at=NOW).seed for _ in range(5)}
    assert len(seeds) == 5


def test_only_active_associations_can_be_drawn(cast):
    unit = Association.objects.create(name="Bibliotek", kind="municipal_unit", stage="active")
    sample = samples.draw(percent=100, by=cast.coordinator, at=NOW)
    drawn = set(sample.drawn.values_list("association_id", flat=True))
    assert drawn == {cast.culture.pk, cast.partner.pk}
    assert unit.pk not in drawn
    assert cast.women.pk not in drawn, "a group that is not founded yet"


def test_nobody_is_drawn_twice_in_three_years_unless_all_have_been(cast, many):
    seen: list[int] = []
    for year in range(2):
        at = NOW + timedelta(days=365 * year)
        sample = samples.draw(percent=40, by=cast.coordinator, at=at)
        samples.confirm(sample, by=cast.coordinator, at=at)
        seen += sample.drawn.values_list("association_id", flat=True)
    assert len(seen) == len(set(seen)) == 34
    last = samples.draw(percent=40, by=cast.coordinator, at=NOW + timedelta(days=730))
    drawn = set(last.drawn.values_list("association_id", flat=True))
    assert drawn > set(sampling.population().values_list("pk", flat=True)) - set(seen)


def test_after_three_years_they_take_part_again(cast):
    first = samples.draw(percent=100, by=cast.coordinator, at=NOW)
    samples.confirm(first, by=cast.coordinator, at=NOW)
    later_on = samples.draw(percent=100, by=cast.coordinator, at=NOW + timedelta(days=1200))
    assert later_on.rested == []


def test_a_draw_that_is_not_used_stays_to_be_seen_and_lets_nobody_rest(cast):
    left = samples.draw(percent=100, by=cast.coordinator, at=NOW)
    used = samples.draw(percent=100, by=cast.coordinator, at=later(hours=1))
    assert used.rested == []
    assert SupervisionSample.objects.filter(pk=left.pk, confirmed_at=None).exists()


@pytest.mark.parametrize("who", ["consultant", "secretary", "member", "ayse", "administrator"])
def test_only_coordinator_and_manager_draw(cast, who):
    with pytest.raises(PermissionDenied):
        samples.draw(by=getattr(cast, who), at=NOW)


@pytest.mark.parametrize("percent", [0, 101])
def test_a_share_is_between_one_and_a_hundred(cast, percent):
    with pytest.raises(ValidationError):
        samples.draw(percent=percent, by=cast.manager, at=NOW)
    assert not SupervisionSample.objects.exists()


def test_a_draw_is_decided_on_once(cast):
    sample = samples.draw(by=cast.manager, at=NOW)
    samples.confirm(sample, by=cast.manager, at=NOW)
    with pytest.raises(NotPossibleNow):
        samples.confirm(sample, by=cast.coordinator, at=later(days=1))


def test_of_two_draws_the_second_is_drawn_anew_once_the_first_is_used(cast):
    one = samples.draw(by=cast.manager, at=NOW)
    other = samples.draw(by=cast.coordinator, at=NOW)
    samples.confirm(one, by=cast.manager, at=later(hours=1))
    with pytest.raises(NotPossibleNow):
        samples.confirm(other, by=cast.coordinator, at=later(hours=2))


@pytest.mark.django_db(transaction=True)
def test_of_two_draws_decided_on_at_once_one_counts(transactional_db):
    cast = make_cast()
    one = samples.draw(by=cast.manager, at=NOW)
    other = samples.draw(by=cast.coordinator, at=NOW)
    outcomes = at_once(
        lambda: samples.confirm(one, by=cast.manager, at=later(hours=1)),
        lambda: samples.confirm(other, by=cast.coordinator, at=later(hours=1)),
    )
    assert [type(refusal) for refusal in refusals(outcomes)] == [NotPossibleNow]
    assert SupervisionSample.objects.in_use().count() == 1


def test_the_page_draws_shows_the_result_and_then_asks(cast, client, many):
    client.force_login(cast.coordinator)
    answer = client.post(
        reverse("admin:associations_supervisionsample_add"), {"percent": "5"}, follow=True
    )
    sample = SupervisionSample.objects.get()
    text = answer.content.decode()
    assert sample.seed in text
    assert "De samme foreninger" in text
    for row in sample.drawn.select_related("association"):
        assert row.association.name in text
    assert sample.confirmed_at is None
    assert not SupervisionVisit.objects.exists()
    assert not Email.objects.exists()
    listed = client.get(
        reverse("admin:associations_sampledassociation_changelist")
        + f"?sample__id__exact={sample.pk}"
    ).content.decode()
    for row in SampledAssociation.objects.select_related("association"):
        assert row.association.name in listed
    step = reverse("admin:associations_supervisionsample_step", args=[sample.pk, "confirm"])
    client.post(step)
    sample.refresh_from_db()
    assert sample.confirmed_by == cast.coordinator


# --- Planning a visit -----------------------------------------------------------------------------


def test_the_association_is_told_what_it_is_about_and_that_it_is_the_same_for_all(cast):
    plan(cast)
    letters = {letter.to[0]: letter.message for letter in Email.objects.all()}
    assert set(letters) == {cast.ayse.email, cast.mehmet.email, cast.fatma.email}
    text = letters[cast.ayse.email]
    assert "20-10-2026" in text or "20. oktober 2026" in text
    assert "samme fem" in text
    assert "§§ 4 a og 44 a" in text
    assert cast.consultant.full_name in text


def test_each_reads_the_letter_in_their_own_language(cast):
    Association.objects.filter(pk=cast.women.pk).update(stage="active")
    cast.women.refresh_from_db()
    plan(cast, association=cast.women)
    letter = Email.objects.get(to=cast.hodan.email)
    assert 'dir="rtl"' in letter.html_message
    assert "البلدية" in letter.message


def test_an_inquiry_needs_its_reason(cast):
    with pytest.raises(ValidationError):
        plan(cast, selection="inquiry")
    visit = plan(cast, selection="inquiry", selection_reason="En nabo spurgte til regnskabet.")
    assert visit.selection_reason


def test_a_visit_by_lot_belongs_to_a_draw_that_fell_on_the_association(cast):
    sample = samples.draw(percent=100, by=cast.coordinator, at=NOW)
    with pytest.raises(NotPossibleNow):
        plan(cast, selection="sample", sample=sample)
    samples.confirm(sample, by=cast.coordinator, at=NOW)
    with pytest.raises(NotPossibleNow):
        plan(cast, selection="sample", sample=sample, association=cast.women)
    with pytest.raises(ValidationError):
        plan(cast, selection="sample")
    assert plan(cast, selection="sample", sample=sample).sample == sample


def test_a_second_visit_waits_for_the_first(cast):
    plan(cast)
    with pytest.raises(NotPossibleNow) as refusal:
        plan(cast, planned_on=date(2026, 11, 1))
    assert "20-10-2026" in refusal.value.message


@pytest.mark.parametrize("who", ["secretary", "manager", "member", "committee_chair", "ayse"])
def test_only_consultants_and_the_coordinator_plan(cast, who):
    with pytest.raises(PermissionDenied):
        plan(cast, by=getattr(cast, who))


def test_nobody_visits_an_association_in_which_they_hold_a_post(cast):
    give_post(cast.consultant, cast.culture, "board_member")
    with pytest.raises(PermissionDenied) as refusal:
        plan(cast)
    assert "§ 3" in str(refusal.value)


@pytest.mark.parametrize(
    "changes", [{"planned_on": date(2026, 10, 13)}, {"officers": []}], ids=["yesterday", "nobody"]
)
def test_a_plan_that_cannot_be_is_refused(cast, changes):
    with pytest.raises(ValidationError):
        plan(cast, **changes)
    assert not SupervisionVisit.objects.exists()


def test_a_committee_member_does_not_go(cast):
    with pytest.raises(PermissionDenied):
        plan(cast, officers=[cast.member])


@time_machine.travel(NOW, tick=False)
def test_a_visit_is_planned_at_the_desk(cast, client):
    client.force_login(cast.consultant)
    url = reverse("admin:associations_supervisionvisit_add")
    given = {
        "association": cast.culture.pk,
        "kind": "interest_visit",
        "selection": "routine",
        "planned_on": "20-10-2026",
        "officers": [cast.consultant.pk, cast.coordinator.pk],
    }
    assert client.post(url, {**given, "selection": "inquiry"}).status_code == 200
    assert not SupervisionVisit.objects.exists()
    client.post(url, given)
    visit = SupervisionVisit.objects.get()
    assert set(visit.officers.all()) == {cast.consultant, cast.coordinator}


# --- Holding, moving, cancelling ------------------------------------------------------------------


def test_a_visit_is_held_and_the_association_reads_the_conclusion(cast, client):
    visit = hold(plan(cast), cast)
    assert (visit.status, visit.conclusion, visit.concluded_by) == (
        "held",
        "no_remarks",
        cast.consultant,
    )
    assert "Konklusion: Ingen bemærkninger" in Email.objects.latest("pk").message
    client.force_login(cast.fatma)
    text = client.get(reverse("portal_visits", args=[cast.culture.pk])).content.decode()
    assert "Alt er i orden" in text
    assert "Fem i bestyrelsen" in text


def test_it_cannot_be_held_before_its_day(cast):
    visit = plan(cast)
    with pytest.raises(NotPossibleNow) as refusal:
        hold(visit, cast, held_on=TODAY, at=NOW)
    assert "20-10-2026" in refusal.value.message


def test_moved_to_today_it_can_be_held_today(cast):
    visit = visits.reschedule(plan(cast), planned_on=TODAY, by=cast.consultant, at=NOW)
    assert hold(visit, cast, held_on=TODAY, at=NOW).held_on == TODAY


@pytest.mark.parametrize(
    "changes",
    [
        {"held_on": date(2026, 10, 30)},
        {"held_on": date(2026, 10, 1)},
        {"conclusion": ""},
        {"conclusion": "suspicious"},
        {"summary": " "},
        {"conclusion": "follow_up"},
        {"conclusion": "follow_up", "follow_up_on": DAY},
    ],
    ids=["to come", "before the plan", "none", "unknown", "no words", "no day", "same day"],
)
def test_a_conclusion_that_is_not_whole_is_refused(cast, changes):
    visit = plan(cast)
    with pytest.raises(ValidationError):
        hold(visit, cast, **changes)
    visit = SupervisionVisit.objects.get()
    assert visit.status == "planned"


def test_it_is_held_once(cast):
    visit = plan(cast)
    hold(visit, cast)
    with pytest.raises(NotPossibleNow):
        hold(visit, cast)


def test_a_cancelled_visit_is_told_with_its_reason(cast):
    visit = plan(cast)
    visits.cancel(visit, by=cast.consultant, at=NOW, reason="Konsulenten er syg.")
    assert "Konsulenten er syg." in Email.objects.latest("pk").message
    with pytest.raises(NotPossibleNow):
        visits.reschedule(visit, planned_on=DAY, by=cast.consultant, at=NOW)
    assert plan(cast).status == "planned"


def test_what_is_serious_waits_for_the_council_until_it_is_noted(cast):
    visit = hold(plan(cast), cast, conclusion="serious")
    kinds = {str(one.kind) for one in visits_today(cast.manager, TODAY)}
    assert "Skal forelægges kommunalbestyrelsen" in kinds
    with pytest.raises(PermissionDenied):
        visits.refer(visit, referred_on=DAY, by=cast.consultant, at=later(days=8))
    visits.refer(visit, referred_on=DAY, by=cast.manager, at=later(days=8))
    assert visits_today(cast.manager, TODAY) == []
    with pytest.raises(NotPossibleNow):
        visits.refer(visit, referred_on=DAY, by=cast.manager, at=later(days=9))


def test_nothing_else_goes_to_the_council(cast):
    visit = hold(plan(cast), cast)
    with pytest.raises(NotPossibleNow):
        visits.refer(visit, referred_on=DAY, by=cast.manager, at=later(days=8))


def test_whoever_visits_finds_it_on_the_start_page(cast):
    plan(cast)
    assert [one.title for one in visits_today(cast.consultant, TODAY)] == [cast.culture.name]
    assert visits_today(cast.coordinator, TODAY) == []
    assert visits_today(cast.consultant, date(2026, 10, 21))[0].is_urgent


# --- Who sees it ----------------------------------------------------------------------------------


def test_the_committee_sees_no_visits_and_an_association_only_its_own(cast, client):
    plan(cast)
    for who in ("member", "torn", "committee_chair", "hodan", "administrator"):
        assert not SupervisionVisit.objects.visible_to(getattr(cast, who)).exists(), who
    for who in ("ayse", "fatma", "secretary", "manager"):
        assert SupervisionVisit.objects.visible_to(getattr(cast, who)).exists(), who


def test_visits_stand_on_the_timeline(cast):
    hold(plan(cast), cast)
    told = {(str(one.kind), str(one.title)) for one in moments(cast.culture, cast.consultant)}
    assert ("Tilsyn", "Ingen bemærkninger") in told


@pytest.mark.parametrize(("who", "is_offered"), [("consultant", True), ("manager", False)])
def test_a_visit_is_offered_on_the_list_of_the_drawn_to_those_who_may_plan_it(
    cast, client, who, is_offered
):
    sample = samples.draw(percent=100, by=cast.coordinator, at=NOW)
    samples.confirm(sample, by=cast.coordinator, at=NOW)
    client.force_login(getattr(cast, who))
    page = client.get(reverse("admin:associations_sampledassociation_changelist")).content.decode()
    link = reverse("admin:associations_supervisionvisit_add") + "?association="
    assert (link in page) is is_offered
