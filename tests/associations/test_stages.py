"""The stages of an association with the days on which they were really reached."""

from datetime import UTC, date, datetime, timedelta

from associations import stages
from associations.actions import associations
from associations.models import Association
from tests.cast import NOW, TODAY

Stage = Association.Stage


def entered_on(association, day):
    moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    Association.objects.filter(pk=association.pk).update(created_at=moment)
    association.refresh_from_db()


def test_a_stage_keeps_the_day_it_happened_not_the_day_it_was_typed(
    cast, django_assert_num_queries
):
    entered_on(cast.women, date(2026, 1, 5))
    for stage, day in ((Stage.DRAFT_STATUTES, date(2026, 3, 1)), (Stage.CONSTITUTED, TODAY)):
        associations.advance(cast.women, to=stage, by=cast.consultant, at=NOW, happened_on=day)
    cast.women.refresh_from_db()
    with django_assert_num_queries(1):
        found = stages.reached(cast.women)
    assert found == [
        (Stage.GROUP_FORMED, date(2026, 1, 5)),
        (Stage.DRAFT_STATUTES, date(2026, 3, 1)),
        (Stage.CONSTITUTED, TODAY),
    ]


def test_without_a_step_there_is_the_day_of_entry(cast):
    entered_on(cast.women, date(2026, 1, 5))
    assert stages.reached(cast.women) == [(Stage.GROUP_FORMED, date(2026, 1, 5))]


def test_nobody_knows_the_first_day_when_a_step_before_the_entry_is_noted(cast):
    before = timedelta(days=30)
    entered_on(cast.women, TODAY)
    associations.advance(
        cast.women, to=Stage.CONSTITUTED, by=cast.consultant, at=NOW, happened_on=TODAY - before
    )
    cast.women.refresh_from_db()
    assert stages.reached(cast.women)[0] == (Stage.GROUP_FORMED, None)


def test_the_path_shows_what_was_reached_and_what_lies_ahead_without_what_was_passed_over(cast):
    associations.advance(cast.women, to=Stage.CONSTITUTED, by=cast.consultant, at=NOW)
    cast.women.refresh_from_db()
    path = stages.path(cast.women)
    assert [one.stage for one in path[:3]] == [
        Stage.GROUP_FORMED,
        Stage.CONSTITUTED,
        Stage.CVR_REGISTERED,
    ]
    assert [one.stage for one in path if one.is_current] == [Stage.CONSTITUTED]
    assert path[-1].stage == Stage.ACTIVE
    assert not path[-1].is_reached


def test_a_dormant_associations_path_ends_there(cast):
    associations.make_dormant(cast.culture, by=cast.consultant, at=NOW, reason="Ingen svarer")
    cast.culture.refresh_from_db()
    assert [(one.stage, one.is_current) for one in stages.path(cast.culture)] == [
        (Stage.ACTIVE, False),
        (Stage.DORMANT, True),
    ]


def test_a_stage_it_came_back_to_keeps_its_first_day_on_the_path(cast):
    associations.make_dormant(cast.culture, by=cast.consultant, at=NOW, reason="Ingen svarer")
    associations.advance(
        cast.culture, to=Stage.ACTIVE, by=cast.consultant, at=NOW + timedelta(days=3)
    )
    cast.culture.refresh_from_db()
    cast.culture.refresh_from_db()
    first = stages.reached(cast.culture)[0].on
    assert [(one.stage, one.on) for one in stages.path(cast.culture)] == [(Stage.ACTIVE, first)]
