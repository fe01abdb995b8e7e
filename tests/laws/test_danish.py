"""House law: Danish is complete, and no page shows a sentence that was left in English."""

import re
from functools import cache
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.core.management import call_command

from core import catalogues
from tests.laws.matrix import ROLES
from tests.laws.walk import pages, walk

SPOKEN = {"alt", "title", "aria-label", "placeholder", "data-confirm"}
UNSEEN = {"script", "style", "template", "noscript"}
# Rows that speak to developers and machines, in English.
ENGLISH = {"core:gallery", "core:health"}
# Languages are named in their own tongue.
OWN_NAMES = {"English"}
LONG = 25  # letters of a msgid's fixed part from which it counts wherever it stands
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdif]|\{\w*\}")


class Seen(HTMLParser):
    """The texts of a page that a person sees or hears."""

    def __init__(self, content):
        super().__init__(convert_charrefs=True)
        self.texts = []
        self.hidden = 0
        self.feed(content)

    def handle_starttag(self, tag, attributes):
        self.hidden += tag in UNSEEN
        given = dict(attributes)
        self.texts += [given[name] for name in SPOKEN if given.get(name)]
        if tag == "input" and given.get("type") in ("submit", "button", "reset"):
            self.texts.append(given.get("value") or "")

    def handle_endtag(self, tag):
        self.hidden -= tag in UNSEEN

    def handle_data(self, data):
        if not self.hidden:
            self.texts.append(data)


def plain(text):
    return " ".join(text.split())


@cache
def untranslated():
    """English texts that must not be seen: whole msgids, and long fixed parts of them."""
    path = settings.LOCALE_PATHS[0] / "da" / "LC_MESSAGES" / "django.po"
    whole, danish = set(), set()
    for message in catalogues.messages(catalogues.read(path, "da")):
        msgids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        danish |= {plain(one).casefold() for one in strings}
        whole |= {plain(one) for one in msgids if plain(one) not in map(plain, strings)}
    whole = {one for one in whole if one.casefold() not in danish and len(one) > 2}
    parts = {
        part.strip()
        for one in whole
        for part in PLACEHOLDER.split(one)
        if len(part.strip()) >= LONG
    }
    return whole, parts


@cache
def has_english(text):
    """Whether a long fixed part of an English msgid stands in it; most texts stand on many pages."""
    return any(part in text for part in untranslated()[1])


def test_the_catalogues_are_in_step_with_the_code_and_danish_is_complete():
    call_command("messages", "--check")


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES.values())
def test_no_page_in_danish_shows_english(world, role):
    whole, _parts = untranslated()
    assert len(whole) > 100
    found = {}
    for visit in pages(world, role):
        if visit.row in ENGLISH:
            continue
        texts = {plain(text) for text in Seen(visit.content).texts}
        english = texts & whole - OWN_NAMES
        english |= {text for text in texts if len(text) >= LONG and has_english(text)}
        if english:
            found[visit.row] = sorted(english)
    assert found == {}


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES.values())
def test_every_page_says_which_language_it_is_in(world, role):
    for visit in walk(world, role):
        # An invitation speaks the language of the invited.
        if "<html" in visit.content and visit.row != "invitation":
            reader = world.people[role]
            staff = visit.path.startswith(("/admin/", "/opsoegende/"))
            language = "da" if staff or reader is None else reader.preferred_language
            assert re.search(rf'<html[^>]*\slang="{language}"', visit.content), visit.row
