"""The models with a protected status and their transitions, as they are declared."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model
from django_fsm import RETURN_VALUE, FSMField

from tests.laws.sources import own_apps


def lifecycles() -> list[tuple[type[Model], FSMField]]:
    """Each model with its status field."""
    return [
        (model, field)
        for app in own_apps()
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
        if isinstance(field, FSMField)
    ]


def transitions(model: type[Model], field: FSMField) -> Iterator[Any]:
    """Each declared transition, once a source."""
    yield from getattr(model(), f"get_all_{field.name}_transitions")()


def names(model: type[Model], field: FSMField) -> list[str]:
    return sorted({one.name for one in transitions(model, field)})


def targets(transition: Any) -> list[str]:
    """Where it may lead: one status, or those that the method may return."""
    if isinstance(transition.target, RETURN_VALUE):
        return [str(one) for one in transition.target.allowed_states]
    return [str(transition.target)]
