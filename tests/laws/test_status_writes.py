"""House law: a status has one door. Nothing but core.actions.move changes it, and only actions call that."""

import ast

from tests.laws.lifecycles import lifecycles, names
from tests.laws.sources import calls, modules

FIELDS = {field.name for _model, field in lifecycles()}
MODELS = {model.__name__ for model, _field in lifecycles()}
STEPS = {name for model, field in lifecycles() for name in names(model, field)}
DOOR = "core/actions/__init__.py"
# Steps of people and accesses, which have no status field, are recorded beside the door.
RECORDERS = (DOOR, "accounts/actions/steps.py")


def is_action(path):
    return "/actions/" in path


def where(path, node):
    return f"{path}:{node.lineno}"


def model_of(call):
    """The class at the beginning of `Model.objects…`; empty where a variable stands there."""
    start = call.func
    while isinstance(start, ast.Attribute | ast.Call):
        start = start.value if isinstance(start, ast.Attribute) else start.func
    name = start.id if isinstance(start, ast.Name) else ""
    return name if name[:1].isupper() else ""


def test_there_are_lifecycles_to_watch():
    assert {"status", "stage"} <= FIELDS
    assert {"Application", "Association", "Agreement", "Event", "DecisionLetter"} <= MODELS


def test_no_code_assigns_a_status():
    found = []
    for path, tree in modules().items():
        for node in ast.walk(tree):
            written = []
            if isinstance(node, ast.Assign):
                written = node.targets
            elif isinstance(node, ast.AugAssign | ast.AnnAssign):
                written = [node.target]
            for target in written:
                for part in ast.walk(target):
                    if isinstance(part, ast.Attribute) and part.attr in FIELDS:
                        found.append(where(path, node))
    assert not found


def test_no_code_sets_a_status_by_its_name():
    found = [
        where(path, call)
        for path, tree in modules().items()
        for name, call in calls(tree)
        if name in ("setattr", "__setattr__")
        and any(isinstance(one, ast.Constant) and one.value in FIELDS for one in call.args)
    ]
    assert not found


def test_no_query_updates_a_status():
    found = []
    for path, tree in modules().items():
        for name, call in calls(tree):
            if name in ("update", "aupdate", "update_or_create", "aupdate_or_create"):
                if model_of(call) not in {"", *MODELS}:
                    continue
                named = {one.arg for one in call.keywords}
                defaults = [one.value for one in call.keywords if one.arg == "defaults"]
                inside = {
                    key.value
                    for one in defaults
                    if isinstance(one, ast.Dict)
                    for key in one.keys
                    if isinstance(key, ast.Constant)
                }
                if (named | inside) & FIELDS:
                    found.append(where(path, call))
            if name in ("bulk_update", "abulk_update"):
                texts = {one.value for one in ast.walk(call) if isinstance(one, ast.Constant)}
                if texts & FIELDS:
                    found.append(where(path, call))
    assert not found


def test_only_actions_make_an_object_in_another_status_than_the_first():
    found = [
        where(path, call)
        for path, tree in modules().items()
        if not is_action(path)
        for name, call in calls(tree)
        if name in MODELS and {one.arg for one in call.keywords} & FIELDS
    ]
    found += [
        where(path, call)
        for path, tree in modules().items()
        if not is_action(path)
        for name, call in calls(tree)
        if name in ("create", "get_or_create", "bulk_create")
        and isinstance(call.func, ast.Attribute)
        and {part.id for part in ast.walk(call.func) if isinstance(part, ast.Name)} & MODELS
        and {one.arg for one in call.keywords} & FIELDS
    ]
    assert not found


def test_only_actions_move():
    found = [
        where(path, call)
        for path, tree in modules().items()
        if not is_action(path)
        for name, call in calls(tree)
        if name == "move"
    ]
    assert not found


def test_nobody_calls_a_transition_itself():
    # Actions of the same name take arguments; a transition's method takes none.
    found = [
        where(path, call)
        for path, tree in modules().items()
        for name, call in calls(tree)
        if name in STEPS
        and isinstance(call.func, ast.Attribute)
        and not call.args
        and not call.keywords
    ]
    assert not found


def test_the_record_of_a_step_is_written_by_the_door_alone():
    found = [
        where(path, call)
        for path, tree in modules().items()
        if path not in RECORDERS
        for name, call in calls(tree)
        if name in ("create", "bulk_create", "get_or_create", "Transition")
        and "Transition" in {part.id for part in ast.walk(call.func) if isinstance(part, ast.Name)}
    ]
    assert not found


def test_every_status_is_protected():
    assert [
        f"{model.__name__}.{field.name}" for model, field in lifecycles() if not field.protected
    ] == []


def test_every_action_is_atomic_and_keyword_only_after_its_object():
    """A public function of an action module that changes rows takes `at`, and then a transaction."""
    found = []
    for path, tree in modules().items():
        if not is_action(path) or path == DOOR:
            continue
        for node in tree.body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            named = {one.arg for one in node.args.kwonlyargs}
            marks = {ast.unparse(one) for one in node.decorator_list}
            moves = {"move", "lock"} & {name for name, _call in calls(ast.Module([node], []))}
            if moves and not ("at" in named and "transaction.atomic" in marks):
                found.append(where(path, node))
            if moves and len(node.args.args) > 1:
                found.append(f"{where(path, node)} takes more than its object by position")
    assert not found
