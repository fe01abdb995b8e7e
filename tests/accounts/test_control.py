"""The audit trail and the outbox in the admin, and what the admin does not show at all."""

import pytest
from auditlog.models import LogEntry
from django.contrib import admin
from django.contrib.auth.models import Group
from post_office.models import Email

from accounts.actions import invitations
from accounts.models import Access
from accounts.roles import Role
from core.admin.base import PermissionMixin
from tests.cast import NOW

TRAIL = "/admin/auditlog/logentry/"
OUTBOX = "/admin/post_office/email/"


@pytest.fixture
def letter(cast) -> tuple[Email, str]:
    _made, token = invitations.invite(
        cast.culture,
        email="leyla@test.example",
        full_name="Leyla",
        role=Access.Role.CHAIR,
        language="da",
        by=cast.ayse,
        at=NOW,
    )
    return Email.objects.get(), token


def test_the_admin_has_only_pages_of_our_own():
    for model, page in admin.site._registry.items():
        assert isinstance(page, PermissionMixin), model


@pytest.mark.parametrize("label", ["account", "socialaccount", "mfa", "auth"])
def test_what_packages_bring_is_not_in_the_admin(label):
    assert not [m for m in admin.site._registry if m._meta.app_label == label]


def test_the_trail_tells_who_changed_what(as_user, cast):
    cast.culture.city = "Viby"
    cast.culture.save()
    entry = LogEntry.objects.get_for_object(cast.culture).filter(action=1).first()
    browser = as_user(cast.manager)
    assert browser.get(TRAIL).status_code == 200
    page = browser.get(f"{TRAIL}{entry.pk}/change/").content.decode()
    assert "Viby" in page


def test_the_administrator_reads_in_the_trail_that_but_not_what(as_user, cast):
    cast.culture.purpose = "Noget, som kun sagsbehandlere skal læse"
    cast.culture.save()
    entry = LogEntry.objects.get_for_object(cast.culture).filter(action=1).first()
    page = as_user(cast.administrator).get(f"{TRAIL}{entry.pk}/change/")
    assert page.status_code == 200
    assert "kun sagsbehandlere" not in page.content.decode()


def test_a_new_role_stands_in_the_trail(as_user, cast):
    cast.consultant.groups.add(Group.objects.get(name=Role.MANAGER))
    entries = LogEntry.objects.get_for_object(cast.consultant).filter(action=1)
    browser = as_user(cast.administrator)
    pages = [browser.get(f"{TRAIL}{entry.pk}/change/").content.decode() for entry in entries]
    assert any(f"<td>{Role.MANAGER}</td>" in page for page in pages)


@pytest.mark.parametrize("who", ["consultant", "secretary", "member"])
def test_others_read_no_trail(as_user, cast, who):
    assert as_user(getattr(cast, who)).get(TRAIL).status_code in (302, 403)


def test_nothing_in_the_trail_can_be_changed(as_user, cast):
    entry = LogEntry.objects.get_for_object(cast.culture).first()
    browser = as_user(cast.manager)
    assert browser.post(f"{TRAIL}{entry.pk}/change/", {}).status_code == 403
    assert browser.post(f"{TRAIL}{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    assert browser.get(f"{TRAIL}add/").status_code == 403


def test_the_outbox_shows_to_whom_and_how_it_went_but_never_the_text(as_user, cast, letter):
    email, token = letter
    browser = as_user(cast.administrator)
    assert OUTBOX in browser.get("/admin/").content.decode()
    listed = browser.get(OUTBOX).content.decode()
    assert "leyla@test.example" in listed
    page = browser.get(f"{OUTBOX}{email.pk}/change/").content.decode()
    assert "Roskilde Kulturforening" in page, "the subject"
    assert token not in page
    assert token not in listed


@pytest.mark.parametrize("who", ["consultant", "secretary", "manager", "member"])
def test_others_see_no_outbox(as_user, cast, letter, who):
    browser = as_user(getattr(cast, who))
    for path in (OUTBOX, f"{OUTBOX}{letter[0].pk}/change/"):
        assert browser.get(path).status_code in (302, 403, 404)
