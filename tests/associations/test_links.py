"""Links between associations: typed, dated, told from both ends."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from associations.actions import links
from associations.models import Association, AssociationLink
from core.actions import NotPossibleNow
from tests.cast import NOW, TODAY

Kind = AssociationLink.Kind
SINCE = date(2026, 1, 1)


def tie(cast, kind=Kind.ATTACHED_TO, **changes):
    given = {"other": cast.culture, "valid_from": SINCE, "by": cast.consultant, "at": NOW}
    return links.tie(cast.women, kind=kind, **{**given, **changes})


def words(link, association):
    return str(link.label_from(association))


def test_a_link_is_told_from_both_ends(cast):
    link = tie(cast)
    assert (link.source, link.target) == (cast.women, cast.culture)
    assert words(link, cast.women) != words(link, cast.culture)
    assert link.other_end(cast.women) == cast.culture
    assert link.other_end(cast.culture) == cast.women


def test_it_may_be_tied_from_the_other_end(cast):
    link = tie(cast, from_other=True)
    assert (link.source, link.target) == (cast.culture, cast.women)


def test_every_kind_has_words_for_the_other_end():
    assert set(AssociationLink.FROM_THE_OTHER_END) == set(Kind)


@pytest.mark.parametrize("from_other", [False, True])
def test_a_shared_hall_is_kept_once_from_whichever_end(cast, from_other):
    tie(cast, Kind.SHARES_HALL, from_other=from_other)
    with pytest.raises(ValidationError):
        tie(cast, Kind.SHARES_HALL, from_other=not from_other)
    assert AssociationLink.objects.count() == 1


def test_an_association_is_not_linked_with_itself(cast):
    with pytest.raises(ValidationError):
        tie(cast, other=cast.women)


def test_the_same_link_twice_is_refused_until_the_first_has_ended(cast):
    link = tie(cast)
    with pytest.raises(ValidationError):
        tie(cast)
    links.end(link, on=TODAY - timedelta(days=1), by=cast.consultant, at=NOW)
    tie(cast, valid_from=TODAY)
    assert AssociationLink.objects.open_on(TODAY).count() == 1


def test_nobody_is_a_member_of_its_own_member(cast):
    tie(cast, Kind.MEMBER_OF)
    with pytest.raises(ValidationError):
        tie(cast, Kind.MEMBER_OF, from_other=True)


@pytest.mark.parametrize("wrong", [{"valid_until": date(2025, 1, 1)}, {"target": "source"}])
def test_the_database_refuses_what_one_row_shows_to_be_wrong(cast, wrong):
    facts = {"source": cast.women, "target": cast.culture, "kind": Kind.HOSTED_BY}
    if "target" in wrong:
        wrong = {"target": cast.women}
    with pytest.raises(IntegrityError), transaction.atomic():
        AssociationLink.objects.create(**{**facts, "valid_from": SINCE, **wrong})


def test_a_link_ends_once_and_not_before_it_began(cast):
    link = tie(cast)
    with pytest.raises(ValidationError):
        links.end(link, on=SINCE - timedelta(days=1), by=cast.consultant, at=NOW)
    with pytest.raises(ValidationError):
        links.end(link, on=TODAY + timedelta(days=1), by=cast.consultant, at=NOW)
    links.end(link, on=TODAY, by=cast.consultant, at=NOW)
    with pytest.raises(NotPossibleNow):
        links.end(link, on=TODAY, by=cast.consultant, at=NOW)


def test_a_link_of_tomorrow_is_refused(cast):
    with pytest.raises(ValidationError):
        tie(cast, valid_from=TODAY + timedelta(days=1))


@pytest.mark.parametrize("who", ["secretary", "manager", "ayse"])
def test_only_who_keeps_the_register_links(cast, who):
    with pytest.raises(PermissionDenied):
        tie(cast, by=getattr(cast, who))


def test_an_association_sees_its_own_links_only(cast):
    tie(cast)
    assert AssociationLink.objects.visible_to(cast.hodan).count() == 1
    assert AssociationLink.objects.visible_to(cast.ayse).count() == 1
    links.tie(
        cast.partner,
        other=cast.culture,
        kind=Kind.SISTER,
        valid_from=SINCE,
        by=cast.consultant,
        at=NOW,
    )
    assert AssociationLink.objects.visible_to(cast.hodan).count() == 1


PAGE = "/admin/associations/association/"


def test_a_link_is_tied_on_the_page_and_shown_from_both_ends(cast, as_user):
    desk = as_user(cast.consultant)
    url = f"{PAGE}{cast.culture.pk}/skridt/tie/"
    assert url in desk.get(f"{PAGE}{cast.culture.pk}/change/").content.decode()
    sent = {
        "way": "from_other:attached_to",
        "other": cast.women.pk,
        "valid_from": "01-01-2026",
        "note": "Beder i samme hus",
    }
    assert desk.post(url, sent).status_code == 302
    link = AssociationLink.objects.get()
    assert (link.source, link.target) == (cast.women, cast.culture)
    for here, there in ((cast.culture, cast.women), (cast.women, cast.culture)):
        panels = desk.get(f"{PAGE}{here.pk}/mere/associations/").text
        assert str(there) in panels
        assert "Beder i samme hus" in panels


def test_a_refused_link_says_why_and_keeps_what_was_typed(cast, as_user):
    tie(cast)
    url = f"{PAGE}{cast.women.pk}/skridt/tie/"
    sent = {"way": "attached_to", "other": cast.culture.pk, "valid_from": "01-02-2026"}
    response = as_user(cast.consultant).post(url, sent)
    assert response.status_code == 200
    assert "01-02-2026" in response.content.decode()
    assert AssociationLink.objects.count() == 1


def test_a_link_is_ended_on_its_own_page(cast, as_user):
    link = tie(cast)
    url = f"/admin/associations/associationlink/{link.pk}/"
    desk = as_user(cast.consultant)
    assert f"{url}skridt/end/" in desk.get(f"{url}change/").content.decode()
    assert desk.post(f"{url}skridt/end/", {"on": "01-10-2026"}).status_code == 302
    link.refresh_from_db()
    assert link.valid_until == date(2026, 10, 1)


def test_an_umbrella_with_many_members_shows_some_and_leads_to_the_rest(cast, as_user):
    umbrella = Association.objects.create(name="Rådet", kind=Association.Kind.UMBRELLA)
    for number in range(25):
        member = Association.objects.create(name=f"Medlem {number:02}")
        AssociationLink.objects.create(
            source=member, target=umbrella, kind=Kind.MEMBER_OF, valid_from=SINCE
        )
    desk = as_user(cast.consultant)
    page = desk.get(f"{PAGE}{umbrella.pk}/mere/associations/").text
    assert page.count("Medlem ") == 20
    everything = f"/admin/associations/associationlink/?forening={umbrella.pk}"
    assert everything in page
    tie(cast)
    assert desk.get(everything).context["cl"].result_count == 25
