"""The committee's pages: my cases, points, the agenda, and what is closed on every channel."""

import pytest
from django.urls import reverse

from core.documents import visible_documents
from grants.actions import letters
from grants.models import Application, Attachment, Disqualification, Review
from tests import cases
from tests.cases import AFTER_DEADLINE, MEETING_AT
from tests.cast import give_post
from tests.grants.reading import pdf_text, sheet_text

MINE = "/admin/grants/mine-sager/"


def case_url(application):
    return reverse("admin:grants_my_case", args=[application.pk])


def meeting_url(cast):
    return reverse("admin:grants_meeting", args=[cases.meeting(cast).pk])


def points(application, value, **more):
    given = {f"points_{one.pk}": str(value) for one in application.round.criteria.all()}
    return {**given, **more}


@pytest.fixture
def closed(cast, clock):
    """A case of the association whose board `torn` sits on."""
    application = cases.on_agenda(cast, title="Nytårsfest for alle", sought=13370)
    clock.move_to(AFTER_DEADLINE)
    return application


@pytest.fixture
def open_case(cast, closed):
    return cases.on_agenda(
        cast, association=cast.women, by=cast.hodan, title="Kvindecafé", sought=4000
    )


# --- my cases -------------------------------------------------------------------------------


def test_my_cases_stand_in_the_order_of_the_agenda_with_the_next_to_assess(
    cast, as_user, closed, open_case
):
    cases.reviewed(closed, by=cast.member)
    page = as_user(cast.member).get(MINE).content.decode()
    assert page.index(closed.case_number) < page.rindex(open_case.case_number)
    assert page.count(case_url(open_case)) == 2  # in the list, and as the next one


@pytest.mark.parametrize("name", ["secretary", "consultant", "manager", "administrator"])
def test_my_cases_are_for_members_of_the_committee(cast, as_user, name):
    assert as_user(getattr(cast, name)).get(MINE).status_code == 403


def test_my_cases_ask_as_much_for_thirty_cases_as_for_one(
    cast, as_user, closed, django_assert_max_num_queries
):
    client = as_user(cast.member)
    with django_assert_max_num_queries(25) as few:
        client.get(MINE)
    for number in range(29):
        cases.on_agenda(cast, association=cast.women, by=cast.hodan, title=f"Nummer {number}")
    with django_assert_max_num_queries(25) as many:
        client.get(MINE)
    assert len(many) == len(few)


def test_a_case_is_read_on_one_page_in_at_most_25_questions(
    cast, as_user, open_case, django_assert_max_num_queries
):
    cases.reviewed(open_case, by=cast.member)
    client = as_user(cast.member)
    client.get(MINE)
    with django_assert_max_num_queries(25):
        page = client.get(case_url(open_case)).content.decode()
    assert "Mad, musik og leg" in page
    assert "Kulturhuset" in page


def test_a_member_sees_no_case_that_is_not_on_an_agenda(cast, as_user, closed):
    early = cases.recommended(cast, association=cast.women, by=cast.hodan)
    assert as_user(cast.member).get(case_url(early)).status_code == 404


# --- points ---------------------------------------------------------------------------------


def test_a_draft_is_kept_and_not_shown_to_others(cast, as_user, open_case):
    half = {**points(open_case, 4, comment="Halvvejs her"), "draft": "1"}
    half.popitem()
    as_user(cast.member).post(case_url(open_case), {**half, "draft": "1"})
    review = Review.objects.get()
    assert review.submitted_at is None
    assert "Halvvejs her" in as_user(cast.member).get(case_url(open_case)).content.decode()
    cases.reviewed(open_case, by=cast.committee_chair)
    assert (
        "Halvvejs her"
        not in as_user(cast.committee_chair).get(case_url(open_case)).content.decode()
    )


def test_points_are_handed_in_and_lead_to_the_next_case(cast, as_user, closed, open_case):
    answer = as_user(cast.member).post(case_url(closed), points(closed, 3, submit="1"))
    assert answer.url == case_url(open_case)
    assert Review.objects.get().submitted_at is not None


def test_an_unfinished_assessment_is_not_handed_in(cast, as_user, open_case):
    answer = as_user(cast.member).post(case_url(open_case), {"comment": "Fint", "submit": "1"})
    assert answer.status_code == 200
    assert "Fint" in answer.content.decode()
    assert not Review.objects.exists()


def test_a_criterion_may_be_left_out_and_the_whole_case_too(cast, as_user, open_case):
    as_user(cast.member).post(case_url(open_case), points(open_case, "na", submit="1"))
    assert set(Review.objects.get().scores.values_list("points", flat=True)) == {None}
    as_user(cast.committee_chair).post(case_url(open_case), {"is_abstention": "on", "submit": "1"})
    assert Review.objects.get(reviewer=cast.committee_chair).is_abstention


def test_others_points_are_hidden_until_ones_own_are_in(cast, as_user, open_case):
    as_user(cast.committee_chair).post(
        case_url(open_case), points(open_case, 5, comment="Fremragende!", submit="1")
    )
    client = as_user(cast.member)
    assert "Fremragende!" not in client.get(case_url(open_case)).content.decode()
    assert "Fremragende!" not in client.get(meeting_url(cast)).content.decode()
    client.post(case_url(open_case), points(open_case, 1, submit="1"))
    assert "Fremragende!" in client.get(case_url(open_case)).content.decode()


def test_a_helper_of_the_applicant_gives_no_points(cast, as_user, open_case):
    open_case.helpers.add(cast.member)
    page = as_user(cast.member).get(case_url(open_case)).content.decode()
    assert 'name="submit"' not in page
    as_user(cast.member).post(case_url(open_case), points(open_case, 5, submit="1"))
    assert not Review.objects.exists()


# --- closed on every channel ----------------------------------------------------------------

SECRETS = ("Nytårsfest for alle", "Roskilde Kulturforening", "13.370,00")


def leaks(text):
    return [secret for secret in SECRETS if secret in text]


def test_the_pages_of_a_closed_case_say_why_and_nothing_of_it(cast, as_user, closed, open_case):
    client = as_user(cast.torn)
    for url in (case_url(closed), reverse("admin:grants_my_case_conflict", args=[closed.pk])):
        answer = client.get(url)
        assert answer.status_code == 403
        assert closed.case_number in answer.content.decode()
        assert leaks(answer.content.decode()) == []
    assert client.post(case_url(closed), points(closed, 5, submit="1")).status_code == 403
    assert not Review.objects.exists()


def test_lists_agenda_start_page_and_papers_keep_a_closed_case_to_its_number(
    cast, as_user, closed, open_case
):
    client = as_user(cast.torn)
    for url in (MINE, meeting_url(cast), "/admin/"):
        page = client.get(url).content.decode()
        assert leaks(page) == [], url
    assert closed.case_number in client.get(meeting_url(cast)).content.decode()
    paper = reverse("admin:grants_meeting_file", args=[cases.meeting(cast).pk])
    text = pdf_text(client.get(paper).content)
    assert leaks(text) == []
    assert "Kvindecafé" in text
    assert client.get(reverse("admin:grants_my_case_file", args=[closed.pk])).status_code == 404


def test_sums_leave_a_closed_case_out(cast, as_user, closed, open_case):
    page = as_user(cast.torn).get(meeting_url(cast)).content.decode()
    assert "17.370,00" not in page  # both cases together
    assert "232.630,00" not in page  # left after both
    assert "246.000,00" in page  # left after the open one


def test_files_of_a_closed_case_are_not_given_out(cast, closed):
    assert closed.receipt in visible_documents(cast.member)
    assert closed.receipt not in visible_documents(cast.torn)
    assert not Attachment.objects.visible_to(cast.torn).exists()


def test_the_decision_letter_of_a_closed_case_is_not_given_out(cast, clock):
    decision = cases.decided(cast)
    letters.send(decision.letter, by=cast.secretary, at=MEETING_AT)
    assert decision.letter.document not in visible_documents(cast.torn)


def test_a_secretary_with_a_post_in_the_association_meets_the_case_nowhere(
    cast, as_user, closed, open_case
):
    give_post(cast.secretary, cast.culture, "board_member")
    client = as_user(cast.secretary)
    change = reverse("admin:grants_application_change", args=[closed.pk])
    assert client.get(change).status_code == 404
    assert client.get(reverse("admin:grants_application_file", args=[closed.pk])).status_code == 404
    step = reverse("admin:grants_application_step", args=[closed.pk, "withdraw"])
    assert client.get(step).status_code == 404
    for query in ({}, {"q": "Nytårsfest"}, {"q": closed.case_number}, {"status": "on_agenda"}):
        page = client.get("/admin/grants/application/", query).content.decode()
        assert change not in page
        assert "13.370,00" not in page
    for kind in ("xlsx", "csv"):
        content = client.get("/admin/grants/application/eksport/", {"format": kind}).content
        text = sheet_text(content) if kind == "xlsx" else content.decode("utf-8-sig")
        assert "Nytårsfest for alle" not in text
        assert "Kvindecafé" in text
    pool = client.get(reverse("admin:grants_pool_change", args=[cast.pool.pk])).content.decode()
    assert "17.370,00" not in pool
    assert "4.000,00" in pool


def test_a_declared_conflict_closes_the_case_at_once(cast, as_user, open_case):
    client = as_user(cast.member)
    assert client.get(case_url(open_case)).status_code == 200
    url = reverse("admin:grants_my_case_conflict", args=[open_case.pk])
    assert client.post(url, {"ground": "family", "note": "Min søster er kasserer"}).url == MINE
    assert client.get(case_url(open_case)).status_code == 403
    assert "Kvindecafé" not in client.get(MINE).content.decode()
    row = Disqualification.objects.get()
    assert (row.user, row.ground) == (cast.member, "family")


def test_a_conflict_needs_a_ground(cast, as_user, open_case):
    url = reverse("admin:grants_my_case_conflict", args=[open_case.pk])
    assert as_user(cast.member).post(url, {"note": "Måske"}).status_code == 200
    assert not Disqualification.objects.exists()


# --- the chair ------------------------------------------------------------------------------


def chair_url(cast, name, application):
    return reverse(f"admin:grants_meeting_{name}", args=[cases.meeting(cast).pk, application.pk])


def test_the_chair_finds_a_member_able_with_a_reason(cast, as_user, closed):
    url = chair_url(cast, "ability", closed)
    assert as_user(cast.committee_chair).post(url, {"user": cast.torn.pk}).status_code == 200
    assert as_user(cast.torn).get(case_url(closed)).status_code == 403
    as_user(cast.committee_chair).post(
        url, {"user": cast.torn.pk, "reason": "Fratrådt for et år siden."}
    )
    assert as_user(cast.torn).get(case_url(closed)).status_code == 200


@pytest.mark.parametrize("name", ["ability", "decide", "defer"])
def test_only_the_chair_speaks_for_the_committee(cast, as_user, closed, name):
    url = chair_url(cast, name, closed)
    for user in (cast.member, cast.secretary, cast.manager):
        assert as_user(user).get(url).status_code == 403
        assert as_user(user).post(url, {"outcome": "granted"}).status_code == 403
    assert as_user(cast.torn).get(url).status_code == 404


def test_the_chairs_own_conflict_closes_the_case_to_the_chair(cast, as_user, closed):
    give_post(cast.committee_chair, cast.culture, "board_member")
    client = as_user(cast.committee_chair)
    for name in ("decide", "defer", "ability"):
        assert client.get(chair_url(cast, name, closed)).status_code == 404
    assert leaks(client.get(meeting_url(cast)).content.decode()) == []


def test_the_decision_begins_from_the_recommendation(cast, as_user, closed):
    client = as_user(cast.committee_chair)
    page = client.get(chair_url(cast, "decide", closed)).content.decode()
    assert "Styrker dialogen mellem kulturer." in page
    assert "09-12-2026" in page
    client.post(
        chair_url(cast, "decide", closed), {"outcome": "granted", "decided_on": "09-12-2026"}
    )
    assert Application.objects.get(pk=closed.pk).amount_granted == 13370


def test_a_refusal_without_reasons_is_not_entered(cast, as_user, closed):
    typed = {"outcome": "refused", "decided_on": "09-12-2026", "remedies_text": "Klag"}
    answer = as_user(cast.committee_chair).post(chair_url(cast, "decide", closed), typed)
    assert answer.status_code == 200
    assert Application.objects.get(pk=closed.pk).status == Application.Status.ON_AGENDA


def test_a_decision_that_overdraws_the_pool_is_refused_with_what_is_left(cast, as_user, closed):
    cast.pool.budgets.filter(year=2027).update(amount=12000)
    answer = as_user(cast.committee_chair).post(
        chair_url(cast, "decide", closed), {"outcome": "granted", "decided_on": "09-12-2026"}
    )
    assert "12.000,00 kr." in answer.content.decode()
    assert Application.objects.get(pk=closed.pk).status == Application.Status.ON_AGENDA


def test_a_case_is_deferred_with_a_reason(cast, as_user, closed):
    client = as_user(cast.committee_chair)
    assert client.post(chair_url(cast, "defer", closed), {}).status_code == 200
    client.post(chair_url(cast, "defer", closed), {"reason": "Mangler tilsagn fra skolen."})
    assert Application.objects.get(pk=closed.pk).status == Application.Status.DEFERRED


def test_the_agenda_asks_as_much_for_thirty_cases_as_for_one(
    cast, as_user, closed, django_assert_max_num_queries
):
    client = as_user(cast.committee_chair)
    cases.reviewed(closed, by=cast.committee_chair)
    client.get(MINE)
    with django_assert_max_num_queries(25) as few:
        client.get(meeting_url(cast))
    for number in range(29):
        other = cases.on_agenda(
            cast, association=cast.women, by=cast.hodan, title=f"Nummer {number}", sought=1000
        )
        cases.reviewed(other, by=cast.committee_chair)
    with django_assert_max_num_queries(25) as many:
        client.get(meeting_url(cast))
    assert len(many) == len(few)


def test_the_menu_of_a_member_holds_the_committees_pages_only(cast, as_user):
    page = as_user(cast.member).get("/admin/").content.decode()
    assert MINE in page
    for other in (
        "/admin/grants/application/",
        "/admin/associations/",
        "/admin/grants/decisionletter/",
    ):
        assert other not in page


def test_a_case_that_has_been_decided_leads_back_to_the_agenda_with_the_reason(cast, as_user):
    decided = cases.decided(cast)
    meeting = cases.meeting(cast)
    chair = as_user(cast.committee_chair)
    for name in ("decide", "defer"):
        address = reverse(f"admin:grants_meeting_{name}", args=[meeting.pk, decided.application_id])
        answer = chair.get(address, follow=True)
        assert answer.redirect_chain[-1][0] == reverse("admin:grants_meeting", args=[meeting.pk])
        assert "Sagen er ikke længere på en dagsorden." in answer.content.decode()
