"""Conditions and labels of lifecycle steps, on top of django-fsm-2.

A model declares its steps with `@transition(..., custom=step(_("Send"), ...))`; the admin and the
portal make their buttons from that, so a step's wording stands in one place.
"""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils.functional import Promise


def condition(message: str | Promise) -> Callable[[Callable[[Any], bool]], Callable[[Any], bool]]:
    """Mark a transition's condition with the sentence shown when it is not met."""

    def mark(check: Callable[[Any], bool]) -> Callable[[Any], bool]:
        check.message = message  # type: ignore[attr-defined]
        return check

    return mark


def step(
    label: str | Promise,
    *,
    permission: str = "",
    action: str = "",
    reason_required: bool = False,
    button: bool = True,
) -> dict[str, Any]:
    """What the pages need to know of a transition.

    Args:
        label: the button's wording, a verb.
        permission: the permission asked of the user, e.g. `grants.decide_application`.
        action: dotted path of the action `f(instance, *, by, at, reason)` that performs it from a
            plain button; empty when the step needs a form of its own.
        reason_required: the confirmation page demands a reason.
        button: whether it is offered as a plain button at all.
    """
    return {
        "label": label,
        "permission": permission,
        "action": action,
        "reason_required": reason_required,
        "button": button and bool(action),
    }


def unmet(instance: models.Model, name: str) -> list[str]:
    """The messages of the conditions that keep the transition `name` from happening now."""
    method = getattr(instance, name)
    meta = method._django_fsm
    source = meta.field.get_state(instance)
    found = meta.transitions.get(source) or meta.transitions.get("*") or meta.transitions.get("+")
    if found is None:
        return []
    return [
        str(check.message)
        for check in found.conditions
        if not check(instance) and hasattr(check, "message")
    ]
