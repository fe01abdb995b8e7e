"""An association is bound only as its own statutes say."""

from datetime import date

import pytest

from agreements.actions import agreements
from agreements.models import Signatory
from agreements.signing import missing_signatures
from associations.actions import signing_rules
from core.actions import NotPossibleNow
from tests.cast import NOW


def demand(cast, *ways, on=date(2025, 1, 1)):
    return signing_rules.note(
        cast.culture, valid_from=on, combinations=ways, by=cast.consultant, at=NOW
    )


def test_whom_the_statutes_demand_is_named_and_the_agreement_is_not_concluded(desk, cast):
    demand(cast, {"chair": True, "treasurer": True})
    agreement = desk.signed_by_all()
    missing = missing_signatures(agreement)
    assert len(missing) == 1
    assert "Roskilde Kulturforening" in missing[0]
    with pytest.raises(NotPossibleNow):
        agreements.conclude(agreement, by=cast.coordinator, at=NOW)
    party = agreement.parties.get(association=cast.culture)
    treasurer = Signatory.objects.create(
        agreement=agreement, party=party, name="Mehmet Demir", capacity="treasurer"
    )
    assert len(missing_signatures(agreement)) == 1
    desk.sign(treasurer)
    assert missing_signatures(agreement) == []
    agreement = agreements.conclude(agreement, by=cast.coordinator, at=NOW)
    assert agreement.status in ("signed", "active")


def test_the_register_knows_the_posts_of_those_who_are_named(desk, cast):
    demand(cast, {"treasurer": True})
    agreement = desk.shared()
    party = agreement.parties.get(association=cast.culture)
    row = party.signatories.get(capacity="religious_leader")
    row.name = "mehmet  DEMIR"
    row.save()
    for signatory in agreement.signatories.all():
        desk.sign(signatory)
    assert missing_signatures(agreement) == []


def test_without_a_rule_nothing_more_is_demanded(desk):
    assert missing_signatures(desk.signed_by_all()) == []


def test_an_agreement_concluded_before_the_rule_stays_as_it_is(desk, cast):
    agreement = desk.concluded()
    demand(cast, {"whole_board": True})
    agreement.refresh_from_db()
    assert agreement.status == "active"


def test_somebody_can_be_named_on_the_paper_until_it_is_concluded(desk, cast, as_user):
    from django.urls import reverse

    agreement = desk.signed_by_all()
    url = reverse("admin:agreements_agreement_change", args=[agreement.pk])
    page = as_user(cast.consultant).get(url)
    assert "signatories-TOTAL_FORMS" in page.text


def test_the_page_asks_as_often_for_thirty_parties_as_for_one(
    desk, cast, django_assert_max_num_queries
):
    demand(cast, {"chair": True, "treasurer": True})
    agreement = desk.shared()
    with django_assert_max_num_queries(5):
        missing_signatures(agreement)
