"""The chair hands over: nobody in between is without anyone, and nobody keeps what is no longer theirs."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from post_office.models import Email

from accounts.actions import access, invitations
from accounts.models import Access, Invitation, User
from associations import letters
from associations.actions import chair, follow_ups
from associations.board_panels import chairs_today
from associations.models import ChairChange, Person, Post
from core.actions import NotPossibleNow
from core.models import Transition
from tests.cast import NOW, TODAY, give_access, later
from tests.core.files import PDF


@pytest.fixture(autouse=True)
def as_written():
    """Refusals are compared as they stand in the code; pages are Danish all the same."""
    with translation.override(None):
        yield


@pytest.fixture
def tokens(monkeypatch):
    """The tokens of the invitations, as their letters would carry them."""
    found: list[str] = []
    from accounts import letters as sent

    monkeypatch.setattr(sent, "invitation", lambda _invitation, token: found.append(token))
    return found


def begin(cast, by=None, **told):
    given = {
        "effective_on": TODAY,
        "full_name": "Leyla Arslan",
        "email": "leyla@test.example",
        "language": "tr",
        **told,
    }
    return chair.begin(cast.culture, by=by or cast.ayse, at=NOW, **given)


def chairs(association):
    return list(Post.objects.filter(association=association, role="chair", valid_until=None))


def acting(association):
    return set(
        Access.objects.open_on(TODAY)
        .filter(association=association)
        .values_list("user__full_name", "role")
    )


def test_the_posts_change_at_once_and_the_access_stays(cast, tokens):
    change = begin(cast)
    (new,) = chairs(cast.culture)
    assert (new.person.full_name, new.valid_from, new.can_sign) == ("Leyla Arslan", TODAY, True)
    former = Post.objects.get(person__user=cast.ayse)
    assert former.valid_until == TODAY - timedelta(days=1)
    assert ("Ayşe Yılmaz", "chair") in acting(cast.culture)
    assert (change.status, change.invitation.language) == ("waiting", "tr")


def test_when_the_new_chair_says_yes_the_former_access_is_over_the_same_minute(
    cast, tokens, as_user
):
    browser = as_user(cast.ayse)
    home = reverse("portal_association", args=[cast.culture.pk])
    change = begin(cast)
    assert browser.get(home).status_code == 200
    given = invitations.accept(tokens[0], by=None, at=NOW)
    assert browser.get(home).status_code == 404
    assert as_user(given.user).get(home).status_code == 200
    change.refresh_from_db()
    assert (change.status, change.completed_at) == ("completed", NOW)
    assert acting(cast.culture) == {
        ("Leyla Arslan", "chair"),
        ("Mehmet Demir", "treasurer"),
        ("Fatma Kaya", "board_member"),
    }
    assert Person.objects.get(full_name="Leyla Arslan").user == given.user
    assert Transition.objects.of(change).get().moved_by == given.user


def test_everybody_is_told_at_the_beginning_and_both_chairs_at_the_end(cast, tokens):
    begin(cast)
    assert {one.to[0] for one in Email.objects.all()} == {
        cast.ayse.email,
        cast.mehmet.email,
        cast.fatma.email,
    }
    Email.objects.all().delete()
    given = invitations.accept(tokens[0], by=None, at=NOW)
    told = sorted(one.to[0] for one in Email.objects.all())
    assert told == sorted([cast.ayse.email, given.user.email]), "each once"


def test_the_letter_is_in_the_readers_language(cast):
    cast.ayse.preferred_language = "ar"
    cast.ayse.save()
    change = begin(cast)
    letters.chair_change_begun(change, TODAY)
    own = [one for one in Email.objects.all() if one.to == [cast.ayse.email]]
    assert own
    assert all('dir="rtl"' in one.html_message for one in own)


def test_what_the_former_chair_had_promised_passes_on(cast, tokens):
    promised = follow_ups.create(
        text="Sende regnskabet",
        due_on=TODAY,
        assigned_to=cast.ayse,
        association=cast.culture,
        by=cast.consultant,
        at=NOW,
    )
    elsewhere = follow_ups.create(
        text="Andet", due_on=TODAY, assigned_to=cast.ayse, by=cast.consultant, at=NOW
    )
    begin(cast)
    given = invitations.accept(tokens[0], by=None, at=NOW)
    promised.refresh_from_db()
    elsewhere.refresh_from_db()
    assert promised.assigned_to == given.user
    assert elsewhere.assigned_to == cast.ayse


def test_the_treasurer_may_become_chair_and_has_one_access(cast, tokens):
    person = Post.objects.get(person__user=cast.mehmet).person
    begin(cast, person=person, full_name="", email="")
    invitations.accept(tokens[0], by=cast.mehmet, at=NOW)
    assert acting(cast.culture) == {("Mehmet Demir", "chair"), ("Fatma Kaya", "board_member")}


def test_whoever_acts_as_chair_already_needs_no_invitation(cast, tokens):
    second = User.objects.create_user("leyla@test.example", full_name="Leyla Arslan")
    give_access(second, cast.culture, Access.Role.CHAIR)
    change = begin(cast)
    assert change.status == "completed"
    assert tokens == []
    assert ("Ayşe Yılmaz", "chair") not in acting(cast.culture)


def test_an_association_without_a_chair_gets_one(cast, tokens):
    Post.objects.filter(association=cast.culture, role="chair").delete()
    begin(cast, by=cast.consultant)
    assert len(chairs(cast.culture)) == 1


def test_staff_change_the_chair_when_the_former_has_vanished(cast, tokens, as_user):
    page = reverse("admin:associations_association_step", args=[cast.culture.pk, "change_chair"])
    sent = {
        "full_name": "Leyla Arslan",
        "email": "leyla@test.example",
        "language": "tr",
        "effective_on": "14-10-2026",
    }
    browser = as_user(cast.consultant)
    assert browser.get(page).status_code == 200
    assert browser.post(page, sent).status_code == 302
    assert ChairChange.objects.get().begun_by == cast.consultant
    assert ("Ayşe Yılmaz", "chair") in acting(cast.culture)


@pytest.mark.parametrize("who", ["mehmet", "fatma", "hodan", "secretary"])
def test_nobody_but_the_chair_and_the_consultant_changes_the_chair(cast, who):
    with pytest.raises(PermissionDenied):
        begin(cast, by=getattr(cast, who))
    assert not ChairChange.objects.exists()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"effective_on": TODAY + timedelta(days=1)}, "future"),
        ({"effective_on": date(2025, 1, 1)}, "later day"),
        ({"email": ""}, "e-mail"),
        ({"full_name": " ", "email": ""}, "name"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_half_done(cast, told, words):
    with pytest.raises(ValidationError, match=words):
        begin(cast, **told)
    assert Post.objects.get(person__user=cast.ayse).valid_until is None
    assert not Invitation.objects.exists()
    assert not Person.objects.filter(full_name="Leyla Arslan").exists()


def test_the_chair_is_not_handed_over_to_the_chair(cast):
    person = Post.objects.get(person__user=cast.ayse).person
    with pytest.raises(ValidationError, match="already"):
        begin(cast, person=person)


def test_the_auditor_cannot_become_chair(cast):
    person = Person.objects.create(full_name="Revi Sor", email="revi@test.example")
    Post.objects.create(
        association=cast.culture, person=person, role="auditor", valid_from=date(2025, 1, 1)
    )
    with pytest.raises(ValidationError, match="auditor"):
        begin(cast, person=person)
    assert len(chairs(cast.culture)) == 1


def test_a_closed_account_is_refused_and_the_posts_stay(cast):
    User.objects.create_user("leyla@test.example", full_name="Leyla", is_active=False)
    with pytest.raises(NotPossibleNow):
        begin(cast)
    assert Post.objects.get(person__user=cast.ayse).valid_until is None


def test_a_second_change_waits_for_the_first(cast, tokens):
    begin(cast)
    with pytest.raises(NotPossibleNow, match="under way"):
        begin(cast, full_name="En Anden", email="anden@test.example")


def test_an_invitation_is_used_once(cast, tokens):
    begin(cast)
    invitations.accept(tokens[0], by=None, at=NOW)
    with pytest.raises(NotPossibleNow, match="already been used"):
        invitations.accept(tokens[0], by=None, at=NOW)
    assert ChairChange.objects.get().status == "completed"


def test_an_expired_invitation_changes_nothing_and_a_new_one_does(cast, tokens):
    change = begin(cast)
    with pytest.raises(NotPossibleNow, match="expired"):
        invitations.accept(tokens[0], by=None, at=later(days=30))
    assert ("Ayşe Yılmaz", "chair") in acting(cast.culture)
    chair.resend(change, email="leyla2@test.example", language="da", by=cast.ayse, at=later(days=1))
    with pytest.raises(NotPossibleNow, match="withdrawn"):
        invitations.accept(tokens[0], by=None, at=later(days=1))
    invitations.accept(tokens[1], by=None, at=later(days=1))
    assert ChairChange.objects.get().status == "completed"


def test_a_cancelled_change_leaves_everything_as_it_was(cast, tokens):
    before = acting(cast.culture)
    change = begin(cast)
    chair.cancel(change, by=cast.ayse, at=NOW, reason="Forkert person")
    assert [post.person.user for post in chairs(cast.culture)] == [cast.ayse]
    assert acting(cast.culture) == before
    with pytest.raises(NotPossibleNow):
        invitations.accept(tokens[0], by=None, at=NOW)
    with pytest.raises(NotPossibleNow):
        chair.cancel(change, by=cast.ayse, at=NOW, reason="Igen")
    assert begin(cast).status == "waiting"


def test_a_completed_change_is_not_cancelled(cast, tokens):
    change = begin(cast)
    invitations.accept(tokens[0], by=None, at=NOW)
    with pytest.raises(NotPossibleNow):
        chair.cancel(change, by=cast.consultant, at=NOW, reason="For sent")
    assert ("Leyla Arslan", "chair") in acting(cast.culture)


def test_the_only_one_who_signs_cannot_leave_while_the_new_chair_has_not_said_yes(cast, tokens):
    chair.begin(
        cast.women,
        effective_on=TODAY,
        full_name="Ny",
        email="ny@test.example",
        by=cast.hodan,
        at=NOW,
    )
    held = Access.objects.get(user=cast.hodan)
    with pytest.raises(PermissionDenied):
        access.end(held, by=cast.hodan, at=NOW, reason="Jeg stopper")
    invitations.accept(tokens[0], by=None, at=NOW)
    assert acting(cast.women) == {("Ny", "chair")}


def test_the_consultant_finds_it_on_the_start_page(cast, tokens):
    cast.culture.consultant = cast.consultant
    cast.culture.save()
    begin(cast)
    (item,) = chairs_today(cast.consultant, TODAY)
    assert not item.is_urgent
    (item,) = chairs_today(cast.consultant, TODAY + timedelta(days=30))
    assert item.is_urgent
    invitations.accept(tokens[0], by=None, at=NOW)
    assert len(chairs_today(cast.consultant, TODAY)) == 1
    assert chairs_today(cast.consultant, TODAY + timedelta(days=30)) == []
    assert chairs_today(cast.secretary, TODAY) == []


# --- the pages -------------------------------------------------------------------------------


def typed(**changed):
    return {
        "full_name": "Leyla Arslan",
        "email": "leyla@test.example",
        "phone": "",
        "language": "tr",
        "effective_on": "14-10-2026",
        **changed,
    }


def address(cast, name="portal_chair_change"):
    return reverse(name, args=[cast.culture.pk])


def test_the_first_press_only_says_what_will_happen(as_user, cast):
    answer = as_user(cast.ayse).post(address(cast), typed())
    page = answer.content.decode()
    assert answer.status_code == 200
    for words in (
        "Leyla Arslan",
        "leyla@test.example",
        "Ayşe Yılmaz",
        "14-10-2026",
        'name="confirm"',
    ):
        assert words in page
    assert not ChairChange.objects.exists()
    assert len(chairs(cast.culture)) == 1


def test_the_second_press_does_it_with_the_minutes(as_user, cast):
    sent = typed(confirm="1", minutes_upload=SimpleUploadedFile("referat.pdf", PDF))
    browser = as_user(cast.ayse)
    assert browser.post(address(cast), sent).url == reverse("portal_board", args=[cast.culture.pk])
    change = ChairChange.objects.get()
    assert change.minutes.name == "referat.pdf"
    page = browser.get(reverse("portal_board", args=[cast.culture.pk])).content.decode()
    assert "leyla@test.example" in page


def test_one_may_go_back_and_correct(as_user, cast):
    page = as_user(cast.ayse).post(address(cast), typed(correct="1")).content.decode()
    assert 'value="leyla@test.example"' in page
    assert 'name="confirm"' not in page


def test_a_refusal_shows_the_form_with_what_was_typed(as_user, cast):
    answer = as_user(cast.ayse).post(address(cast), typed(confirm="1", effective_on="15-10-2026"))
    assert answer.status_code == 422
    assert 'value="leyla@test.example"' in answer.content.decode()
    assert not ChairChange.objects.exists()


def test_the_chair_sends_again_and_cancels(as_user, cast, tokens):
    begin(cast)
    browser = as_user(cast.ayse)
    again = {"email": "leyla2@test.example", "language": "da"}
    assert browser.post(address(cast, "portal_chair_resend"), again).status_code == 302
    assert ChairChange.objects.get().invitation.email == "leyla2@test.example"
    cancel = address(cast, "portal_chair_cancel")
    assert browser.post(cancel, {"reason": ""}).status_code == 422
    assert browser.post(cancel, {"reason": "Forkert"}).status_code == 302
    assert ChairChange.objects.get().status == "cancelled"
    assert browser.get(cancel).status_code == 404


def test_the_treasurer_reads_of_it_and_has_no_buttons(as_user, cast, tokens):
    begin(cast)
    page = as_user(cast.mehmet).get(reverse("portal_board", args=[cast.culture.pk]))
    assert "leyla@test.example" in page.content.decode()
    assert address(cast, "portal_chair_cancel") not in page.content.decode()


def test_the_treasurer_is_told_who_can_do_it(as_user, cast):
    answer = as_user(cast.mehmet).get(address(cast), {"sprog": "en"})
    assert answer.status_code == 403
    assert "Only the chair or your consultant" in answer.content.decode()
