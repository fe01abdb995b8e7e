"""The bridge in the guided builder, in the chair's language, and what the desk does not show."""

import pytest
from django.urls import reverse

from associations.actions import drafts, suggestions
from associations.models import StatutesDraft, Suggestion
from tests.associations.test_bridge import BETTER, PURPOSE, opened, purpose_of, suggested, written
from tests.cast import NOW


def step(cast, topic="formaal"):
    return reverse("portal_builder_step", args=[cast.women.pk, topic])


def preview(cast):
    return reverse("portal_builder_preview", args=[cast.women.pk])


def test_the_mark_is_danish_and_the_page_around_it_is_the_chairs(cast, as_user):
    suggested(cast, opened(cast))
    page = as_user(cast.hodan).get(step(cast)).text
    assert '<html lang="ar"' in page
    mark = page[page.index('class="pencil"') :]
    assert f'lang="da" dir="auto">{BETTER}' in mark
    assert "إدراجه في نصي" in mark


def test_one_tap_in_the_builder_takes_it_and_keeps_the_rest(cast, as_user):
    opening = opened(cast)
    mark = suggested(cast, opening)
    typed = {"purpose": PURPOSE, "activities": "Kor", "accept": str(mark.pk)}
    answer = as_user(cast.hodan).post(step(cast), typed)
    assert answer.url == f"{step(cast)}#div_id_purpose"
    read = StatutesDraft.objects.get(pk=opening.object_id).read()
    assert (read.purpose, read.activities) == (BETTER, "Kor")


def test_a_step_that_is_not_sound_keeps_what_is_typed_when_it_is_answered(cast, as_user):
    opening = opened(cast)
    mark = suggested(cast, opening, field="activities", text="Kor", seen="Svømning")
    typed = {"purpose": "", "activities": "Svømning", "decline": str(mark.pk)}
    assert as_user(cast.hodan).post(step(cast), typed).status_code == 302
    draft = StatutesDraft.objects.get(pk=opening.object_id)
    assert draft.typed["formaal"] == {"purpose": [""], "activities": ["Svømning"]}
    mark.refresh_from_db()
    assert mark.status == "declined"


def test_the_front_page_of_the_draft_counts_what_waits_and_names_the_reader(cast, as_user):
    browser = as_user(cast.ayse)
    draft = drafts.begin(cast.culture, by=cast.ayse, at=NOW)
    url = reverse("portal_builder_preview", args=[cast.culture.pk])
    assert "Lad en konsulent læse kladden" in browser.get(url).text
    opening = opened(cast, draft, by=cast.ayse)
    seen = draft.read().purpose
    suggestions.suggest(
        opening, field="purpose", text=BETTER, seen=seen, by=cast.consultant, at=NOW
    )
    page = browser.get(url).text
    assert "1 forslag venter på jer" in page
    assert "Karen Konsulent kan læse denne kladde til og med onsdag 21-10-2026" in page


def test_another_suggestion_of_another_draft_is_not_answered_here(cast, as_user):
    mark = suggested(cast, opened(cast))
    drafts.begin(cast.culture, by=cast.ayse, at=NOW)
    url = reverse("portal_builder_step", args=[cast.culture.pk, "formaal"])
    typed = {"purpose": "Kultur", "activities": "", "accept": str(mark.pk)}
    assert as_user(cast.ayse).post(url, typed).status_code == 404
    assert Suggestion.objects.get().status == "pending"


def test_no_list_search_or_export_of_the_desk_shows_the_opened_draft(cast, as_user):
    opening = opened(cast)
    rows = reverse("admin:associations_statutesdraft_changelist")
    change = reverse("admin:associations_statutesdraft_change", args=[opening.object_id])
    for user in (cast.consultant, cast.coordinator, cast.secretary, cast.manager):
        browser = as_user(user)
        page = browser.get(f"{rows}?q=Somalisk")
        assert change not in page.text
        assert page.context["cl"].result_count == 0
        export = browser.get(reverse("admin:associations_statutesdraft_export"))
        content = b"".join(export) if export.streaming else export.content
        assert b"Somalisk" not in content
        assert browser.get(change).status_code in (302, 403, 404)
        association = reverse("admin:associations_association_change", args=[cast.women.pk])
        assert PURPOSE not in browser.get(association).text


@pytest.mark.parametrize("name", ["consultant", "coordinator"])
def test_the_start_page_leads_only_the_named_consultant_to_the_draft(cast, as_user, name):
    opening = opened(cast)
    page = as_user(getattr(cast, name)).get(reverse("admin:index")).text
    assert (reverse("opened_draft", args=[opening.pk]) in page) is (name == "consultant")


def test_a_closed_draft_does_not_come_back_from_the_browsers_memory(cast, as_user):
    opening = opened(cast)
    page = as_user(cast.consultant).get(reverse("opened_draft", args=[opening.pk]))
    assert "no-store" in page.headers["Cache-Control"]


def test_the_list_shows_both_texts_when_the_chair_has_written_anew(cast, as_user):
    opening = opened(cast)
    suggested(cast, opening)
    drafts.save(written(cast), topic="formaal", given={"purpose": "Nyt"}, by=cast.hodan, at=NOW)
    url = reverse("portal_suggestions", args=[cast.women.pk, "statutes_draft", opening.object_id])
    page = as_user(cast.hodan).get(url).text
    for text in ("Nyt", BETTER, PURPOSE):
        assert text in page
    assert 'name="accept"' not in page
    assert purpose_of(opening) == "Nyt"
