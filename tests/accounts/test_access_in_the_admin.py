"""Access and invitations as staff see and change them."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from accounts.actions import invitations
from accounts.models import Access, Invitation
from accounts.panels import portal_access
from core.models import Transition
from tests.cast import NOW, TODAY

TYPED = {
    "full_name": "Leyla Arslan",
    "email": "leyla@test.example",
    "role": Access.Role.CHAIR,
    "language": "tr",
}


def invite_page(association) -> str:
    return reverse("admin:accounts_invitation_invite", args=[association.pk])


@pytest.fixture
def invitation(cast) -> Invitation:
    made, _token = invitations.invite(cast.women, by=cast.consultant, at=NOW, **TYPED)
    return made


def panel_for(user, association):
    request = RequestFactory().get("/")
    request.user = user
    return portal_access(request, association)


def test_a_consultant_invites_from_the_association(as_user, cast):
    browser = as_user(cast.consultant)
    assert browser.get(invite_page(cast.women)).status_code == 200
    browser.post(invite_page(cast.women), TYPED)
    made = Invitation.objects.get()
    assert (made.association, made.invited_by) == (cast.women, cast.consultant)


def test_a_refusal_stays_on_the_page_with_what_was_typed(as_user, cast):
    typed = {**TYPED, "email": cast.hodan.email}
    page = as_user(cast.consultant).post(invite_page(cast.women), typed)
    assert page.status_code == 200
    assert "Leyla Arslan" in page.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "who", ["secretary", "manager", "administrator", "member", "committee_chair"]
)
def test_others_on_the_staff_do_not_invite(as_user, cast, who):
    answer = as_user(getattr(cast, who)).post(invite_page(cast.women), TYPED)
    assert answer.status_code in (403, 404)
    assert not Invitation.objects.exists()


def test_the_panel_names_who_has_access_and_who_is_invited(cast, invitation):
    shown = panel_for(cast.consultant, cast.women).context
    assert [access.user for access in shown["accesses"]] == [cast.hodan]
    assert list(shown["invited"]) == [invitation]
    assert shown["invite_url"] == invite_page(cast.women)


def test_a_manager_reads_the_panel_and_has_no_buttons(cast):
    shown = panel_for(cast.manager, cast.women).context
    assert list(shown["accesses"])
    assert not shown["invite_url"]
    assert not shown["may_end"]


def test_a_committee_member_has_no_panel(cast):
    assert panel_for(cast.member, cast.women) is None


def test_a_consultant_withdraws_an_invitation(as_user, cast, invitation):
    step = reverse("admin:accounts_invitation_step", args=[invitation.pk, "withdraw"])
    browser = as_user(cast.consultant)
    page = browser.get(reverse("admin:accounts_invitation_change", args=[invitation.pk]))
    assert step in page.content.decode()
    browser.post(step)
    invitation.refresh_from_db()
    assert invitation.withdrawn_by == cast.consultant


def test_a_consultant_ends_an_access_with_a_reason(as_user, cast):
    held = Access.objects.get(user=cast.hodan)
    step = reverse("admin:accounts_access_step", args=[held.pk, "end"])
    browser = as_user(cast.consultant)
    browser.post(step, {"reason": ""})
    assert Access.objects.open_on(TODAY).filter(pk=held.pk).exists()
    browser.post(step, {"reason": "Gruppen er opløst."})
    assert not Access.objects.open_on(TODAY).filter(pk=held.pk).exists()
    assert Transition.objects.of(held).get().reason == "Gruppen er opløst."


def test_no_page_shows_the_token_or_lets_facts_be_typed_over(as_user, cast, invitation):
    browser = as_user(cast.consultant)
    change = reverse("admin:accounts_invitation_change", args=[invitation.pk])
    assert invitation.token_hash not in browser.get(change).content.decode()
    assert browser.post(change, {"email": "x@test.example"}).status_code == 403
    for path in (change, reverse("admin:accounts_invitation_changelist")):
        assert browser.get(path).status_code == 200
    assert browser.get(reverse("admin:accounts_access_changelist")).status_code == 200


@pytest.mark.parametrize("who", ["member", "committee_chair"])
def test_the_committee_sees_nothing_of_associations(as_user, cast, invitation, who):
    browser = as_user(getattr(cast, who))
    held = Access.objects.get(user=cast.hodan)
    for path in (
        reverse("admin:accounts_access_changelist"),
        reverse("admin:accounts_access_change", args=[held.pk]),
        reverse("admin:accounts_invitation_changelist"),
        reverse("admin:accounts_invitation_change", args=[invitation.pk]),
        reverse("admin:associations_statutesversion_changelist"),
    ):
        assert browser.get(path).status_code in (302, 403, 404), path
    start = browser.get("/admin/").content.decode()
    assert "/admin/associations/" not in start
    assert "/admin/accounts/" not in start
    assert not Access.objects.visible_to(getattr(cast, who)).exists()
    assert not Invitation.objects.visible_to(getattr(cast, who)).exists()
