"""Ending the access of a person."""

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import PermissionDenied
from post_office.models import Email

from accounts.actions import access
from accounts.models import Access
from associations.models import Association
from core.actions import NotPossibleNow
from core.models import Transition
from tests.cast import NOW, TODAY, give_access


def access_of(user) -> Access:
    return Access.objects.get(user=user)


def test_an_ended_access_holds_no_moment_longer(cast):
    access.end(access_of(cast.fatma), by=cast.ayse, at=NOW, reason="Hun er flyttet.")
    assert not Access.objects.open_on(TODAY).filter(user=cast.fatma).exists()
    assert not Association.objects.visible_to(cast.fatma).exists()


def test_the_reason_is_kept_and_the_person_is_told(cast):
    access.end(access_of(cast.fatma), by=cast.ayse, at=NOW, reason="Hun er flyttet.")
    step = Transition.objects.get(name="end")
    assert (step.reason, step.moved_by, step.moved_at) == ("Hun er flyttet.", cast.ayse, NOW)
    letter = Email.objects.get()
    assert letter.to == [cast.fatma.email]
    assert "Roskilde Kulturforening" in letter.message
    assert "flyttet" not in letter.message


def test_an_access_that_began_today_goes_at_once_and_stays_in_the_audit_trail(cast):
    given = Access.objects.create(
        user=cast.hodan, association=cast.culture, role=Access.Role.CHAIR, valid_from=TODAY
    )
    access.end(given, by=cast.ayse, at=NOW, reason="Forkert person.")
    assert not Access.objects.filter(user=cast.hodan, association=cast.culture).exists()
    assert LogEntry.objects.filter(action=LogEntry.Action.DELETE, object_pk=given.pk).exists()


def test_a_chair_cannot_leave_the_association_without_anybody_who_can_sign(cast):
    access.end(access_of(cast.mehmet), by=cast.ayse, at=NOW, reason="Trådt ud.")
    with pytest.raises(PermissionDenied, match="Ayşe Yılmaz"):
        access.end(access_of(cast.ayse), by=cast.ayse, at=NOW, reason="Jeg stopper.")
    assert Access.objects.open_on(TODAY).filter(user=cast.ayse).exists()


def test_a_signer_with_a_last_day_in_sight_does_not_count(cast):
    Access.objects.filter(user=cast.mehmet).update(valid_until=TODAY)
    with pytest.raises(PermissionDenied):
        access.end(access_of(cast.ayse), by=cast.ayse, at=NOW, reason="Jeg stopper.")


def test_a_consultant_ends_even_the_last_access(cast):
    access.end(access_of(cast.hodan), by=cast.consultant, at=NOW, reason="Gruppen er opløst.")
    assert not Access.objects.open_on(TODAY).filter(association=cast.women).exists()


@pytest.mark.parametrize("who", ["mehmet", "fatma", "hodan", "secretary", "administrator"])
def test_others_end_nothing(cast, who):
    with pytest.raises(PermissionDenied):
        access.end(access_of(cast.fatma), by=getattr(cast, who), at=NOW, reason="x")


def test_what_has_ended_cannot_end_again(cast):
    held = access_of(cast.fatma)
    access.end(held, by=cast.ayse, at=NOW, reason="Hun er flyttet.")
    with pytest.raises(NotPossibleNow):
        access.end(held, by=cast.ayse, at=NOW, reason="Hun er flyttet.")


def test_a_person_may_come_back(cast):
    access.end(access_of(cast.fatma), by=cast.ayse, at=NOW, reason="Hun er flyttet.")
    give = Access.objects.create(
        user=cast.fatma, association=cast.culture, role=Access.Role.CHAIR, valid_from=TODAY
    )
    assert give in Access.objects.open_on(TODAY)
    assert give_access(cast.fatma, cast.women, Access.Role.CHAIR).pk
