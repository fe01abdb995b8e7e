"""Accounts in the admin: who sees them, how they are made, changed and closed."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from auditlog.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from post_office.models import Email

from accounts.actions import users
from accounts.models import User
from accounts.roles import Role
from core.actions import NotPossibleNow
from core.models import Transition
from tests.cast import NOW

LIST = "/admin/accounts/user/"
ADD = "/admin/accounts/user/add/"
OTHERS = ["consultant", "coordinator", "secretary", "manager", "member", "committee_chair"]


def page_of(user: User) -> str:
    return reverse("admin:accounts_user_change", args=[user.pk])


def typed(user: User, **changed):
    facts = {
        "full_name": user.full_name,
        "phone": user.phone,
        "preferred_language": user.preferred_language,
        "is_active": "on",
        "roles": sorted(user.roles),
    }
    return {name: value for name, value in {**facts, **changed}.items() if value is not None}


def test_the_list_shows_name_roles_and_language(as_user, cast):
    page = as_user(cast.administrator).get(LIST).content.decode()
    for fact in ("Karen Konsulent", "udvalg@test.example", str(Role.POOL_SECRETARY.label)):
        assert fact in page


@pytest.mark.parametrize("who", OTHERS)
def test_only_the_administrator_sees_accounts(as_user, cast, who):
    browser = as_user(getattr(cast, who))
    for path in (LIST, ADD, page_of(cast.ayse)):
        assert browser.get(path).status_code in (302, 403, 404)
    assert LIST not in browser.get("/admin/").content.decode()


def test_a_new_account_has_its_roles_no_password_and_a_letter(as_user, cast):
    answer = as_user(cast.administrator).post(
        ADD,
        {
            "email": "Ny.Kollega@test.example",
            "full_name": "Nynne Kollega",
            "phone": "",
            "preferred_language": "da",
            "roles": [Role.CONSULTANT, Role.POOL_SECRETARY],
        },
    )
    assert answer.status_code == 302, answer.context["errors"]
    made = User.objects.get(email="ny.kollega@test.example")
    assert made.roles == {Role.CONSULTANT, Role.POOL_SECRETARY}
    assert made.is_staff
    assert not made.has_usable_password()
    letter = Email.objects.get()
    assert letter.to == ["ny.kollega@test.example"]
    assert reverse("account_request_login_code") in letter.message


def test_no_page_asks_for_a_password(as_user, cast):
    browser = as_user(cast.administrator)
    for path in (ADD, page_of(cast.ayse)):
        assert 'type="password"' not in browser.get(path).content.decode()


def test_an_address_has_one_account(as_user, cast):
    answer = as_user(cast.administrator).post(
        ADD, {"email": "AYSE@test.example", "full_name": "X", "preferred_language": "da"}
    )
    assert answer.status_code == 200
    assert User.objects.filter(email__iexact="ayse@test.example").count() == 1


def test_roles_are_changed_and_open_or_close_the_admin(as_user, cast):
    browser = as_user(cast.administrator)
    browser.post(page_of(cast.consultant), typed(cast.consultant, roles=[Role.MANAGER]))
    changed = User.objects.get(pk=cast.consultant.pk)
    assert changed.roles == {Role.MANAGER}
    browser.post(page_of(cast.consultant), typed(cast.consultant, roles=[]))
    changed = User.objects.get(pk=cast.consultant.pk)
    assert changed.roles == frozenset()
    assert not changed.is_staff


def test_an_account_is_closed_instead_of_deleted_and_its_session_ends(as_user, cast):
    theirs = as_user(cast.consultant)
    assert theirs.get("/admin/").status_code == 200
    browser = as_user(cast.administrator)
    browser.post(page_of(cast.consultant), typed(cast.consultant, is_active=None))
    assert not User.objects.get(pk=cast.consultant.pk).is_active
    assert theirs.get("/admin/").status_code == 302
    delete = reverse("admin:accounts_user_delete", args=[cast.consultant.pk])
    assert browser.post(delete, {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=cast.consultant.pk).exists()


def test_the_only_administrator_stays_one(as_user, cast):
    browser = as_user(cast.administrator)
    for changed in ({"roles": [Role.MANAGER]}, {"is_active": None}):
        answer = browser.post(page_of(cast.administrator), typed(cast.administrator, **changed))
        assert answer.status_code == 200
        kept = User.objects.get(pk=cast.administrator.pk)
        assert kept.is_active
        assert Role.ADMINISTRATOR in kept.roles


def test_the_actions_refuse_by_themselves(cast):
    facts = {"full_name": "X", "phone": "", "preferred_language": "da", "at": NOW}
    with pytest.raises(PermissionDenied):
        users.create(email="x@test.example", roles=[], by=cast.manager, **facts)
    with pytest.raises(PermissionDenied):
        users.change(
            cast.manager, is_active=True, roles=[Role.ADMINISTRATOR], by=cast.manager, **facts
        )
    with pytest.raises(ValidationError):
        users.create(email=cast.ayse.email, roles=[], by=cast.administrator, **facts)
    with pytest.raises(ValidationError):
        users.change(cast.administrator, is_active=True, roles=[], by=cast.administrator, **facts)


def test_changes_of_an_account_are_in_the_audit_trail_without_the_password(as_user, cast):
    as_user(cast.administrator).post(
        page_of(cast.consultant), typed(cast.consultant, full_name="Karen Nyt Navn")
    )
    entries = LogEntry.objects.get_for_object(cast.consultant)
    changed = {tuple(entry.changes.get("full_name", ())): entry.actor for entry in entries}
    assert changed["Karen Konsulent", "Karen Nyt Navn"] == cast.administrator
    cast.consultant.set_password("noget-helt-andet-9")
    cast.consultant.save()
    for entry in LogEntry.objects.get_for_object(cast.consultant):
        assert "password" not in (entry.changes or {})
        assert "last_login" not in (entry.changes or {})


def test_a_lost_second_factor_is_removed_with_a_reason_and_told(as_user, cast):
    TOTP.activate(cast.consultant, generate_totp_secret())
    step = reverse("admin:accounts_user_step", args=[cast.consultant.pk, "remove_second_factor"])
    browser = as_user(cast.administrator)
    assert step in browser.get(page_of(cast.consultant)).content.decode()
    browser.post(step, {"reason": "Har tabt sin telefon, ringet op på kendt nummer."})
    assert not Authenticator.objects.filter(user=cast.consultant).exists()
    assert Transition.objects.of(cast.consultant).get().moved_by == cast.administrator
    assert Email.objects.get().to == [cast.consultant.email]


def test_without_a_second_factor_there_is_nothing_to_remove(cast):
    with pytest.raises(NotPossibleNow):
        users.remove_second_factor(cast.consultant, by=cast.administrator, at=NOW, reason="x")
    with pytest.raises(PermissionDenied):
        users.remove_second_factor(cast.consultant, by=cast.manager, at=NOW, reason="x")
