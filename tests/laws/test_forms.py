"""House law: every form derives from core.forms, so that no CPR number slips in anywhere."""

from importlib import import_module

import pytest
from django import forms
from django.contrib import admin

from core.forms.base import CprGuard
from tests.laws.sources import modules, own_apps


def every_form():
    for path in modules():
        import_module(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    found, waiting = set(), [forms.BaseForm]
    while waiting:
        for one in waiting.pop().__subclasses__():
            if one not in found:
                found.add(one)
                waiting.append(one)
    return {one for one in found if one.__module__.split(".")[0] in own_apps()}


def test_every_form_class_guards_against_cpr_numbers():
    found = every_form()
    assert len(found) > 10
    assert [
        f"{one.__module__}.{one.__qualname__}" for one in found if not issubclass(one, CprGuard)
    ] == []


@pytest.mark.parametrize(
    ("model", "page"), admin.site._registry.items(), ids=lambda each: getattr(each, "__name__", "")
)
def test_every_admin_page_and_its_rows_use_guarded_forms(model, page):
    assert issubclass(page.form, CprGuard)
    for inline in page.inlines:
        assert issubclass(inline.form, CprGuard), inline
