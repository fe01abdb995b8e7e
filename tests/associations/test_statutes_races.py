"""Two people send statutes at the same moment."""

import pytest

from associations.actions import statutes
from associations.models import StatutesVersion
from tests.associations.test_statutes import upload
from tests.cast import NOW, make_cast
from tests.races import at_once


@pytest.mark.django_db(transaction=True)
def test_two_versions_sent_at_once_get_two_numbers(clock):
    cast = make_cast()

    def send(user):
        return lambda: statutes.add_version(cast.culture, upload=upload(), by=user, at=NOW).number

    outcomes = at_once(send(cast.ayse), send(cast.mehmet))
    assert sorted(outcomes) == [1, 2]
    assert StatutesVersion.objects.count() == 2
