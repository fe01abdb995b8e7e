"""Posts: who may give and end them, what excludes what, and who hears of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation

from associations.actions import people
from associations.board import concerns
from associations.models import FollowUp, Person, Post
from core.actions import NotPossibleNow
from tests.cast import NOW, TODAY, give_post


@pytest.fixture(autouse=True)
def as_written():
    """Refusals are compared as they stand in the code; pages are Danish all the same."""
    with translation.override(None):
        yield


@pytest.fixture
def culture(cast):
    cast.culture.consultant = cast.consultant
    cast.culture.save()
    return cast.culture


def post_of(user):
    return Post.objects.get(person__user=user)


def appoint(culture, by, **told):
    given = {"role": "board_member", "full_name": "Leyla Arslan", "valid_from": TODAY, **told}
    return people.appoint(culture, by=by, at=NOW, **given)


def address(association, name="portal_board", *more):
    return reverse(name, args=[association.pk, *more])


# --- the rules, whoever writes ---------------------------------------------------------------


@pytest.mark.parametrize("who", ["consultant", "ayse"])
def test_a_chair_who_is_auditor_is_refused_and_told_why(cast, culture, who):
    with pytest.raises(ValidationError, match="auditor"):
        appoint(culture, getattr(cast, who), person=post_of(cast.ayse).person, role="auditor")
    assert not Post.objects.filter(role="auditor").exists()


@pytest.mark.parametrize("role", Post.BOARD[1:])
def test_an_auditor_may_not_be_given_a_seat_on_the_board(cast, culture, role):
    auditor = appoint(culture, cast.consultant, role="auditor")
    with pytest.raises(ValidationError, match="auditor"):
        appoint(culture, cast.consultant, person=auditor.person, role=role)


def test_an_auditor_may_be_contact_person_and_may_sit_on_the_board_of_another(cast, culture):
    auditor = appoint(culture, cast.consultant, role="auditor").person
    appoint(culture, cast.consultant, person=auditor, role="contact_person")
    appoint(cast.women, cast.consultant, person=auditor, role="treasurer")
    assert auditor.posts.count() == 3


def test_a_former_auditor_may_be_elected_to_the_board(cast, culture):
    auditor = appoint(culture, cast.consultant, role="auditor", valid_from=date(2025, 1, 1))
    people.end(auditor, on=TODAY, by=cast.consultant, at=NOW)
    assert appoint(culture, cast.consultant, person=auditor.person, role="treasurer").pk


def test_two_chairs_at_once_are_refused(cast, culture):
    with pytest.raises(ValidationError, match="already has a chair"):
        appoint(culture, cast.consultant, role="chair")


def test_a_post_that_ends_before_it_begins_is_refused(cast, culture):
    post = appoint(culture, cast.ayse)
    with pytest.raises(ValidationError, match="before the beginning"):
        people.end(post, on=TODAY - timedelta(days=1), by=cast.ayse, at=NOW)
    post.refresh_from_db()
    assert post.valid_until is None


def test_a_post_ends_once(cast, culture):
    post = appoint(culture, cast.ayse)
    people.end(post, on=TODAY, by=cast.ayse, at=NOW)
    with pytest.raises(NotPossibleNow):
        people.end(post, on=TODAY, by=cast.ayse, at=NOW)


def test_the_chair_is_not_ended_by_the_association_but_handed_over(cast, culture):
    with pytest.raises(NotPossibleNow, match="never without a chair"):
        people.end(post_of(cast.ayse), on=TODAY, by=cast.mehmet, at=NOW)
    people.end(post_of(cast.ayse), on=TODAY, by=cast.consultant, at=NOW)


@pytest.mark.parametrize("who", ["fatma", "hodan", "secretary", "member"])
def test_others_may_neither_give_nor_end_posts(cast, culture, who):
    user = getattr(cast, who)
    with pytest.raises(PermissionDenied):
        appoint(culture, user)
    with pytest.raises(PermissionDenied):
        people.end(post_of(cast.mehmet), on=TODAY, by=user, at=NOW)


def test_what_the_association_writes_its_consultant_is_told_and_what_staff_write_not(cast, culture):
    post = appoint(culture, cast.mehmet)
    told = FollowUp.objects.get()
    assert told.assigned_to == cast.consultant
    assert "Leyla Arslan" in told.text
    people.end(post, on=TODAY, by=cast.consultant, at=NOW)
    appoint(culture, cast.consultant, full_name="Nina")
    assert FollowUp.objects.count() == 1


def test_whoever_types_an_address_does_not_learn_whose_it_is(cast, culture):
    stranger = Person.objects.create(full_name="Hemmelig Person", email="hemmelig@test.example")
    by_chair = appoint(culture, cast.ayse, email="hemmelig@test.example")
    assert by_chair.person != stranger
    assert appoint(cast.women, cast.consultant, email="hemmelig@test.example").person == stranger


def test_a_person_known_by_name_and_address_is_not_entered_twice(cast, culture):
    known = Person.objects.create(full_name="Leyla Arslan", email="leyla@test.example")
    assert appoint(culture, cast.ayse, email="Leyla@test.example").person == known


def test_a_board_of_two_is_warned_about(cast, culture):
    held = list(Post.objects.filter(association=culture, person__user__in=[cast.ayse, cast.mehmet]))
    assert any("three" in str(one) for one in concerns(held))
    held = list(Post.objects.filter(association=culture))
    assert concerns(held) == []
    assert len(concerns([])) == 2


# --- the portal ------------------------------------------------------------------------------


def typed(**changed):
    return {
        "role": "secretary",
        "full_name": "Leyla Arslan",
        "email": "leyla@test.example",
        "phone": "",
        "language": "tr",
        "valid_from": "14-10-2026",
        **changed,
    }


def test_the_treasurer_adds_a_post_and_a_person_with_her_language(as_user, cast, culture):
    answer = as_user(cast.mehmet).post(address(culture, "portal_board_appoint"), typed())
    assert answer.url == address(culture)
    post = Post.objects.get(role="secretary")
    assert post.person.preferred_language == "tr"
    assert "Leyla Arslan" in as_user(cast.fatma).get(address(culture)).content.decode()


@pytest.mark.parametrize(
    "changed",
    [
        {"full_name": ""},
        {"valid_from": "31-02-2026"},
        {"role": "chair"},
        {"full_name": "010190-1234"},
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(as_user, cast, culture, changed):
    answer = as_user(cast.ayse).post(address(culture, "portal_board_appoint"), typed(**changed))
    assert answer.status_code == 422
    assert "leyla@test.example" in answer.content.decode()
    assert not Post.objects.filter(role="secretary").exists()


def test_an_auditor_on_the_board_is_refused_on_the_page(as_user, cast, culture):
    sent = typed(role="auditor", full_name="", email="", person=post_of(cast.mehmet).person_id)
    answer = as_user(cast.ayse).post(address(culture, "portal_board_appoint"), sent)
    assert answer.status_code == 422
    assert not Post.objects.filter(role="auditor").exists()


def test_a_post_is_ended_and_stays_in_the_history(as_user, cast, culture):
    path = address(culture, "portal_board_end", post_of(cast.mehmet).pk)
    browser = as_user(cast.ayse)
    assert browser.post(path, {"on": "01-01-2020"}).status_code == 422
    assert browser.post(path, {"on": "13-10-2026"}).url == address(culture)
    assert "Mehmet Demir" in browser.get(address(culture)).content.decode()
    assert browser.get(path).status_code == 404


def test_the_chairs_post_and_posts_of_others_have_no_page_to_end_them(as_user, cast, culture):
    browser = as_user(cast.ayse)
    for post in (post_of(cast.ayse), post_of(cast.hodan)):
        assert browser.get(address(culture, "portal_board_end", post.pk)).status_code == 404


def test_the_page_costs_the_same_however_long_the_history(
    as_user, cast, culture, django_assert_max_num_queries
):
    for number in range(30):
        Post.objects.create(
            association=culture,
            person=Person.objects.create(full_name=f"Medlem {number}"),
            role="board_member",
            valid_from=date(2025, 1, 1),
            valid_until=date(2025, 6, 1) if number % 2 else None,
        )
    browser = as_user(cast.ayse)
    for name in ("portal_board", "portal_board_appoint", "portal_chair_change"):
        with django_assert_max_num_queries(15):
            browser.get(address(culture, name))


def test_in_the_admin_the_same_rule_stands(as_user, cast, culture):
    give_post(cast.fatma, culture, "auditor")
    page = reverse("admin:associations_association_change", args=[culture.pk])
    browser = as_user(cast.consultant)
    formset = browser.get(page).context["inline_admin_formsets"][0].formset
    sent = {f"{formset.prefix}-TOTAL_FORMS": "1", f"{formset.prefix}-INITIAL_FORMS": "0"}
    form = formset.empty_form
    sent |= {
        form.add_prefix(name).replace("__prefix__", "0"): value
        for name, value in (
            ("person", post_of(cast.fatma).person_id),
            ("role", "secretary"),
            ("valid_from", "14-10-2026"),
        )
    }
    whole = {
        name: value
        for name, value in browser.get(page).context["adminform"].form.initial.items()
        if isinstance(value, str)
    }
    answer = browser.post(page, {**whole, **sent})
    assert answer.status_code == 200
    assert not Post.objects.filter(role="secretary").exists()
