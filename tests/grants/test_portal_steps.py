"""Writing an application: what is typed is read kindly, checked on the server, and never lost."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from associations.models import StatutesVersion
from core.documents import store
from grants.models import Application, PoolRule
from tests import cases
from tests.grants.test_portal_journey import (
    BUDGET,
    PDF,
    PEOPLE,
    PROJECT,
    SIGNATURE,
    address,
    answers,
)


@pytest.fixture
def draft(cast):
    """A sound draft of the culture association."""
    return cases.draft(cast)


@pytest.fixture
def chair(cast, as_user):
    return as_user(cast.ayse)


def text(response):
    return response.content.decode()


# --- rows without scripts -------------------------------------------------------------------


def test_a_line_is_added_without_scripts_and_everything_typed_is_still_there(chair, draft):
    typed = {**BUDGET, "udgifter-1-amount": "ikke et tal", "add": "udgifter"}
    page = text(chair.post(address(draft, "budget"), typed))
    assert 'name="udgifter-3-amount"' in page
    assert 'value="ikke et tal"' in page
    assert 'value="6.000"' in page
    assert "form-error" not in page, "adding a line is not the moment to complain"
    draft.refresh_from_db()
    assert draft.budget_lines.count() == 2, "nothing is saved by adding a line"


def test_a_line_is_taken_away_without_scripts_and_the_others_move_up(chair, draft):
    page = text(chair.post(address(draft, "budget"), {**BUDGET, "remove": "udgifter-0"}))
    assert 'name="udgifter-0-text" value="Musikere"' in page
    assert 'value="Kulturhuset"' not in page


def test_a_line_that_is_emptied_is_gone_after_saving(chair, draft):
    emptied = {f"udgifter-0-{name}": "" for name in ("category", "text", "amount")}
    typed = {**BUDGET, **emptied, "amount_sought": "3000,50"}
    assert chair.post(address(draft, "budget"), typed).status_code == 302
    assert [line.amount for line in draft.budget_lines.filter(side="expense")] == [
        Decimal("4000.50")
    ]


def test_lines_and_partners_sent_unchanged_stay(chair, draft):
    for _time in range(2):
        assert chair.post(address(draft, "budget"), BUDGET).status_code == 302
        assert chair.post(address(draft, "deltagere"), PEOPLE).status_code == 302
    assert draft.budget_lines.count() == 3
    assert draft.partners.count() == 1


def test_a_count_of_lines_that_nobody_typed_does_no_harm(chair, draft):
    for count in ("", "-1", "99999999", "²"):
        typed = {**BUDGET, "udgifter-TOTAL_FORMS": count, "add": "udgifter"}
        assert chair.post(address(draft, "budget"), typed).status_code == 200


# --- amounts and sums -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("1.500", "1500"), ("1500,50", "1500.50"), ("kr. 1.500", "1500"), ("1 500 kr.", "1500")],
)
def test_amounts_are_read_as_danes_type_them(chair, draft, typed, amount):
    lines = {
        "udgifter-TOTAL_FORMS": "1",
        "udgifter-INITIAL_FORMS": "0",
        "udgifter-0-category": "venue",
        "udgifter-0-amount": typed,
        "indtaegter-TOTAL_FORMS": "0",
        "indtaegter-INITIAL_FORMS": "0",
        "amount_sought": typed,
    }
    assert chair.post(address(draft, "budget"), lines).status_code == 302
    draft.refresh_from_db()
    assert draft.amount_sought == draft.budget_lines.get().amount == Decimal(amount)


@pytest.mark.parametrize("typed", ["mange", "-100", "1.50.0", "999999999999"])
def test_an_amount_that_cannot_be_read_is_refused_and_kept_on_the_page(chair, draft, typed):
    response = chair.post(address(draft, "budget"), {**BUDGET, "udgifter-0-amount": typed})
    assert response.status_code == 422
    assert f'value="{typed}"' in text(response)
    assert 'href="#id_udgifter-0-amount"' in text(response), "the summary leads to the field"
    draft.refresh_from_db()
    assert draft.amount_sought == 10000


@pytest.mark.parametrize(("sought", "difference"), [("8000,50", "1.000,00"), ("9500,50", "500,00")])
def test_a_budget_that_does_not_add_up_is_refused_with_the_difference(
    chair, draft, sought, difference
):
    response = chair.post(address(draft, "budget"), {**BUDGET, "amount_sought": sought})
    assert response.status_code == 422
    assert difference in text(response)
    assert f'value="{sought}"' in text(response)


def test_a_line_the_pool_never_pays_is_flagged_and_does_not_stop(cast, chair, draft):
    PoolRule.objects.create(
        pool=cast.pool,
        kind=PoolRule.Kind.EXCLUDED_COST_CATEGORY,
        parameters={"category": "catering"},
        message="Puljen betaler ikke for mad.",
    )
    typed = {**BUDGET, "udgifter-0-category": "catering"}
    assert chair.post(address(draft, "budget"), typed).status_code == 302
    page = text(chair.get(address(draft, "budget")))
    assert page.count("Puljen betaler ikke for mad.") >= 2, "on top and beside the line"


# --- drafts and autosave --------------------------------------------------------------------


def test_what_is_autosaved_is_on_the_page_the_next_time_sound_or_not(chair, draft):
    typed = {**PROJECT, "title": "Halvt skrevet", "starts_on": "engang i maj", "autosave": "1"}
    answer = chair.post(address(draft, "projekt"), typed)
    assert answer.status_code == 200
    assert "10" in answer.json()["message"], "the clock stands at ten"
    page = text(chair.get(address(draft, "projekt")))
    assert 'value="Halvt skrevet"' in page
    assert 'value="engang i maj"' in page
    draft.refresh_from_db()
    assert draft.title == cases.PROJECT["title"]


def test_what_is_typed_but_not_saved_keeps_the_application_from_being_sent(chair, draft):
    chair.post(address(draft, "projekt"), {**PROJECT, "starts_on": "maj", "autosave": "1"})
    assert chair.post(address(draft, "send"), SIGNATURE).status_code == 422
    chair.post(address(draft, "projekt"), PROJECT)
    assert chair.post(address(draft, "send"), SIGNATURE).status_code == 302


def test_a_draft_is_saved_without_scripts_though_it_is_not_sound(chair, draft):
    typed = {**PEOPLE, "expected_participants": "måske hundrede", "draft": "1"}
    assert chair.post(address(draft, "deltagere"), typed).status_code == 302
    page = text(chair.get(address(draft, "deltagere")))
    assert "måske hundrede" in page
    assert "himmelev boldklub" in page


def test_a_cpr_number_is_not_kept_even_while_typing(chair, draft):
    typed = {**PROJECT, "purpose": "Vi støtter 010190-1234 og familien.", "autosave": "1"}
    answer = chair.post(address(draft, "projekt"), typed)
    assert answer.status_code == 422
    assert "CPR" in answer.json()["message"]
    del typed["autosave"]
    response = chair.post(address(draft, "projekt"), {**typed, "draft": "1"})
    assert response.status_code == 422
    draft.refresh_from_db()
    assert "010190" not in str(draft.typed)


def test_what_is_sent_in_is_not_autosaved(cast, as_user, chair):
    sent = cases.received(cast)
    answer = chair.post(address(sent, "projekt"), {**PROJECT, "autosave": "1"})
    assert answer.status_code in (409, 422)


def test_what_was_typed_when_the_session_ran_out_comes_back(client, cast, as_user, draft):
    response = client.post(address(draft, "projekt"), {**PROJECT, "title": "Skrevet for sent"})
    assert response.url.startswith(reverse("account_login"))
    client.force_login(cast.ayse, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert 'value="Skrevet for sent"' in text(client.get(address(draft, "projekt")))


def test_an_end_before_the_beginning_is_refused(chair, draft):
    response = chair.post(address(draft, "projekt"), {**PROJECT, "ends_on": "19-03-2027"})
    assert response.status_code == 422
    draft.refresh_from_db()
    assert draft.ends_on == cases.PROJECT["ends_on"]


def test_a_step_that_needs_an_answer_asks_for_it(chair, draft):
    response = chair.post(address(draft, "deltagere"), {**PEOPLE, "open_to_all": ""})
    assert response.status_code == 422
    assert "Plakater" in text(response)


def test_a_partner_outside_the_register_is_kept_by_name(chair, draft):
    chair.post(address(draft, "deltagere"), {**PEOPLE, "partnere-0-name": "Biblioteket"})
    partner = draft.partners.get()
    assert (partner.name, partner.association) == ("Biblioteket", None)


# --- files ----------------------------------------------------------------------------------


def test_a_file_that_lies_about_its_kind_is_refused_and_the_rest_is_kept(chair, draft):
    honest = SimpleUploadedFile("program.pdf", PDF)
    chair.post(address(draft, "bilag"), {"kind": "programme", "file": honest, "upload": "1"})
    liar = SimpleUploadedFile("regnskab.pdf", b"MZ\x90\x00 this is a program")
    response = chair.post(
        address(draft, "bilag"), {"kind": "accounts", "file": liar, "upload": "1"}
    )
    assert response.status_code == 422
    page = text(response)
    assert "regnskab.pdf" in page
    assert "program.pdf" in page
    assert '<option value="accounts" selected' in page
    assert [one.document.name for one in draft.attachments.all()] == ["program.pdf"]


def test_going_on_without_a_file_asks_for_none(chair, draft):
    response = chair.post(address(draft, "bilag"), {"kind": "programme", "next": "1"})
    assert response.url == address(draft, "send")


def test_the_statutes_of_the_register_are_attached_with_one_tap(cast, chair, draft):
    PoolRule.objects.create(
        pool=cast.pool,
        kind=PoolRule.Kind.REQUIRES_ATTACHMENT,
        parameters={"kind": "statutes"},
        message="Vedlæg foreningens vedtægter.",
    )
    version = StatutesVersion.objects.create(
        association=cast.culture,
        number=1,
        document=store(content=PDF, name="vedtaegter.pdf", by=cast.consultant),
        assembly=StatutesVersion.Assembly.FOUNDING,
        adopted_on=timezone.localdate(),
        added_at=timezone.now(),
        added_by=cast.consultant,
    )
    page = text(chair.get(address(draft, "bilag")))
    assert "Vedlæg foreningens vedtægter." in page
    assert f'name="reuse" value="{version.pk}"' in page.replace("\n", " ").replace("  ", "")
    chair.post(address(draft, "bilag"), {"reuse": str(version.pk)})
    attachment = draft.attachments.get()
    assert attachment.document == version.document
    assert attachment.is_from_register
    chair.post(address(draft, "bilag"), {"remove": str(attachment.pk)})
    assert not draft.attachments.exists()


def test_another_association_s_statutes_cannot_be_taken(cast, chair, draft):
    foreign = StatutesVersion.objects.create(
        association=cast.women,
        number=1,
        document=store(content=PDF, name="andres.pdf", by=cast.consultant),
        assembly=StatutesVersion.Assembly.FOUNDING,
        adopted_on=timezone.localdate(),
        added_at=timezone.now(),
        added_by=cast.consultant,
    )
    response = chair.post(address(draft, "bilag"), {"reuse": str(foreign.pk)})
    assert response.status_code == 404
    assert not draft.attachments.exists()


# --- who may --------------------------------------------------------------------------------


def test_a_board_member_reads_the_draft_but_is_refused_to_write_and_send_with_the_reason(
    cast, as_user, draft
):
    member = as_user(cast.fatma)
    page = text(member.get(address(draft, "send")))
    assert draft.title in page
    assert "signed_name" not in page
    for name in ("projekt", "deltagere", "budget", "bilag"):
        assert address(draft, name) not in page
        refusal = member.get(address(draft, name))
        assert refusal.status_code == 403
        assert "kun formanden og kassereren" in text(refusal)
    response = member.post(address(draft, "send"), SIGNATURE)
    assert response.status_code == 403
    begin = reverse("portal_application_begin", args=[cast.culture.pk, cast.round.pk])
    assert member.post(begin, answers(cast)).status_code == 403
    draft.refresh_from_db()
    assert draft.is_draft


NAMES = [
    "",
    "kan_vi_soege",
    "projekt",
    "deltagere",
    "budget",
    "bilag",
    "send",
    "receipt",
    "withdraw",
    "discard",
    "copy",
]


@pytest.mark.parametrize("name", NAMES)
def test_another_association_finds_nothing(cast, as_user, draft, name):
    outsider = as_user(cast.hodan)
    assert outsider.get(address(draft, name)).status_code == 404
    assert outsider.post(address(draft, name), {}).status_code in (404, 405)
    # Under her own association the foreign number leads nowhere either.
    keys = [cast.women.pk, draft.pk]
    own = reverse(f"portal_application{'_' if name else ''}{name}", args=keys)
    assert outsider.get(own).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_looking_at_a_page_changes_nothing(chair, cast, draft, name):
    before = Application.objects.values().get()
    chair.get(address(draft, name))
    assert Application.objects.values().get() == before


def test_a_page_of_the_form_asks_the_database_no_more_for_thirty_lines(
    cast, chair, draft, django_assert_max_num_queries
):
    lines = {
        **{f"udgifter-{n}-category": "venue" for n in range(30)},
        **{f"udgifter-{n}-text": f"Linje {n}" for n in range(30)},
        **{f"udgifter-{n}-amount": "100" for n in range(30)},
        "udgifter-TOTAL_FORMS": "30",
        "udgifter-INITIAL_FORMS": "0",
        "indtaegter-TOTAL_FORMS": "0",
        "indtaegter-INITIAL_FORMS": "0",
        "amount_sought": "3000",
    }
    assert chair.post(address(draft, "budget"), lines).status_code == 302
    assert draft.budget_lines.count() == 30
    for name in ("projekt", "deltagere", "budget", "bilag", "send"):
        with django_assert_max_num_queries(15):
            assert chair.get(address(draft, name)).status_code == 200
