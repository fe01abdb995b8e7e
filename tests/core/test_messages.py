import gettext

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from core import catalogues

CODE = """
from django.utils.translation import gettext_lazy as _, npgettext

SENTENCE = _("Send the application "
             "before %(deadline)s.")
COUNT = npgettext("pool", "One case", "%(count)d cases", 2)
"""
TEMPLATE = """
    {% load i18n %}
  <p title="don't">{% translate "Save" context "button" %} {{ _("Back") }}</p>
      {% button label=_("Continue") %}
 {% blocktranslate trimmed count n=cases|length %}
     One case of
     {{ name }}
 {% plural %}
     {{ n }} cases of {{ name }}
 {% endblocktranslate %}
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "grants" / "templates").mkdir(parents=True)
    (tmp_path / "grants" / "pools.py").write_text(CODE)
    (tmp_path / "grants" / "templates" / "pool.html").write_text(TEMPLATE)
    return tmp_path


@pytest.fixture
def found(project):
    return catalogues.extract([project / "grants"], project)


def po(path, *entries):
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header + "\n\n".join(entries) + "\n")
    return path


def test_every_way_of_marking_a_text_is_found_in_code_and_templates(found):
    assert {(message.id, message.context) for message in catalogues.messages(found)} == {
        ("Send the application before %(deadline)s.", None),
        (("One case", "%(count)d cases"), "pool"),
        ("Save", "button"),
        ("Back", None),
        ("Continue", None),
        (("One case of %(name)s", "%(n)s cases of %(name)s"), None),
    }


def test_an_update_keeps_translations_and_drops_what_the_code_no_longer_says(found, tmp_path):
    old = po(
        tmp_path / "da.po",
        'msgid "Back"\nmsgstr "Tilbage"',
        'msgid "Forward"\nmsgstr "Frem"',
    )
    catalogue = catalogues.updated(found, catalogues.read(old, "da"), "da")
    assert catalogue.get("Back").string == "Tilbage"
    assert catalogue.get("Forward") is None
    assert not catalogue.get("Continue").string


def test_a_written_catalogue_has_no_dates_and_no_line_numbers_and_reads_back_the_same(
    found, tmp_path
):
    path = tmp_path / "ar" / "django.po"
    catalogues.write(path, catalogues.updated(found, catalogues.read(path, "ar"), "ar"), "ar")
    first = path.read_text()
    assert "Date" not in first
    assert "#: grants/pools.py\n" in first
    assert "nplurals=6" in first
    again = catalogues.updated(found, catalogues.read(path, "ar"), "ar")
    catalogues.write(path, again, "ar")
    assert path.read_text() == first


def test_a_compiled_catalogue_speaks_with_context_and_plural(found, tmp_path):
    path = po(
        tmp_path / "tr" / "django.po",
        'msgctxt "button"\nmsgid "Save"\nmsgstr "Kaydet"',
        'msgctxt "pool"\nmsgid "One case"\nmsgid_plural "%(count)d cases"\n'
        'msgstr[0] "Bir dosya"\nmsgstr[1] "%(count)d dosya"',
    )
    catalogues.compile_catalogue(path, "tr")
    with path.with_suffix(".mo").open("rb") as compiled:
        spoken = gettext.GNUTranslations(compiled)
    assert spoken.pgettext("button", "Save") == "Kaydet"
    assert spoken.npgettext("pool", "One case", "%(count)d cases", 5) == "%(count)d dosya"


def test_a_partial_catalogue_has_the_last_word_and_says_what_it_changed(found, tmp_path):
    into = catalogues.updated(
        found,
        catalogues.read(po(tmp_path / "da.po", 'msgid "Back"\nmsgstr "Retur"'), "da"),
        "da",
    )
    partial = po(
        tmp_path / "mine.po",
        'msgid "Back"\nmsgstr "Tilbage"',
        'msgid "Continue"\nmsgstr "Fortsæt"',
        'msgid "Not in the code"\nmsgstr "Findes ikke"',
    )
    unknown, replaced = catalogues.merge(into, catalogues.read(partial, "da"))
    assert into.get("Continue").string == "Fortsæt"
    assert into.get("Back").string == "Tilbage"
    assert [message.id for message in unknown] == ["Not in the code"]
    assert [(before, message.string) for before, message in replaced] == [("Retur", "Tilbage")]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('msgid "Back"\nmsgstr "Tilbage til {page}"', "placeholders differ: 'Back'"),
        ('#, fuzzy\nmsgid "Back"\nmsgstr "Tilbage"', "untranslated: 'Back'"),
        ('msgid "Back"\nmsgstr ""', "untranslated: 'Back'"),
        (
            'msgid "Send the application before %(deadline)s."\nmsgstr "Send ansøgningen."',
            "placeholders differ: 'Send the application",
        ),
        (
            'msgctxt "pool"\nmsgid "One case"\nmsgid_plural "%(count)d cases"\n'
            'msgstr[0] "En sag"\nmsgstr[1] "%(antal)d sager"',
            "placeholders differ: ('One case'",
        ),
        ('msgid "Forward"\nmsgstr "Frem"', "missing: 'Back'"),
    ],
)
def test_the_check_names_what_is_wanting(found, tmp_path, entry, fault):
    catalogue = catalogues.read(po(tmp_path / "da.po", entry), "da")
    faults = list(catalogues.faults(found, catalogue, complete=True))
    assert any(line.startswith(fault) for line in faults), faults


def test_a_plural_form_may_do_without_the_number(found, tmp_path):
    entry = (
        'msgctxt "pool"\nmsgid "One case"\nmsgid_plural "%(count)d cases"\n'
        'msgstr[0] "En sag"\nmsgstr[1] "%(count)d sager"'
    )
    catalogue = catalogues.read(po(tmp_path / "da.po", entry), "da")
    faults = catalogues.faults(found, catalogue, complete=True)
    assert not [line for line in faults if "One case'" in line]


def test_the_command_fails_and_lists_each_msgid_that_danish_lacks(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path]
    with pytest.raises(CommandError, match="da: missing: "):
        call_command("messages", "--check")


def test_a_catalogue_whose_texts_have_moved_is_out_of_step(found, tmp_path):
    path = tmp_path / "da.po"
    catalogues.write(path, catalogues.updated(found, catalogues.read(path, "da"), "da"), "da")
    assert catalogues.is_in_step(path, found, "da")
    path.write_text(path.read_text().replace("#: grants/pools.py", "#: grants/rounds.py"))
    assert not catalogues.is_in_step(path, found, "da")


def test_each_language_offered_has_a_catalogue():
    for language, _name in settings.LANGUAGES:
        assert (settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po").exists()
