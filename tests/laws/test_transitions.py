"""House law: every status × every transition behaves as the model declares, and the pages know how."""

import inspect
from functools import cache
from importlib import import_module

import pytest
import rules
from django.conf import settings

from core import catalogues
from core.actions import NotPossibleNow, move
from core.models import Transition
from tests.laws.lifecycles import lifecycles, names, targets, transitions
from tests.laws.world import TODAY, sample_of

pytestmark = pytest.mark.django_db

LIFECYCLES = lifecycles()
IDS = [model._meta.label for model, _field in LIFECYCLES]
EVERY = [
    pytest.param(model, field, name, id=f"{model._meta.label}.{name}")
    for model, field in LIFECYCLES
    for name in names(model, field)
]
# Statuses that no step reaches yet: the model leaves room for the steps to come.
COMES_LATER = {"agreements.Agreement": {"renewed"}}


@cache
def danish():
    return catalogues.read(settings.LOCALE_PATHS[0] / "da" / "LC_MESSAGES" / "django.po", "da")


def declared(model, field, name):
    """The transition by source."""
    return {str(one.source): one for one in transitions(model, field) if one.name == name}


def in_status(world, model, field, status):
    """An object of the world that stands in this status; nothing of it is saved."""
    instance = model._base_manager.get(pk=sample_of(world, model).pk)
    instance.__dict__[field.name] = status
    instance.save = lambda *args, **kwargs: None
    return instance


def arguments(one):
    """What the method wants besides the object: where to, if it may choose."""
    return {"to": targets(one)[0]} if len(targets(one)) > 1 else {}


@pytest.mark.parametrize(("model", "field", "name"), EVERY)
def test_a_step_is_possible_from_the_statuses_it_declares_and_from_no_other(
    world, model, field, name, monkeypatch
):
    by_source = declared(model, field, name)
    for status in map(str, dict(field.choices)):
        one = by_source.get(status) or by_source.get("*")
        instance = in_status(world, model, field, status)
        if one is None:
            some = next(iter(by_source.values()))
            with pytest.raises(NotPossibleNow) as refusal:
                move(instance, name, by=None, at=TODAY, **arguments(some))
            assert str(refusal.value).strip()
            assert getattr(instance, field.name) == status
            continue
        with monkeypatch.context() as patch:
            patch.setattr(one, "conditions", [])
            step = move(
                instance, name, by=world.cast.manager, at=TODAY, reason="En grund", **arguments(one)
            )
        assert getattr(instance, field.name) == targets(one)[0]
        assert isinstance(step, Transition)
        assert (step.source, step.target, step.name) == (status, targets(one)[0], name)
        assert (step.moved_by, step.moved_at, step.reason) == (
            world.cast.manager,
            TODAY,
            "En grund",
        )


@pytest.mark.parametrize(("model", "field", "name"), EVERY)
def test_a_step_whose_guard_is_unmet_names_it(world, model, field, name, monkeypatch):
    for status, one in declared(model, field, name).items():
        for guard in one.conditions:
            sentence = str(getattr(guard, "message", ""))
            assert sentence.endswith("."), f"{guard} lacks its sentence"

            def unmet(_instance, sentence=sentence):
                return False

            unmet.message = sentence
            instance = in_status(world, model, field, status)
            with monkeypatch.context() as patch:
                patch.setattr(one, "conditions", [unmet])
                with pytest.raises(NotPossibleNow) as refusal:
                    move(instance, name, by=None, at=TODAY, **arguments(one))
            assert str(refusal.value) == sentence


@pytest.mark.parametrize(("model", "field"), LIFECYCLES, ids=IDS)
def test_every_status_can_be_reached(model, field):
    reached = {str(field.default)}
    reached |= {target for one in transitions(model, field) for target in targets(one)}
    # What an association proposes begins as a proposal (activities.actions.events.propose).
    reached |= {"proposed"} if model._meta.label == "activities.Event" else set()
    if model._meta.label == "associations.Association":
        reached |= set(dict(field.choices))
    assert set(map(str, dict(field.choices))) - reached == COMES_LATER.get(model._meta.label, set())


@pytest.mark.parametrize(("model", "field", "name"), EVERY)
def test_a_step_with_a_button_leads_to_an_action_that_takes_by_at_and_its_reason(
    model, field, name
):
    for one in declared(model, field, name).values():
        dotted = one.custom["action"]
        if not dotted:
            assert not one.custom["button"]
            continue
        module, function = dotted.rsplit(".", 1)
        assert module.startswith(f"{model._meta.app_label}.actions.")
        action = getattr(import_module(module), function)
        given = inspect.signature(action).parameters
        kinds = [given[word].kind for word in ("by", "at")]
        assert kinds == [inspect.Parameter.KEYWORD_ONLY] * 2
        asked = {
            word
            for word, one_parameter in list(given.items())[1:]
            if one_parameter.default is inspect.Parameter.empty
        }
        wanted = {"by", "at"} | ({"reason"} if one.custom["reason_required"] else set())
        assert asked == wanted, dotted
        assert inspect.getdoc(action)


@pytest.mark.parametrize(("model", "field", "name"), EVERY)
def test_the_permission_of_a_step_is_one_that_rules_knows(model, field, name):
    for one in declared(model, field, name).values():
        if one.custom["button"]:
            assert one.custom["permission"]
        if one.custom["permission"]:
            assert rules.perm_exists(one.custom["permission"])


@pytest.mark.parametrize(("model", "field", "name"), EVERY)
def test_the_button_of_a_step_is_in_danish(model, field, name):
    for one in declared(model, field, name).values():
        msgid = one.custom["label"]._args[0]
        found = danish().get(msgid)
        assert found is not None, f"{msgid!r} is not in the catalogue"
        assert catalogues.is_translated(found), f"{msgid!r} is not translated"
