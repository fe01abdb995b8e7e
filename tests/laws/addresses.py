"""Every address of the site, read from the resolver, so that none can be forgotten."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:\[[^\]]*\]|[^()])*\)")


@dataclass(frozen=True)
class Address:
    """One leaf of the resolver; `key` is its full name, or its route where it has none."""

    key: str
    route: str

    @property
    def parameters(self) -> list[str]:
        return [plain or grouped for plain, grouped in PARAMETER.findall(self.route)]

    def path(self, values: dict[str, Any]) -> str:
        """The address with these values in it; KeyError names the one that is missing."""
        filled = PARAMETER.sub(lambda found: str(values[found[1] or found[2]]), self.route)
        return "/" + filled.replace("^", "").replace("$", "")


def addresses() -> list[Address]:
    """All of them, admin and allauth included; of two equal routes the first answers."""
    return list({found.key: found for found in reversed([*_walk(get_resolver(), "", "")])}.values())


def _walk(resolver: URLResolver, route: str, namespace: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, here, inner)
        elif isinstance(entry, URLPattern):
            yield Address(f"{namespace}{entry.name}" if entry.name else f"/{here}", here)
