"""The project's own Python files, read as text: what the laws about code look at."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
OWN = ("core", "accounts", "associations", "activities", "agreements", "grants", "overview")


def own_apps() -> list[str]:
    """The apps of this project; an app that is added must be named here and in the layers."""
    found = [config.label for config in apps.get_app_configs() if Path(config.path).parent == ROOT]
    assert sorted(found) == sorted(OWN)
    return list(OWN)


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the apps and of config by its path, without migrations."""
    found = {}
    for app in (*own_apps(), "config"):
        for path in sorted((ROOT / app).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name:
                found[name] = ast.parse(path.read_text(encoding="utf-8"), filename=name)
    return found


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the last part of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Attribute):
                yield function.attr, node
            elif isinstance(function, ast.Name):
                yield function.id, node
