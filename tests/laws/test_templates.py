"""House law: every template compiles, knows its variables and keeps to the strict policy."""

import re

import pytest
from django.conf import settings
from django.template import engines
from django.template.base import Origin, Template

from tests.laws.matrix import ROLES
from tests.laws.sources import own_apps
from tests.laws.walk import walk

FOLDERS = [settings.BASE_DIR / "templates"] + [
    settings.BASE_DIR / app / "templates" for app in own_apps()
]
TEMPLATES = sorted(path for folder in FOLDERS for path in folder.rglob("*") if path.is_file())
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)
TAG = re.compile(r"{[%{].*?[%}]}", re.DOTALL)
FORBIDDEN = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.I),
    "an inline style": re.compile(r"<style|[\s\"']style=", re.I),
    "an event attribute": re.compile(r"<[^>{]*\son\w+\s*=", re.I),
    "hx-on": re.compile(r"\bhx-on", re.I),
    "text that is not escaped": re.compile(r"\|\s*safe\b|{%\s*autoescape off|\|\s*safeseq\b"),
    "something fetched from elsewhere": re.compile(
        r"<(?:script|link|img|iframe|source|form|use)\b[^>]*(?:src|href|action)=[\"']?\s*(?:https?:)?//",
        re.I,
    ),
    "a javascript address": re.compile(r"javascript:", re.I),
}
FORM = re.compile(r"<form\b[^>]*method=[\"']post[\"'].*?</form>", re.I | re.S)


TRANSLATED = re.compile(r"{% (blocktrans(?:late)?)\b.*?{% endblocktrans(?:late)? %}", re.DOTALL)
CODE = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)


# The names of classes, and attributes put into a tag.
CLASSES = re.compile(r"{% block (?:body_?class|coltype) %}.*?{% endblock %}", re.DOTALL)
ATTRIBUTES = re.compile(r'^[\w-]+(="[^"]*")?( [\w-]+(="[^"]*")?)*$')
INCLUDE = re.compile(r"{% include \"([^\"]+)\"[^%]*%}")
# Proper names, and the password that the demo prints.
NAMES = {"Foreningsbro", "PDF", "foreningsbro-demo"}


def source(path):
    return COMMENT.sub("", path.read_text("utf-8"))


def with_includes(path):
    """The template with what it includes by name, one level deep."""
    return INCLUDE.sub(
        lambda found: source(settings.BASE_DIR / "templates" / found[1]), source(path)
    )


def name_of(path):
    folder = next(one for one in FOLDERS if path.is_relative_to(one))
    return path.relative_to(folder).as_posix()


def test_there_are_templates():
    assert len(PAGES) > 50


def test_every_template_compiles():
    engine = engines["django"].engine
    for path in TEMPLATES:
        Template(path.read_text("utf-8"), Origin(str(path), name_of(path)), name_of(path), engine)


def test_no_template_has_what_the_policy_forbids():
    found = {
        name_of(path): wrong
        for path in PAGES
        if (wrong := [name for name, pattern in FORBIDDEN.items() if pattern.search(source(path))])
    }
    assert not found


def test_every_form_that_writes_carries_its_token():
    # Crispy and allauth's elements put the token in by themselves.
    token = re.compile(r"csrf_token|{% crispy |{% slot |form_tag")
    found = {
        name_of(path): form[:200]
        for path in PAGES
        for form in FORM.findall(with_includes(path))
        if not token.search(form)
    }
    assert not found


def test_every_template_is_short():
    lines = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in TEMPLATES}
    assert {name: count for name, count in lines.items() if count > 120} == {}


def test_no_sentence_stands_in_a_template_untranslated():
    """Text between tags is a variable or a translation; the developers' gallery is in English."""
    found = {}
    for path in PAGES:
        text = CLASSES.sub("", TRANSLATED.sub("", source(path)))
        text = re.sub(r"<[^>]*>", "\n", TAG.sub("", CODE.sub("", text)))
        words = [line.strip() for line in text.splitlines() if re.search(r"[^\W\d_]{3,}", line)]
        words = [
            line
            for line in words
            if not line.startswith("&")
            and not ('="' in line and ATTRIBUTES.match(line))
            and line.strip(" –:,.()") not in NAMES
        ]
        if words and path.name != "gallery.html":
            found[name_of(path)] = words
    assert not found


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES.values())
def test_every_variable_that_a_page_prints_is_there(world, role):
    found = {visit.row: sorted(set(visit.unknown)) for visit in walk(world, role) if visit.unknown}
    assert found == {}
