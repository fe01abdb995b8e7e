"""House law: the access matrix of design §7, every address × every role, without holes."""

import re
from io import BytesIO

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from grants.models import DecisionLetter
from tests.laws.addresses import addresses
from tests.laws.matrix import MATRIX, MODELS, ROLES, STAFF
from tests.laws.walk import BACKEND, PARTS, page_of, stops, walk

pytestmark = pytest.mark.django_db


def test_every_address_is_filled_and_has_a_row_and_every_row_an_address(world):
    found = list(stops(world))
    unfilled = [stop.row for stop in found if not stop.path]
    assert not unfilled, "say in world.arguments_of what stands in these addresses"
    rows = [stop.row for stop in found]
    assert len(rows) == len(set(rows)), "two addresses share a row"
    assert sorted(set(rows) - MATRIX.keys()) == [], "addresses without a row in matrix.py"
    assert sorted(MATRIX.keys() - set(rows)) == [], "rows of matrix.py without an address"


def test_every_leaf_of_the_resolver_is_walked(world):
    walked = {stop.row.split(" ", 1)[0] for stop in stops(world)}
    pages = [page_of(model) for model in admin.site._registry]
    walked |= {f"admin:{page}_{part}" for page in pages for part in PARTS}
    walked |= {f"/admin/{page.replace('_', '/', 1)}/<path:object_id>/" for page in pages}
    walked |= {f"/admin/post_office/{page[12:]}/<path:object_id>/" for page in pages}
    assert [address.key for address in addresses() if address.key not in walked] == []


def test_the_matrix_has_a_column_for_everybody(world):
    assert list(world.people) == list(ROLES.values())


@pytest.mark.parametrize("role", ROLES.values())
def test_each_role_gets_what_the_matrix_says_and_nothing_else(world, role):
    seen = {visit.row: visit.answer for visit in walk(world, role)}
    wrong = {
        row: f"{answers[role]} is due, {seen.get(row)} came"
        for row, answers in MATRIX.items()
        if row in seen and seen[row] not in answers[role].split()
    }
    assert wrong == {}


@pytest.mark.parametrize("role", ROLES.values())
def test_no_page_breaks(world, role):
    assert {visit.row: visit.fault for visit in walk(world, role) if visit.fault} == {}


def test_a_superuser_without_a_role_opens_nothing_that_a_stranger_could_not(world):
    own = {visit.row for visit in walk(world, "superuser") if visit.status == 200}
    everybody = {visit.row for visit in walk(world, "other chair") if visit.status == 200}
    # The start page of the admin without a task, and the portal's word that one acts for nobody.
    empty = {"admin:index", "admin:jsi18n", "admin:password_change", "admin:password_change_done"}
    assert own - everybody <= empty | {"portal_home", "portal_apply"}


@pytest.mark.parametrize("short", STAFF)
def test_the_start_page_of_the_admin_leads_to_the_lists_of_the_role_alone(world, short):
    page = next(visit for visit in walk(world, ROLES[short]) if visit.row == "admin:index")
    forbidden = [
        model
        for model, *letters in map(str.split, MODELS.strip().splitlines()[1:])
        if "L" not in letters[STAFF.index(short)]
        and f'href="/admin/{model.replace("_", "/")}/"' in page.content
    ]
    assert not forbidden


def test_pages_of_other_associations_are_not_there_even_for_staff(world):
    """Through the portal one acts for an association; the municipality does not."""
    for role in ("consultant", "secretary", "manager", "administrator", "superuser"):
        inside = [
            visit.row
            for visit in walk(world, role)
            if re.match(r"/min-forening/\d+/", visit.path) and visit.status != 404
        ]
        assert not inside, role


# The one case that no member is tied to.
OPEN_TO_ALL = "other's next"


def told_of(case):
    return (case.title, case.purpose, case.activities)


def test_a_case_that_is_closed_by_a_conflict_of_interest_is_told_on_no_page(world):
    """Number and the fact that it is closed may stand there; the case itself nowhere (§ 3)."""
    public = {visit.row for visit in walk(world, "anonymous") if visit.status == 200}
    found = {
        visit.row: [
            text
            for name, case in world.applications.items()
            for text in told_of(case)
            if name != OPEN_TO_ALL and text in visit.content
        ]
        for visit in walk(world, "disqualified")
        if visit.row not in public
    }
    assert {row: texts for row, texts in found.items() if texts} == {}


def test_a_case_that_is_closed_by_a_conflict_of_interest_is_not_in_the_papers_of_the_meeting(world):
    assert "Nytårsfest" in papers(world, "member")
    read = papers(world, "disqualified")
    assert [case.title for case in world.applications.values() if case.title in read] == []


def papers(world, role):
    """The text of the meeting's case file as this person gets it."""
    client = Client()
    client.force_login(world.people[role], backend=BACKEND)
    meeting = world.applications["on_agenda"].agenda_items.get().meeting
    answer = client.get(reverse("admin:grants_meeting_file", args=[meeting.pk]))
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


def test_a_board_member_of_one_association_reads_nothing_of_another(world):
    found = {
        visit.row: texts
        for visit in walk(world, "other chair")
        if visit.path.startswith("/min-forening/")
        and (
            texts := [
                text for text in told_of(world.applications["draft"]) if text in visit.content
            ]
        )
    }
    assert found == {}


def test_what_is_decided_but_not_told_yet_stands_on_no_page_of_the_applicant(world):
    """Until a person presses send, the applicant reads “under review”."""
    waiting = DecisionLetter.objects.waiting()
    reasons = [letter.decision.reasons for letter in waiting if letter.decision.reasons]
    assert reasons
    for role in ("chair", "treasurer", "board"):
        found = [
            visit.row
            for visit in walk(world, role)
            if visit.path.startswith("/min-forening/")
            and any(reason in visit.content for reason in reasons)
        ]
        assert found == [], role
