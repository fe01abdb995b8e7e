"""One walk through every address in each role, and what was seen on the way.

The walk is made once a role and process; the laws read what it noted down.
"""

import os
import pickle
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Model
from django.http import HttpResponse
from django.template import engines
from django.template.base import FilterExpression, Node
from django.test import Client
from django.urls import reverse

from core.admin import ModelAdmin
from tests.laws.addresses import Address, addresses
from tests.laws.world import World, arguments_of, sample_of

TEMPLATES = settings.BASE_DIR / "templates"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WRITES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
PARTS = ("changelist", "export", "add", "change", "delete", "history", "step")


@dataclass(frozen=True)
class Stop:
    """A row of the matrix and the address it stands for."""

    row: str
    path: str


@dataclass
class Visit:
    """What one person got at one address."""

    row: str
    path: str
    status: int
    location: str
    headers: dict[str, str]
    content: str
    writes: list[str] = field(default_factory=list)
    queries: int = 0
    unknown: list[str] = field(default_factory=list)
    fault: str = ""

    @property
    def answer(self) -> str:
        """As the matrix writes it: a status, or `in` when one has to log in first."""
        login = reverse(settings.LOGIN_URL)
        to_login = self.location.startswith((login, reverse("admin:login")))
        return "in" if self.status == 302 and to_login else str(self.status)


def stops(world: World) -> Iterator[Stop]:
    """Every address at least once, with objects of the world in it.

    An address whose parameters the world does not fill comes out without a path.
    """
    arguments = arguments_of(world)
    of_models = {
        f"admin:{page_of(model)}_{part}" for model in admin.site._registry for part in PARTS
    }
    for address in addresses():
        if address.key in of_models or _is_legacy(address):
            continue
        rows = [row for row in arguments if row.split(" ", 1)[0] == address.key] or [address.key]
        for row in rows:
            yield Stop(row, _path(address, arguments.get(row, {}), world))
    yield from _admin_stops(world)


def page_of(model: type[Model]) -> str:
    """The name under which the admin has a model's pages."""
    return f"{model._meta.app_label}_{model._meta.model_name}"


def _is_legacy(address: Address) -> bool:
    """Django's old address of a change page, `/admin/app/model/1/`."""
    return address.key.startswith("/admin/") and address.key.endswith("/<path:object_id>/")


def _path(address: Address, values: dict[str, Any], world: World) -> str:
    filled = {
        "association_id": world.cast.culture.pk,
        "round_id": world.cast.rolling.pk,
        "provider_id": "kommune",
        "url": "findes-ikke/",
        "app_label": "associations",
        "uidb36": "1",
        "key": "set-password",
        **values,
    }
    for model in admin.site._registry:
        if address.key.startswith(f"admin:{page_of(model)}_"):
            filled.setdefault("object_id", sample_of(world, model).pk)
    return address.path(filled) if set(address.parameters) <= filled.keys() else ""


def _admin_stops(world: World) -> Iterator[Stop]:
    """The pages that every ModelAdmin has, and each of its steps, for an object that can take it."""
    for model, page in admin.site._registry.items():
        name = page_of(model)
        pk = sample_of(world, model).pk
        for part in PARTS[:-1]:
            if part == "export" and not page.has_export:
                continue
            arguments = [] if part in ("changelist", "add", "export") else [pk]
            yield Stop(f"{name}/{part}", reverse(f"admin:{name}_{part}", args=arguments))
        yield Stop(f"{name}/legacy", reverse(f"admin:{name}_changelist") + f"{pk}/")
        for step, sample in _steps(world, page):
            yield Stop(f"{name}/{step}", reverse(f"admin:{name}_step", args=[sample, step]))


def _steps(world: World, page: Any) -> Iterator[tuple[str, Any]]:
    """Its steps with an object in a status that allows them; an unknown step for pages without."""
    assert isinstance(page, ModelAdmin), f"{page} does not derive from core.admin.ModelAdmin"
    pk = sample_of(world, page.model).pk
    yield "no-such-step", pk
    field = page.state_field()
    rows = page.model._base_manager.order_by("pk")
    sources: dict[str, list[str]] = {}
    for one in getattr(page.model(), f"get_all_{field}_transitions")() if field else ():
        if one.custom.get("button"):
            sources.setdefault(one.name, []).append(one.source)
    own = {step.name: step for step in getattr(page, "form_steps", ())}
    for name, statuses in sources.items():
        if name not in own:
            fitting = rows.filter(**{f"{field}__in": statuses}).first()
            yield name, fitting.pk if fitting else pk
    for name, step in own.items():
        yield name, next((row.pk for row in rows if step.is_open(row)), pk)


class Unknown(str):
    """The engine's `string_if_invalid`: empty, and notes which variable of ours was not there.

    Django asks whether it is empty just when a variable of a template cannot be found.
    """

    found: list[str]

    def __new__(cls) -> "Unknown":
        new = super().__new__(cls, "")
        new.found = []
        return new

    def __bool__(self) -> bool:
        frame = sys._getframe(1)
        expression = frame.f_locals.get("self")
        if not isinstance(expression, FilterExpression):
            return False
        filters = {one.__name__ for one, _arguments in getattr(expression, "filters", ())}
        while frame and not isinstance(frame.f_locals.get("self"), Node):
            frame = frame.f_back  # type: ignore[assignment]
        origin = getattr(frame.f_locals["self"], "origin", None) if frame else None
        name = str(getattr(origin, "name", ""))
        is_optional = filters & {"default", "default_if_none"}
        if name.startswith(f"{TEMPLATES}/") and not is_optional:
            self.found.append(f"{name.removeprefix(f'{TEMPLATES}/')}: {expression.token}")
        return False


_walks: dict[str, list[Visit]] = {}


def walk(world: World, role: str) -> list[Visit]:
    """Every stop as seen in this role; what one process has walked another one reads."""
    if role not in _walks:
        kept = world.walks / f"{role}.walk" if world.walks else None
        if kept and kept.exists():
            _walks[role] = pickle.loads(kept.read_bytes())  # noqa: S301 - written by this run
            return _walks[role]
        client = Client(raise_request_exception=False)
        person = world.people[role]
        if person is not None:
            client.force_login(person, backend=BACKEND)
        _walks[role] = [visit(client, stop) for stop in stops(world) if stop.path]
        if kept:
            half = kept.with_suffix(f".{os.getpid()}")
            half.write_bytes(pickle.dumps(_walks[role]))
            half.rename(kept)
    return _walks[role]


def pages(world: World, role: str) -> list[Visit]:
    """The pages one reads in this role, and of each kind of refusal one: they are all alike."""
    refused: set[int] = set()
    found = []
    for seen in walk(world, role):
        is_page = seen.headers.get("Content-Type", "").startswith("text/html")
        if is_page and (seen.status == 200 or seen.status not in refused):
            found.append(seen)
            refused.add(seen.status)
    return found


def visit(client: Client, stop: Stop) -> Visit:
    """Ask for one address; what the request writes is noted and taken back."""
    # A process keeps the kinds of objects it has met; that must not depend on who came first.
    ContentType.objects.get_for_models(*apps.get_models())
    cookies = client.cookies.copy()
    writes: list[str] = []
    count = [0]

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        count[0] += not sql.startswith(("SAVEPOINT", "RELEASE"))
        if found := WRITES.match(sql):
            writes.append(f"{found[1].upper().split()[0]} {found[2]}")
        return execute(sql, *rest)

    engine = engines["django"].engine
    before, unknown = engine.string_if_invalid, Unknown()
    with ExitStack() as stack:
        stack.enter_context(transaction.atomic())
        stack.callback(setattr, engine, "string_if_invalid", before)
        engine.string_if_invalid = unknown
        with connection.execute_wrapper(watch):
            response = client.get(stop.path)
            content = _text(response)
        transaction.set_rollback(True)
    client.cookies = cookies
    cache.clear()
    return Visit(
        stop.row,
        stop.path,
        response.status_code,
        response.headers.get("Location", ""),
        dict(response.headers),
        content,
        writes,
        count[0],
        unknown.found,
        repr(response.exc_info[1]) if getattr(response, "exc_info", None) else "",
    )


def _text(response: HttpResponse) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode("utf-8", errors="replace")
