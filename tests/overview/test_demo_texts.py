"""The demo municipality speaks to applicants in their own language."""

import re

import pytest

from overview.demo import (
    audience_texts,
    event_texts,
    events,
    pool_conditions,
    pool_texts,
    theme_texts,
)

LANGUAGES = {"da", "en", "ar", "tr", "so"}
TRANSLATED = re.compile(r"(.+)_(da|en|ar|tr|so)")


@pytest.mark.parametrize(
    "row",
    [
        pool_texts.KIP,
        pool_texts.SUP,
        *pool_texts.ROUNDS.values(),
        *pool_conditions.QUESTIONS,
        *pool_conditions.RULES,
        *pool_conditions.SMALL_POOL_RULES,
        *pool_conditions.CRITERIA,
    ],
)
def test_what_an_applicant_reads_is_there_in_every_language(row):
    languages: dict[str, set[str]] = {}
    for column, text in row.items():
        if (match := TRANSLATED.fullmatch(column)) and text:
            languages.setdefault(match[1], set()).add(match[2])
    assert languages
    assert not {field: found for field, found in languages.items() if found != LANGUAGES}


@pytest.mark.parametrize(
    "texts", [event_texts.TITLES, audience_texts.AUDIENCES, theme_texts.THEMES]
)
def test_events_and_themes_are_named_in_every_language(texts):
    for danish, others in texts.items():
        assert {code for code, text in others.items() if text} == LANGUAGES - {"da"}, danish


def test_no_translation_is_left_over_from_an_event_that_is_gone():
    rows = [*events.SEED, *events.PRESENT]
    assert event_texts.TITLES.keys() == {row[0] for row in rows}
    assert audience_texts.AUDIENCES.keys() == {row[7] for row in rows}
