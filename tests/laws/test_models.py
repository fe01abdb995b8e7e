"""House law: every model names itself, orders itself and says in Danish what it refuses."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.db.models.constraints import BaseConstraint, UniqueConstraint
from django.utils.functional import Promise

from core import documents
from tests.laws.sources import own_apps

MODELS = [model for app in own_apps() for model in apps.get_app_config(app).get_models()]
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)

# Domain §3.3: never on a person, and CPR numbers nowhere.
FORBIDDEN = ("ethnic", "religio", "nationality", "national_origin", "citizenship", "cpr", "race")
# Reference data and the control pages: whoever has the permission sees every row.
SEEN_WHOLE = {
    "accounts.User",
    "associations.CapacityStatement",
    "associations.HelpKind",
    "associations.Theme",
    "core.ClosingDay",
    "core.CprOverride",
    "core.Job",
    "core.Language",
    "core.Municipality",
    "grants.Committee",
    "grants.Pool",
    "grants.PoolRound",
}
# `_by` without a moment of its own, and what tells the moment instead.
TOLD_BY = {"accounts.Access.granted_by": "valid_from"}


@each_model
def test_a_model_has_names_that_are_translated(model):
    for name in ("verbose_name", "verbose_name_plural"):
        assert name in model._meta.original_attrs, f"{model._meta.label} lacks {name}"
        assert isinstance(model._meta.original_attrs[name], Promise)


@each_model
def test_a_model_says_what_it_is(model):
    defined = next(base for base in model.__mro__ if "__str__" in vars(base))
    assert defined.__module__.split(".")[0] in own_apps()


@each_model
def test_every_field_has_a_name_that_is_translated(model):
    found = [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.Field)
        and field.model is model
        and field.editable
        and not field.primary_key
        and type(field).__module__.split(".")[0] not in ("modeltranslation",)
        and not isinstance(field._verbose_name, Promise)
        and not hasattr(field, "translated_field")
        # Those of Django's own base classes are translated by Django.
        and field.name
        not in ("password", "last_login", "is_superuser", "groups", "user_permissions")
        # Places in a list are set by the page, not typed.
        and field.name != "position"
    ]
    assert not found


@each_model
def test_rows_have_one_order_and_no_other(model):
    ordering = [str(name).lstrip("-").removesuffix("_id") for name in model._meta.ordering]
    assert ordering, f"{model._meta.label} has no ordering"
    fields = [model._meta.pk if name == "id" else model._meta.get_field(name) for name in ordering]
    together = [
        set(one.fields)
        for one in model._meta.total_unique_constraints
        if isinstance(one, UniqueConstraint)
    ]
    assert fields[-1].unique or any(names <= set(ordering) for names in together)


@each_model
def test_every_constraint_says_in_words_what_it_refuses(model):
    default = BaseConstraint.default_violation_error_message
    for constraint in model._meta.constraints:
        said = constraint.violation_error_message
        assert said != default, constraint.name
        assert isinstance(said, Promise), constraint.name


def test_the_names_of_constraints_begin_with_their_app():
    found = [
        constraint.name
        for model in MODELS
        for constraint in model._meta.constraints
        if not constraint.name.startswith(f"{model._meta.app_label}_")
    ]
    assert not found


@each_model
def test_no_field_holds_what_the_municipality_may_not_keep(model):
    names = {field.name for field in model._meta.get_fields()}
    allowed = {
        # A post, not a belief; and the log of false alarms, which keeps no number.
        name
        for name in names
        if any(word in name for word in FORBIDDEN)
    }
    assert not allowed


@each_model
def test_who_did_it_stands_beside_when(model):
    names = {field.name: field for field in model._meta.fields}
    for name, field in names.items():
        if not name.endswith("_by"):
            continue
        stem = name.removesuffix("_by")
        told = TOLD_BY.get(f"{model._meta.label}.{name}")
        moment = names.get(told or f"{stem}_at") or names.get(f"{stem}_on")
        assert moment is not None, f"{model._meta.label}.{name} has no {stem}_at"
        assert field.null or not moment.null, f"{name} is known before {moment.name}"


@each_model
def test_moments_and_days_are_named_for_what_they_are(model):
    for field in model._meta.fields:
        if isinstance(field, models.DateTimeField):
            assert field.name.endswith("_at") or field.name in (
                "at",
                "date_joined",
                "last_login",
                "deadline",
            ), field.name
        elif isinstance(field, models.DateField):
            assert field.name.endswith(("_on", "_due")) or field.name in (
                "date",
                "valid_from",
                "valid_until",
            ), field.name


def test_every_model_with_pages_starts_from_what_its_reader_may_see():
    found = [
        model._meta.label
        for model in admin.site._registry
        if model._meta.app_label in own_apps()
        and not hasattr(model._default_manager.all(), "visible_to")
    ]
    assert set(found) <= SEEN_WHOLE


def test_every_holder_of_a_document_knows_who_may_see_it():
    assert documents._holders
    for model, field in documents._holders:
        assert hasattr(model._default_manager.all(), "visible_to")
        assert model._meta.get_field(field).related_model._meta.label == "core.Document"


def test_every_document_that_is_kept_can_be_read_by_somebody():
    """A foreign key to a document without a registered holder would make a file nobody can open."""
    held = {(model._meta.label, field) for model, field in documents._holders}
    # The logo has an address of its own, open to all.
    held.add(("core.Municipality", "logo"))
    found = {
        (model._meta.label, field.name)
        for model in MODELS
        for field in model._meta.fields
        if field.related_model is not None and field.related_model._meta.label == "core.Document"
    }
    assert found == held
