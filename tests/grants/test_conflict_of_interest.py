"""A case is closed to who has an interest in it; scores stay hidden until one's own are in."""

import pytest
from django.core.exceptions import PermissionDenied

from grants import balance, tallies
from grants.actions import disqualifications, reviews
from grants.models import Application, Disqualification, Review
from tests import cases
from tests.cases import AFTER_DEADLINE


def points(application, value=3):
    return {one.pk: (value, "") for one in application.round.criteria.all()}


def assess(application, by, value=3):
    return reviews.save(
        application, scores=points(application, value), submit=True, by=by, at=AFTER_DEADLINE
    )


def test_a_member_without_ties_sees_the_case_on_the_agenda(cast):
    application = cases.on_agenda(cast)
    assert list(Application.objects.visible_to(cast.member)) == [application]


def test_a_member_sees_no_case_before_it_is_on_the_agenda(cast):
    cases.recommended(cast)
    assert not Application.objects.visible_to(cast.member).exists()


def test_a_seat_on_the_applicants_board_closes_the_case(cast):
    application = cases.on_agenda(cast)
    assert not Application.objects.visible_to(cast.torn).exists()
    assert list(Application.objects.closed_to(cast.torn)) == [application]
    with pytest.raises(PermissionDenied):
        assess(application, cast.torn)


def test_a_seat_on_a_partners_board_closes_the_case(cast):
    cases.on_agenda(
        cast,
        association=cast.culture,
        title="Med boldklubben",
        partners=[{"association": cast.partner, "name": "Himmelev Boldklub"}],
    )
    from tests.cast import give_post

    give_post(cast.member, cast.partner, "board_member")
    assert not Application.objects.visible_to(cast.member).exists()


def test_a_post_that_has_ended_does_not_close_the_case(cast):
    application = cases.on_agenda(cast)
    cast.torn.person.posts.update(valid_until="2026-01-01")
    assert Application.objects.visible_to(cast.torn).get() == application


def test_a_tie_by_e_mail_address_counts_too(cast):
    application = cases.on_agenda(cast)
    person = cast.torn.person
    person.user = None
    person.email = cast.torn.email.upper()
    person.save()
    assert application in Application.objects.closed_to(cast.torn)


def test_a_declared_conflict_closes_the_case_and_takes_the_assessment_out(cast):
    application = cases.on_agenda(cast)
    assess(application, cast.member)
    disqualifications.declare(application, ground="family", by=cast.member, at=AFTER_DEADLINE)
    assert not Application.objects.visible_to(cast.member).exists()
    assert not Review.objects.filter(reviewer=cast.member).exists()
    assert Disqualification.objects.get().ground == "family"


def test_an_officer_who_declares_a_conflict_is_officer_no_more(cast):
    application = cases.under_review(cast)
    disqualifications.declare(
        application, ground="other_doubt", by=cast.secretary, at=AFTER_DEADLINE
    )
    application.refresh_from_db()
    assert application.officer is None
    assert not Application.objects.visible_to(cast.secretary).exists()


def test_the_chair_may_find_a_member_able_with_a_reason(cast):
    application = cases.on_agenda(cast)
    disqualifications.lift(
        application,
        user=cast.torn,
        by=cast.committee_chair,
        at=AFTER_DEADLINE,
        reason="Posten er kun som suppleant.",
    )
    assert Application.objects.visible_to(cast.torn).get() == application


def test_nobody_finds_themselves_able(cast):
    application = cases.on_agenda(cast)
    disqualifications.declare(
        application, ground="family", by=cast.committee_chair, at=AFTER_DEADLINE
    )
    with pytest.raises(PermissionDenied):
        disqualifications.lift(
            application,
            user=cast.committee_chair,
            by=cast.committee_chair,
            at=AFTER_DEADLINE,
            reason="Jeg er ikke i tvivl.",
        )


def test_the_totals_leave_the_closed_case_out_and_say_how_many(cast):
    cases.decided(cast)
    known = balance.of(cast.pool, 2027, user=cast.torn)
    assert (known.granted, known.hidden) == (0, 1)
    assert balance.of(cast.pool, 2027, user=cast.member).granted == 10000


def test_others_points_are_hidden_until_ones_own_are_in(cast):
    application = cases.on_agenda(cast)
    assess(application, cast.committee_chair, 5)
    assert not Review.objects.visible_to(cast.member).exists()
    assess(application, cast.member, 1)
    assert Review.objects.visible_to(cast.member).count() == 2


def test_a_draft_of_an_assessment_opens_nothing_and_is_seen_by_nobody_else(cast):
    application = cases.on_agenda(cast)
    assess(application, cast.committee_chair)
    reviews.save(
        application, scores=points(application), submit=False, by=cast.member, at=AFTER_DEADLINE
    )
    assert Review.objects.visible_to(cast.member).get().reviewer == cast.member
    assert Review.objects.visible_to(cast.committee_chair).get().reviewer == cast.committee_chair


def test_every_criterion_needs_a_word_when_the_assessment_is_submitted(cast):
    from django.core.exceptions import ValidationError

    application = cases.on_agenda(cast)
    one = application.round.criteria.first()
    with pytest.raises(ValidationError):
        reviews.save(
            application, scores={one.pk: (3, "")}, submit=True, by=cast.member, at=AFTER_DEADLINE
        )


def test_points_outside_the_scale_are_refused(cast):
    from django.core.exceptions import ValidationError

    application = cases.on_agenda(cast)
    with pytest.raises(ValidationError):
        assess(application, cast.member, 6)


def test_weights_count_and_what_cannot_be_assessed_does_not(cast):
    application = cases.on_agenda(cast)
    heavy, light = application.round.criteria.all()
    reviews.save(
        application,
        scores={heavy.pk: (5, ""), light.pk: (0, "")},
        submit=True,
        by=cast.member,
        at=AFTER_DEADLINE,
    )
    reviews.save(
        application,
        scores={heavy.pk: (None, "Kan ikke vurderes"), light.pk: (5, "")},
        submit=True,
        by=cast.committee_chair,
        at=AFTER_DEADLINE,
    )
    rows = Review.objects.submitted().prefetch_related("scores__criterion")
    averages = sorted(round(tallies.member_average(row), 1) for row in rows)
    assert [float(value) for value in averages] == [66.7, 100.0]
    tally = tallies.of(application, rows)
    assert (tally.count, round(float(tally.average), 1)) == (2, 83.3)
