"""House law: no field anywhere holds a person's ethnicity, religion or nationality (domain §3.3).

Read are the name of every field, its label and help in English and Danish, and its choices: a
field that asks for it by any of these words fails. What an association says of itself (its kind,
the languages spoken in it) and a post somebody holds are no such facts of a person; each is named
here with the words that are allowed in it.
"""

import re

import pytest
from django.apps import apps
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tests.laws.sources import own_apps

WORDS = re.compile(
    r"ethnic|etni[sc]|\brac(e|ial)\b|religi|faith|belief|muslim|christian|congregation|menighed"
    r"|\btro\b|trosret|trossam|troende|nationalit|national origin|citizen|statsborg|minorit"
    r"|country of (birth|origin)|oprindelsesland|f[øo]deland|birth ?place|herkomst|afstamning",
    re.IGNORECASE,
)
# Facts of an association, or posts: field → what of it may be said.
ALLOWED = {
    # Which sort of actor it is (domain §1.1), and which post somebody holds (§1.5).
    "associations.Association.kind": {"congregation"},
    "associations.Post.role": {"religious_leader"},
    # Said by the association itself; used only to count organisers of joint events (§1.1).
    "associations.Association.profile": {"minority_led", "majority_led"},
    "activities.EventOrganiser.profile": {"minority_led", "majority_led"},
    # In which capacity somebody signs for a party (§4.3).
    "agreements.Signatory.capacity": {"religious_leader"},
}


def asks_for(field: models.Field, allowed: set[str] = frozenset()) -> list[str]:
    """The words by which a field asks for what may not be kept."""
    found = []
    for language in ("en", "da"):
        with translation.override(language):
            texts = [field.name, str(field.verbose_name), str(getattr(field, "help_text", ""))]
            if allowed:
                # Its help says what it is not for.
                texts = texts[:2]
            texts += [
                f"{value} {label}"
                for value, label in (field.flatchoices or ())
                if str(value) not in allowed
            ]
            found += [text for text in texts if WORDS.search(text.replace("_", " "))]
    return found


def own_fields() -> list[models.Field]:
    return [
        field
        for app in own_apps()
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.Field) and field.model is model
    ]


def test_no_field_asks_for_ethnicity_religion_or_nationality():
    found = {
        str(field): asked
        for field in own_fields()
        if (asked := asks_for(field, ALLOWED.get(str(field), set())))
    }
    assert found == {}


def test_what_is_allowed_is_there():
    known = {str(field): field for field in own_fields()}
    for name, values in ALLOWED.items():
        assert name in known, f"{name} is gone: take it off the list"
        assert values & {str(value) for value, _label in known[name].flatchoices}


def test_a_person_has_no_exception():
    """The list of exceptions never grows by a fact of a person."""
    assert not [name for name in ALLOWED if name.startswith(("associations.Person", "accounts."))]


def named(field: models.Field, name: str) -> models.Field:
    field.set_attributes_from_name(name)
    return field


@pytest.mark.parametrize(
    "field",
    [
        named(models.CharField(), "ethnicity"),
        named(models.CharField(), "ethnic_group"),
        named(models.CharField(), "nationality"),
        named(models.BooleanField(), "is_muslim"),
        named(models.CharField(), "race"),
        named(models.CharField(), "country_of_birth"),
        named(models.CharField("statsborgerskab"), "status"),
        named(models.CharField("etnisk baggrund"), "background"),
        named(models.CharField("tro"), "group"),
        named(models.CharField(_("religion")), "kind"),
        named(models.CharField(help_text="Oprindelsesland"), "origin"),
        named(models.CharField(choices=[("a", "Dansk"), ("b", "Etnisk minoritet")]), "group"),
        named(models.CharField(choices=[("muslim", "M"), ("none", "-")]), "group"),
    ],
    ids=lambda field: f"{field.name}: {field.verbose_name}",
)
def test_the_law_would_notice(field):
    assert asks_for(field)


@pytest.mark.parametrize("name", ["trace", "space", "retning", "controls", "preferred_language"])
def test_the_law_does_not_cry_wolf(name):
    assert not asks_for(named(models.CharField(), name))
