"""An application opened to a consultant: read, suggested upon, answered – and never assessed by them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.models import Access
from accounts.roles import Role
from associations import draft_targets
from associations.actions import openings, suggestions
from associations.models import Contact, DraftOpening, Suggestion
from grants.actions import applications, decisions, democracy, reviews
from grants.models import Application
from tests import cases
from tests.cast import NOW, give_access, make_user

PURPOSE = cases.PROJECT["purpose"]
BETTER = "Tyrkiske og danske familier lærer hinanden at kende over et måltid."
NOTE = "Skriv, hvad I gør sammen."


@pytest.fixture
def both(cast):
    """A consultant who is pool secretary too: the conflict the rule is made for."""
    return make_user("begge", "Bente Begge", Role.CONSULTANT, Role.POOL_SECRETARY)


def opened(cast, draft=None, **wishes):
    given = {"consultant": cast.consultant, "days": 7, "by": cast.ayse, "at": NOW}
    draft = draft or cases.draft(cast)
    return openings.open_draft(draft, kind="application", **{**given, **wishes})


def suggested(opening, **wishes):
    given = {"field": "purpose", "text": BETTER, "note": NOTE, "seen": PURPOSE, "at": NOW}
    return suggestions.suggest(opening, **{**given, "by": opening.consultant, **wishes})


def application_of(opening):
    return Application.objects.get(pk=opening.object_id)


def keys(opening):
    return [opening.association_id, "application", opening.object_id]


def step(opening, name="projekt"):
    return reverse(f"portal_application_{name}", args=[opening.association_id, opening.object_id])


def desk(opening, *field):
    name = "opened_draft_suggest" if field else "opened_draft"
    return reverse(name, args=[opening.pk, *field])


PROJECT = {
    "title": cases.PROJECT["title"],
    "purpose": PURPOSE,
    "activities": cases.PROJECT["activities"],
    "expected_effect": "",
    "starts_on": "20-03-2027",
    "ends_on": "20-03-2027",
    "place": "Kulturhuset, Roskilde",
}


# --- who helped does not assess ----------------------------------------------------------------


def test_an_opened_application_is_not_helped_until_something_is_suggested(cast):
    opening = opened(cast)
    assert not application_of(opening).helpers.exists()
    suggested(opening)
    assert list(application_of(opening).helpers.all()) == [cast.consultant]


def test_minutes_alone_are_help_too(cast):
    opening = opened(cast)
    openings.finish(opening, minutes=15, by=cast.consultant, at=NOW)
    assert list(application_of(opening).helpers.all()) == [cast.consultant]
    assert Contact.objects.get().help_kind.code == "fundraising_application"


def test_no_minutes_and_no_suggestion_are_no_help(cast):
    opening = opened(cast)
    openings.finish(opening, minutes=0, by=cast.consultant, at=NOW)
    assert not application_of(opening).helpers.exists()


def sent(cast, opening):
    case = applications.submit(
        application_of(opening),
        signed_name="Ayşe Yılmaz",
        declared_true=True,
        declared_democratic=True,
        by=cast.ayse,
        at=NOW,
    )
    case = applications.take_up(case, by=cast.secretary, at=cases.AFTER_DEADLINE)
    democracy.check(case, result="no_remarks", by=cast.secretary, at=cases.AFTER_DEADLINE)
    case.refresh_from_db()
    return case


def test_who_suggested_can_neither_recommend_nor_decide(cast, both):
    opening = opened(cast, consultant=both)
    suggested(opening)
    case = sent(cast, opening)
    with pytest.raises(PermissionDenied):
        applications.recommend(
            case, outcome="granted", amount=case.amount_sought, reasons="God.", by=both,
            at=cases.AFTER_DEADLINE,
        )  # fmt: skip
    with pytest.raises(PermissionDenied):
        decisions.decide(
            case, outcome="refused", reasons="Nej.", remedies_text="Klag.", by=both,
            decided_on=timezone.localdate(cases.AFTER_DEADLINE), at=cases.AFTER_DEADLINE,
        )  # fmt: skip


def test_who_suggested_and_sits_on_the_committee_cannot_score(cast):
    both = make_user("dobbelt", "Dorte Dobbelt", Role.CONSULTANT, Role.COMMITTEE_MEMBER)
    cast.committee.members.add(both)
    opening = opened(cast, consultant=both)
    suggested(opening)
    case = sent(cast, opening)
    applications.recommend(
        case, outcome="granted", amount=case.amount_sought, reasons="God.", by=cast.secretary,
        at=cases.AFTER_DEADLINE,
    )  # fmt: skip
    case.refresh_from_db()
    applications.put_on_agenda(
        case, meeting=cases.meeting(cast), by=cast.secretary, at=cases.AFTER_DEADLINE
    )
    case.refresh_from_db()
    with pytest.raises(PermissionDenied):
        reviews.save(case, scores={}, submit=False, by=both, at=cases.AFTER_DEADLINE)


def test_a_consultant_tied_to_the_association_is_not_asked(cast):
    tied = make_user("tilknyttet", "Tina Tilknyttet", Role.CONSULTANT)
    give_access(tied, cast.culture, Access.Role.BOARD_MEMBER)
    with pytest.raises(PermissionDenied, match="§ 3"):
        opened(cast, consultant=tied)


def test_a_sent_application_is_open_to_nobody(cast):
    opening = opened(cast)
    suggestion = suggested(opening)
    sent(cast, opening)
    opening.refresh_from_db()
    suggestion.refresh_from_db()
    assert (opening.ended, suggestion.status) == ("draft_gone", "outdated")


def test_a_deleted_draft_leaves_the_minutes_to_be_noted(cast):
    opening = opened(cast)
    applications.discard(application_of(opening), by=cast.ayse, at=NOW)
    opening.refresh_from_db()
    openings.finish(opening, minutes=10, by=cast.consultant, at=NOW)
    contact = Contact.objects.get()
    assert (contact.minutes, contact.links.count()) == (10, 0)


# --- what the rest of the house sees -----------------------------------------------------------


def test_an_opened_application_is_in_no_list_search_or_export(cast, as_user):
    opening = opened(cast)
    suggested(opening)
    title = application_of(opening).title
    rows = reverse("admin:grants_application_changelist")
    for user in (cast.consultant, cast.coordinator, cast.secretary, cast.manager, cast.member):
        assert not Application.objects.visible_to(user).exists()
        browser = as_user(user)
        for url in (
            rows,
            f"{rows}?q={title.split()[0]}",
            reverse("admin:grants_application_export"),
            reverse("admin:associations_association_change", args=[cast.culture.pk]),
            reverse("admin:index"),
        ):
            answer = browser.get(url)
            text = b"".join(answer) if answer.streaming else answer.content
            assert title.encode() not in text, (user, url)
        change = reverse("admin:grants_application_change", args=[opening.object_id])
        assert browser.get(change).status_code in (302, 403, 404)


def test_the_secretary_sees_that_it_was_helped_by_whom_and_nothing_of_the_advice(cast, as_user):
    opening = opened(cast)
    suggested(opening)
    openings.finish(opening, minutes=25, by=cast.consultant, at=NOW)
    case = sent(cast, opening)
    page = as_user(cast.secretary).get(reverse("admin:grants_application_change", args=[case.pk]))
    assert cast.consultant.full_name in page.text
    assert BETTER not in page.text
    assert NOTE not in page.text
    assert not Contact.objects.visible_to(cast.secretary).exists()
    assert Contact.objects.visible_to(cast.consultant).count() == 1


# --- the consultant's pages --------------------------------------------------------------------


def test_the_consultant_reads_every_text_field_by_field(cast, as_user):
    opening = opened(cast, cases.draft(cast, partners=[{"name": "Himmelev Boldklub"}]))
    page = as_user(cast.consultant).get(desk(opening))
    for text in (
        PURPOSE,
        cases.PROJECT["activities"],
        "Himmelev Boldklub",
        "Musikere",
        "20-03-2027",
    ):
        assert text in page.text or text.replace("-", ".") in page.text, text
    assert reverse("opened_draft_suggest", args=[opening.pk, "purpose"]) in page.text


def test_what_is_typed_and_not_saved_is_read_too(cast, as_user):
    opening = opened(cast)
    typed = {
        "udgifter-TOTAL_FORMS": ["1"],
        "udgifter-0-category": ["catering"],
        "udgifter-0-text": ["Baklava"],
        "udgifter-0-amount": ["700"],
    }
    case = application_of(opening)
    applications.keep_typed(case, step="budget", typed=typed, by=cast.ayse, at=NOW)
    text = as_user(cast.consultant).get(desk(opening)).text
    assert "Mad og drikke · Baklava · 700" in text


@pytest.mark.parametrize("name", ["coordinator", "secretary", "manager", "member", "ayse", "hodan"])
def test_nobody_else_finds_the_page(cast, as_user, name):
    opening = opened(cast)
    browser = as_user(getattr(cast, name))
    for url in (desk(opening), desk(opening, "purpose")):
        assert browser.get(url).status_code == 404


def test_after_closing_the_page_says_why_it_is_gone(cast, as_user):
    opening = opened(cast)
    openings.close(opening, by=cast.ayse, at=NOW)
    for url in (desk(opening), desk(opening, "purpose")):
        page = as_user(cast.consultant).get(url)
        assert page.status_code == 403
        assert PURPOSE not in page.text
        assert "lukkede kladden" in page.text


def test_after_its_days_the_page_says_until_when_it_was_open(cast, as_user, clock):
    opening = opened(cast, days=3)
    clock.move_to(NOW.replace(day=18))
    page = as_user(cast.consultant).get(desk(opening))
    assert page.status_code == 403
    assert "17-10-2026" in page.text


def test_the_consultant_suggests_on_a_page_of_its_own(cast, as_user):
    opening = opened(cast)
    browser = as_user(cast.consultant)
    page = browser.get(desk(opening, "purpose"))
    assert page.context["form"]["text"].value() == PURPOSE
    answer = browser.post(desk(opening, "purpose"), {"seen": PURPOSE, "text": BETTER, "note": NOTE})
    assert answer.status_code == 302
    made = Suggestion.objects.get()
    assert (made.text, made.note, made.made_against) == (BETTER, NOTE, PURPOSE)
    assert BETTER in browser.get(desk(opening)).text


def test_a_remark_alone_leaves_the_text_out(cast, as_user):
    opening = opened(cast)
    answer = as_user(cast.consultant).post(
        desk(opening, "purpose"), {"seen": PURPOSE, "text": PURPOSE, "note": NOTE}
    )
    assert answer.status_code == 302
    assert Suggestion.objects.get().text == ""


def test_a_draft_closed_while_one_writes_keeps_what_was_written_and_hides_the_draft(cast, as_user):
    opening = opened(cast)
    openings.close(opening, by=cast.ayse, at=NOW)
    page = as_user(cast.consultant).post(
        desk(opening, "purpose"), {"seen": PURPOSE, "text": BETTER, "note": NOTE}
    )
    assert page.status_code == 422
    assert BETTER in page.text
    assert PURPOSE not in page.text
    assert not Suggestion.objects.exists()


def test_a_text_changed_while_one_writes_is_shown_beside_what_was_written(cast, as_user):
    opening = opened(cast)
    case = application_of(opening)
    applications.save(case, step="projekt", fields={"purpose": "Nyt formål"}, by=cast.ayse, at=NOW)
    browser = as_user(cast.consultant)
    page = browser.post(desk(opening, "purpose"), {"seen": PURPOSE, "text": BETTER, "note": ""})
    assert page.status_code == 422
    assert "Nyt formål" in page.text
    assert BETTER in page.text
    again = {"seen": page.context["form"]["seen"].value(), "text": BETTER, "note": ""}
    assert browser.post(desk(opening, "purpose"), again).status_code == 302


def test_a_cpr_number_is_not_suggested(cast, as_user):
    opening = opened(cast)
    given = {"seen": PURPOSE, "text": "Ring til 010203-1234", "note": ""}
    page = as_user(cast.consultant).post(desk(opening, "purpose"), given)
    assert page.status_code == 422
    assert not Suggestion.objects.exists()


def test_the_minutes_are_asked_for_and_lead_to_the_log(cast, as_user):
    opening = opened(cast)
    browser = as_user(cast.consultant)
    url = reverse("opened_draft_finish", args=[opening.pk])
    assert browser.get(url).status_code == 200
    assert browser.post(url, {"minutes": "7"}).status_code == 422
    answer = browser.post(url, {"minutes": "35"})
    assert answer.url == reverse("quick_log_receipt", args=[Contact.objects.get().pk])
    assert browser.get(desk(opening)).status_code == 403
    assert browser.get(url).status_code == 302


# --- the chair's pages -------------------------------------------------------------------------


def test_the_chair_opens_closes_and_sees_until_when_it_can_be_read(cast, as_user):
    draft = cases.draft(cast)
    url = reverse("portal_bridge", args=[cast.culture.pk, "application", draft.pk])
    browser = as_user(cast.ayse)
    assert browser.get(url).context["form"]["days"].value() == 7
    browser.post(url, {"consultant": cast.consultant.pk, "days": "14"})
    opening = DraftOpening.objects.get()
    for page in (browser.get(url), browser.get(step(opening, "send"))):
        assert cast.consultant.full_name in page.text
        assert "28-10-2026" in page.text
    again = browser.post(url, {"consultant": cast.consultant.pk, "days": "3"})
    assert again.status_code == 422
    close = reverse("portal_bridge_close", args=[cast.culture.pk, opening.pk])
    assert browser.post(close).status_code == 302
    opening.refresh_from_db()
    assert opening.ended == "association"


def test_the_board_reads_and_does_not_open(cast, as_user):
    opening = opened(cast)
    browser = as_user(cast.fatma)
    url = reverse("portal_bridge", args=keys(opening))
    assert cast.consultant.full_name in browser.get(url).text
    assert browser.post(url, {"consultant": cast.coordinator.pk, "days": "7"}).status_code == 403
    close = reverse("portal_bridge_close", args=[cast.culture.pk, opening.pk])
    assert browser.post(close).status_code == 403


def test_another_association_finds_nothing(cast, as_user):
    opening = opened(cast)
    suggestion = suggested(opening)
    browser = as_user(cast.hodan)
    for name in ("portal_bridge", "portal_suggestions"):
        assert browser.get(reverse(name, args=keys(opening))).status_code == 404
        there = [cast.women.pk, "application", opening.object_id]
        assert browser.get(reverse(name, args=there)).status_code == 404
    for association in (cast.culture, cast.women):
        url = reverse("portal_suggestion", args=[association.pk, suggestion.pk])
        assert browser.post(url, {"accept": "1"}).status_code == 404
    assert application_of(opening).purpose == PURPOSE


def test_a_pencil_mark_stands_beside_its_field_in_danish(cast, as_user):
    opening = opened(cast)
    suggested(opening)
    page = as_user(cast.ayse).get(step(opening)).text
    mark = page[page.index('class="pencil"') :]
    assert f'lang="da" dir="auto">{BETTER}' in mark
    assert NOTE in mark
    assert page.index('id="div_id_purpose"') < page.index('class="pencil"')
    assert page.index('class="pencil"') < page.index('id="div_id_activities"')
    assert 'class="pencil"' not in as_user(cast.ayse).get(step(opening, "budget")).text


def test_one_tap_beside_the_field_takes_the_suggestion_and_keeps_what_is_typed(cast, as_user):
    opening = opened(cast)
    mark = suggested(opening)
    typed = {**PROJECT, "activities": "Også dans.", "accept": str(mark.pk)}
    answer = as_user(cast.ayse).post(step(opening), typed)
    assert answer.url.endswith("#div_id_purpose")
    case = application_of(opening)
    assert (case.purpose, case.activities) == (BETTER, "Også dans.")


def test_what_is_typed_and_not_sound_is_kept_when_a_suggestion_is_taken(cast, as_user):
    opening = opened(cast)
    mark = suggested(opening)
    typed = {**PROJECT, "starts_on": "snart", "accept": str(mark.pk)}
    assert as_user(cast.ayse).post(step(opening), typed).status_code == 302
    case = application_of(opening)
    assert case.typed["projekt"]["purpose"] == [BETTER]
    assert case.typed["projekt"]["starts_on"] == ["snart"]
    assert "accept" not in case.typed["projekt"]


def test_a_suggestion_for_a_field_changed_on_the_page_is_refused_and_both_are_shown(cast, as_user):
    opening = opened(cast)
    mark = suggested(opening)
    browser = as_user(cast.ayse)
    typed = {**PROJECT, "purpose": "Mit eget nye formål", "accept": str(mark.pk)}
    page = browser.post(step(opening), typed, follow=True).text
    assert application_of(opening).purpose == "Mit eget nye formål"
    for text in ("Mit eget nye formål", BETTER, PURPOSE):
        assert text in page
    assert f'name="accept" value="{mark.pk}"' not in page
    browser.post(step(opening), {**typed, "accept": "", "decline": str(mark.pk)})
    mark.refresh_from_db()
    assert mark.status == "pending"  # an empty button answers nothing
    del typed["accept"]
    browser.post(step(opening), {**typed, "decline": str(mark.pk)})
    mark.refresh_from_db()
    assert mark.status == "declined"


def test_a_cpr_number_on_the_page_stops_the_answer(cast, as_user):
    opening = opened(cast)
    mark = suggested(opening)
    typed = {**PROJECT, "activities": "Ring til 010203-1234", "accept": str(mark.pk)}
    assert as_user(cast.ayse).post(step(opening), typed).status_code == 422
    mark.refresh_from_db()
    assert mark.status == "pending"


def test_the_list_has_every_suggestion_and_answers_with_one_tap(cast, as_user):
    opening = opened(cast)
    first = suggested(opening)
    remark = suggested(opening, field="udgifter", text="", note="Husk lokalet", seen=seen(opening))
    browser = as_user(cast.ayse)
    assert "2 forslag venter" in browser.get(step(opening, "send")).text
    page = browser.get(reverse("portal_suggestions", args=keys(opening))).text
    assert BETTER in page
    assert "Husk lokalet" in page
    for one, button in ((first, "accept"), (remark, "accept")):
        url = reverse("portal_suggestion", args=[cast.culture.pk, one.pk])
        assert browser.post(url, {button: "1"}).status_code == 302
    assert application_of(opening).purpose == BETTER
    assert not Suggestion.objects.pending().exists()


def seen(opening, name="udgifter"):
    target = draft_targets.target_of(opening)
    return draft_targets.field_of(target, draft_targets.find(opening), name).value


def test_the_board_reads_the_list_and_answers_nothing(cast, as_user):
    opening = opened(cast)
    suggestion = suggested(opening)
    browser = as_user(cast.fatma)
    page = browser.get(reverse("portal_suggestions", args=keys(opening)))
    assert BETTER in page.text
    assert 'name="accept"' not in page.text
    url = reverse("portal_suggestion", args=[cast.culture.pk, suggestion.pk])
    assert browser.post(url, {"accept": "1"}).status_code == 403


def test_the_suggestions_of_a_step_are_one_query(
    cast, as_user, django_assert_max_num_queries, django_assert_num_queries
):
    opening = opened(cast)
    browser = as_user(cast.ayse)
    with django_assert_max_num_queries(15) as few:
        browser.get(step(opening))
    for name in ("purpose", "activities", "expected_effect", "place"):
        suggested(opening, field=name, text="Bedre", seen=seen(opening, name))
    with django_assert_num_queries(len(few)):
        browser.get(step(opening))
