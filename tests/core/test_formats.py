from datetime import UTC, date, datetime, time

import pytest
from django import forms
from django.template import Context, Template
from django.utils import formats, translation

LANGUAGES = ["da", "en", "ar", "tr", "so"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_means_the_same_day_in_every_language(language):
    with translation.override(language):
        # 5 June, and never 6 May.
        assert forms.DateField().clean("05-06-2026") == date(2026, 6, 5)
        assert forms.DateField().clean("05/06/2026") == date(2026, 6, 5)
        assert formats.date_format(date(2026, 6, 5)) == "05-06-2026"


@pytest.mark.parametrize("language", LANGUAGES)
def test_years_and_row_numbers_are_never_parted_by_dots(language):
    with translation.override(language):
        assert Template("{{ number }}").render(Context({"number": 2026})) == "2026"


@pytest.mark.parametrize(("language", "shown"), [("da", "18.30"), ("en", "18:30"), ("ar", "18:30")])
def test_hours_are_written_as_each_language_does(language, shown):
    with translation.override(language):
        assert formats.time_format(time(18, 30)) == shown
        assert formats.date_format(
            datetime(2026, 6, 5, 18, 30, tzinfo=UTC), "DATETIME_FORMAT"
        ).endswith(shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_decimals_are_read_and_written_with_a_comma(language):
    with translation.override(language):
        assert formats.number_format(1.5) == "1,5"
        assert formats.sanitize_separators("1,5") == "1.5"
