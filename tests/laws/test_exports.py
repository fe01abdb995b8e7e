"""House law: every list of the admin can be taken away, as Excel and as CSV, by whoever may see it."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests.laws.matrix import MATRIX, WITHOUT_EXPORT
from tests.laws.walk import BACKEND, page_of

pytestmark = pytest.mark.django_db

PAGES = {page_of(model): page for model, page in admin.site._registry.items()}
BEGINNING = {"xlsx": b"PK", "csv": b"\xef\xbb\xbf"}


def test_only_what_is_no_list_of_the_staff_cannot_be_taken_away():
    assert {name for name, page in PAGES.items() if not page.has_export} == set(WITHOUT_EXPORT)


@pytest.mark.parametrize("name", sorted(set(PAGES) - set(WITHOUT_EXPORT)))
def test_a_list_offers_both_kinds_of_file_with_its_filters(world, name):
    reader = next(role for role, given in MATRIX[f"{name}/changelist"].items() if given == "200")
    client = Client()
    client.force_login(world.people[reader], backend=BACKEND)
    page = client.get(reverse(f"admin:{name}_changelist")).content.decode()
    for kind, beginning in BEGINNING.items():
        address = f"{reverse(f'admin:{name}_export')}?format={kind}"
        assert address in page
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.content.startswith(beginning)
    table = answer.content.decode("utf-8-sig").splitlines()
    assert table[0].strip(";")
    assert "<a" not in "".join(table)
