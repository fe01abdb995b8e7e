"""House law: imports run one way inside each app; between the apps `make lint` sees to it."""

import ast
from functools import cache

import pytest

from tests.laws.sources import modules, own_apps

# Inside an app (style.md): what stands further down may import what stands above it.
ORDER = [
    {"models"},
    {"permissions"},
    {"letters", "documents"},
    {"actions"},
    {"forms", "tables", "filters"},
    {"views", "admin", "panels", "jobs", "management"},
    {"urls"},
]
PLACES = {name: place for place, names in enumerate(ORDER) for name in names}
# The app that every other one stands on is ordered by mechanism, not by noun.
ORDERED = [app for app in own_apps() if app not in ("core", "overview")]


@cache
def imported(path):
    """The modules of its own app that a module imports, also inside functions, as paths."""
    app = path.split("/")[0]
    found = set()
    for node in runtime_nodes(modules()[path]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    paths = set()
    for name in found:
        if name.split(".")[0] == app:
            stem = name.replace(".", "/")
            paths |= {f"{stem}.py", f"{stem}/__init__.py"} & modules().keys()
    return paths - {path}


def runtime_nodes(tree):
    """All nodes but those that only a type checker sees."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        yield from runtime_nodes(node)


def place_of(path):
    """Its layer; a module outside the layers stands where the lowest thing it imports stands."""
    name = path.split("/")[1].removesuffix(".py")
    if name in PLACES:
        return PLACES[name]
    return floating(path, frozenset())


def floating(path, seen):
    places = [0]
    for other in imported(path):
        name = other.split("/")[1].removesuffix(".py")
        if name in PLACES:
            places.append(PLACES[name])
        elif other not in seen:
            places.append(floating(other, seen | {path}))
    return max(places)


@pytest.mark.parametrize("app", ORDERED)
def test_inside_an_app_imports_run_from_models_to_pages(app):
    found = [
        f"{path} imports {other}"
        for path in modules()
        if path.startswith(f"{app}/") and path.split("/")[1] not in ("apps.py", "__init__.py")
        for other in imported(path)
        if other.split("/")[1] != "__init__.py" and place_of(other) > place_of(path)
    ]
    assert not found


def test_no_action_knows_a_request():
    found = [
        path
        for path in modules()
        if "/actions/" in path
        and any(
            isinstance(node, ast.ImportFrom)
            and (node.module or "").startswith(("django.http", "django.shortcuts", "django.forms"))
            for node in ast.walk(modules()[path])
        )
    ]
    assert not found


def test_the_clock_is_not_read_in_models_and_actions():
    """Actions take `at`; a model's default and a query's `today` for a person's access may ask."""
    found = []
    for path, tree in modules().items():
        if "/actions/" in path:
            found += [
                f"{path}:{node.lineno}"
                for node in ast.walk(tree)
                if isinstance(node, ast.Call)
                and ast.unparse(node.func)
                in ("timezone.now", "now", "datetime.now", "date.today", "calendar.today", "today")
            ]
    assert not found
