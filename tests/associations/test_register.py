"""The register: who comes in, how a group becomes an association, who held which post."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from associations.actions import associations, people
from associations.models import Association, Person, Post
from core.actions import NotPossibleNow
from core.models import Language, Transition
from tests.cast import NOW, TODAY


def test_a_group_is_registered_without_a_cvr_number(cast):
    danish = Language.objects.get(code="da")
    group = associations.register(
        by=cast.consultant, at=NOW, name="Kurdisk kor", stage="group_formed", languages=[danish]
    )
    assert (group.stage, group.cvr_number) == (Association.Stage.GROUP_FORMED, "")
    assert list(group.languages.all()) == [danish]


def test_a_cvr_number_belongs_to_one_association(cast):
    with pytest.raises(ValidationError):
        associations.register(by=cast.consultant, at=NOW, name="Kopi", cvr_number="99000007")


def test_the_secretary_does_not_register(cast):
    with pytest.raises(PermissionDenied):
        associations.register(by=cast.secretary, at=NOW, name="Kurdisk kor")


def test_a_group_moves_on_and_steps_may_be_passed_over(cast):
    associations.advance(
        cast.women, to="constituted", by=cast.consultant, at=NOW, happened_on=date(2026, 9, 1)
    )
    cast.women.refresh_from_db()
    assert cast.women.stage == Association.Stage.CONSTITUTED
    step = Transition.objects.of(cast.women).get()
    assert step.moved_at.date() == date(2026, 9, 1)
    assert step.moved_by == cast.consultant


def test_a_group_does_not_move_backwards(cast):
    with pytest.raises(NotPossibleNow):
        associations.advance(cast.women, to="idea", by=cast.consultant, at=NOW)


def test_a_step_of_tomorrow_is_refused(cast):
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(ValidationError):
        associations.advance(
            cast.women, to="constituted", by=cast.consultant, at=NOW, happened_on=tomorrow
        )


def test_a_dormant_association_may_come_back(cast):
    associations.make_dormant(cast.culture, by=cast.consultant, at=NOW, reason="Ingen svarer")
    associations.advance(cast.culture, to="active", by=cast.consultant, at=NOW)
    cast.culture.refresh_from_db()
    assert cast.culture.stage == Association.Stage.ACTIVE


def test_a_dissolved_association_leaves_the_public_directory(cast):
    associations.dissolve(cast.culture, by=cast.consultant, at=NOW, reason="Generalforsamling")
    assert cast.culture not in Association.objects.published()
    with pytest.raises(NotPossibleNow):
        associations.advance(cast.culture, to="active", by=cast.consultant, at=NOW)


def test_the_chair_keeps_the_entry_true(cast):
    associations.update_own_entry(cast.culture, by=cast.ayse, at=NOW, street="Algade 1")
    cast.culture.refresh_from_db()
    assert cast.culture.street == "Algade 1"


@pytest.mark.parametrize("who", ["fatma", "hodan", "consultant"])
def test_only_chair_and_treasurer_write_the_own_entry(cast, who):
    with pytest.raises(PermissionDenied):
        associations.update_own_entry(
            cast.culture, by=getattr(cast, who), at=NOW, street="Algade 1"
        )


def test_the_stage_is_not_the_chairs_to_write(cast):
    with pytest.raises(TypeError):
        associations.update_own_entry(cast.culture, by=cast.ayse, at=NOW, stage="dissolved")


def test_a_known_person_is_not_entered_twice(cast):
    post = people.appoint(
        cast.women,
        full_name="Ayse Yilmaz",
        email="AYSE@test.example",
        role=Post.Role.AUDITOR,
        valid_from=TODAY,
        by=cast.consultant,
        at=NOW,
    )
    assert post.person == Person.objects.get(user=cast.ayse)


def test_a_second_chair_is_refused_until_the_first_has_ended(cast):
    facts = {"role": Post.Role.CHAIR, "valid_from": TODAY, "by": cast.consultant, "at": NOW}
    with pytest.raises(ValidationError):
        people.appoint(cast.culture, full_name="Leyla Ak", **facts)
    chair = cast.culture.posts.get(role=Post.Role.CHAIR)
    people.end(chair, on=TODAY - timedelta(days=1), by=cast.consultant, at=NOW)
    people.appoint(cast.culture, full_name="Leyla Ak", **facts)
    assert cast.culture.posts.filter(role=Post.Role.CHAIR).count() == 2


def test_a_post_ends_once_and_not_before_it_began(cast):
    post = cast.culture.posts.get(role=Post.Role.TREASURER)
    with pytest.raises(ValidationError):
        people.end(post, on=date(2020, 1, 1), by=cast.consultant, at=NOW)
    people.end(post, on=TODAY, by=cast.consultant, at=NOW)
    with pytest.raises(NotPossibleNow):
        people.end(post, on=TODAY, by=cast.consultant, at=NOW)


def test_a_post_without_a_name_is_refused(cast):
    with pytest.raises(ValidationError):
        people.appoint(
            cast.women, role=Post.Role.CHAIR, valid_from=TODAY, by=cast.consultant, at=NOW
        )
