"""Setting up pools: rules with figures, rounds copied to next year, frames with their balance."""

import pytest
from django.urls import reverse

from grants.forms.rules import PoolRuleForm
from grants.models import PoolRound, PoolRule
from tests import cases


def rule(cast, **typed):
    given = {"severity": "warn", "message": "Højst 20.000 kr.", "position": "0", **typed}
    form = PoolRuleForm(given, instance=PoolRule(pool=cast.pool), user=cast.secretary)
    form.instance.pool = cast.pool
    return form


def test_a_rule_keeps_the_figures_of_its_kind(cast):
    form = rule(cast, kind="capped_cost_category", category="equipment", percent="50")
    assert form.is_valid(), form.errors
    assert form.save().parameters == {"category": "equipment", "percent": 50.0}


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("max_amount", {}),
        ("max_amount", {"amount": "abc"}),
        ("max_amount", {"amount": "20.000", "days": "3"}),
        ("min_lead_days", {"days": "-1"}),
        ("not_started", {"percent": "50"}),
    ],
)
def test_a_rule_without_its_figures_or_with_others_is_refused(cast, kind, wrong):
    assert not rule(cast, kind=kind, **wrong).is_valid()


def test_an_existing_rule_shows_its_figures(cast):
    row = PoolRule.objects.create(
        pool=cast.pool, kind="max_amount", parameters={"amount": 20000}, message="Højst"
    )
    assert 'value="20.000,00"' in str(PoolRuleForm(instance=row)["amount"])


def test_a_copied_round_has_its_criteria_and_dates_a_year_on(cast, as_user):
    url = reverse("admin:grants_poolround_copy", args=[cast.round.pk])
    client = as_user(cast.secretary)
    page = client.get(reverse("admin:grants_poolround_change", args=[cast.round.pk]))
    assert url in page.content.decode()
    client.post(url)
    made = PoolRound.objects.latest("pk")
    assert (made.name, made.year) == ("Aktiviteter i 2028", 2028)
    assert (made.deadline.year, made.opens_at.year) == (2027, 2027)
    assert [one.title for one in made.criteria.all()] == [
        one.title for one in cast.round.criteria.all()
    ]
    assert cast.round.criteria.count() == 2


@pytest.mark.parametrize("name", ["consultant", "manager", "member"])
def test_only_the_pool_secretary_copies_a_round(cast, as_user, name):
    url = reverse("admin:grants_poolround_copy", args=[cast.round.pk])
    assert as_user(getattr(cast, name)).post(url).status_code == 403
    assert PoolRound.objects.count() == 2


def test_the_pools_page_shows_frame_granted_and_left(cast, as_user):
    cases.decided(cast, "partly_granted", 8000)
    page = (
        as_user(cast.secretary)
        .get(reverse("admin:grants_pool_change", args=[cast.pool.pk]))
        .content.decode()
    )
    for figure in ("250.000,00 kr.", "8.000,00 kr.", "242.000,00 kr."):
        assert figure in page


def test_a_pool_is_set_up_in_danish_and_translated(cast, as_user):
    page = (
        as_user(cast.secretary)
        .get(reverse("admin:grants_pool_change", args=[cast.pool.pk]))
        .content.decode()
    )
    assert 'name="name_da"' in page
    assert 'name="name_ar"' in page
    assert "data-translation-tabs" in page
