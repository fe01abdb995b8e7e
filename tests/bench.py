"""`make bench`: what a full register costs. Every list page with few rows and with many.

On PostgreSQL, in a database of its own that is thrown away: the pages' first page, first search
and first filter, with a page full of rows and then with 100,000 associations, 1,000,000 contacts
and 200,000 applications; beside them a page of bare Django, all in one process and one run.
A page whose median grows more than threefold fails the run (docs: design, budgets); those that add
up all there is have a limit in seconds, and are marked.
"""

import logging
import os
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.contrib import admin  # noqa: E402 - Django must be set up first
from django.db import connection  # noqa: E402
from django.db.models import Model  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import (  # noqa: E402
    setup_test_environment,
    teardown_test_environment,
)
from django.urls import path, reverse  # noqa: E402

from accounts.models import User  # noqa: E402
from associations.models import Association, Contact, HelpKind  # noqa: E402
from grants.models import Application, Decision  # noqa: E402
from tests import cases  # noqa: E402
from tests.associations import messy, test_imports  # noqa: E402
from tests.cast import NOW, TODAY, Cast, make_cast  # noqa: E402


@dataclass
class Size:
    """How many rows a register has."""

    mark: str
    associations: int
    contacts: int
    granted: int
    refused: int


# Few fills the first page of a list, as the demo does.
FEW = Size("F", 60, 600, 60, 60)
MANY = Size("M", 100_000, 1_000_000, 50_000, 150_000)
ROUNDS = 9
IMPORTED = 5_000  # rows of a list
IMPORT_LIMIT = 60  # seconds
LIMIT = 3  # times as long as with few rows
WHOLE_LIMIT = 1.0  # seconds for a page that cannot but read every row there is
FLOOR = 0.030  # seconds: below this nobody waits, and the ratio is noise
LOGIN = "allauth.account.auth_backends.AuthenticationBackend"


def bare(request: HttpRequest) -> HttpResponse:
    """The least that Django can answer."""
    return HttpResponse("<!doctype html><title>Bare</title><p>Bare")


urlpatterns = [path("bare/", bare)]


@dataclass
class Page:
    """A page, who asks for it and how long it took with few rows and with many."""

    address: str
    client: Client
    # It adds up a year: it grows with the rows, and has a limit in seconds.
    reads_all: bool = False
    few: float = 0
    many: float = 0

    def measure(self) -> float:
        """The median of the seconds an answer takes, after one to warm up."""
        times = []
        for _round in range(ROUNDS + 1):
            begun = time.perf_counter()
            status = self.client.get(self.address).status_code
            times.append(time.perf_counter() - begun)
            if status != 200:
                sys.exit(f"{self.address} answered {status}")
        return statistics.median(times[1:])

    @property
    def is_too_slow(self) -> bool:
        if self.reads_all:
            return self.many > WHOLE_LIMIT
        return self.many > FLOOR and self.many > LIMIT * self.few


def client_of(user: User) -> Client:
    """A browser in which this person is logged in."""
    client = Client()
    client.force_login(user, backend=LOGIN)
    return client


def pages(cast: Cast) -> Iterator[Page]:
    """Every list page for somebody who may see it, plain, searched and filtered.

    And the pages that put many rows together: an association's own, its timeline, the hours.
    """
    anybody, chair = Client(), client_of(cast.ayse)
    for name in ["public_pools", "public_grants", "public_events", "public_associations"]:
        if address := reverse_or_none(name):
            yield Page(address, anybody)
    yield Page(reverse("portal_applications", args=[cast.culture.pk]), chair)
    consultant, manager = client_of(cast.consultant), client_of(cast.manager)
    yield Page(reverse("quick_log_search") + "?q=forening", consultant)
    for name in [
        "quick_log",
        "quick_log_follow_ups",
        "quick_log_mine",
    ]:
        yield Page(reverse(name), consultant)
    yield Page(reverse("admin:associations_association_duplicates"), consultant)
    yield Page(reverse("admin:associations_my_hours"), consultant, reads_all=True)
    yield Page(reverse("admin:associations_team_hours"), manager, reads_all=True)
    one = Association.objects.get(name="Forening F1")
    for name in ["change", "timeline"]:
        yield Page(reverse(f"admin:associations_association_{name}", args=[one.pk]), consultant)
    staff = [manager, client_of(cast.secretary), client_of(cast.administrator)]
    yield Page(reverse("admin:index"), staff[0])
    for model, options in admin.site._registry.items():
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        allowed = (client for client in staff if client.get(address).status_code == 200)
        client = next(allowed, None)
        if client is None:
            continue
        yield Page(address, client)
        if options.search_fields:
            yield Page(f"{address}?q=kultur", client)
        changelist = client.get(address).context["cl"]
        if changelist.filter_specs:
            choices = list(changelist.filter_specs[0].choices(changelist))
            yield Page(address + choices[min(1, len(choices) - 1)]["query_string"], client)


def reverse_or_none(name: str) -> str | None:
    """The address of a page that may not be built yet."""
    try:
        return reverse(name)
    except django.urls.NoReverseMatch:
        return None


def copy(row: Model, number: int, **columns: str) -> int:
    """Copy a row in the database; `g` counts the copies, `columns` are SQL. Returns the first id."""
    table = row._meta.db_table
    names = [field.column for field in row._meta.concrete_fields if not field.primary_key]
    values = ", ".join(columns.get(name, f'original."{name}"') for name in names)
    values = values.replace("%", "%%")
    quoted = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({quoted}) SELECT {values} '  # noqa: S608 - our own words
            f'FROM "{table}" AS original, generate_series(1, %s) AS g WHERE original.id = %s',
            [number, row.pk],
        )
        cursor.execute(f'SELECT max(id) FROM "{table}"')  # noqa: S608
        return cursor.fetchone()[0] - number + 1


def link(field: type[Model], left: int, right: int, number: int, spread: int) -> None:
    """Fill a many-to-many table: `number` rows from `left` on, each with one of `spread` others."""
    ours, theirs = [one.column for one in field._meta.concrete_fields if one.is_relation]
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{field._meta.db_table}" ("{ours}", "{theirs}") '  # noqa: S608
            "SELECT %s + g, %s + g %% %s FROM generate_series(0, %s) AS g",
            [left, right, spread, number - 1],
        )


def grow(cast: Cast, decision: Decision, contact: Contact, size: Size) -> None:
    """Fill the register with copies of one association, one contact and one decided case."""
    first = copy(
        cast.partner,
        size.associations,
        name=f"'Forening {size.mark}' || g",
        cvr_number="''",
        # As the register itself keeps them: no two alike.
        name_key=f"'forening {size.mark}' || g",
        title_key=f"'forening {size.mark}' || g",
        name_core=f"'{size.mark}' || g",
    )
    contacts = copy(
        contact,
        size.contacts,
        client_key="gen_random_uuid()",
        happened_on="date '2015-01-01' + (g % 4000)::int",
    )
    link(Contact.associations.through, contacts, first, size.contacts, size.associations)
    link(Contact.consultants.through, contacts, cast.consultant.pk, size.contacts, 1)
    case = Application.objects.get(pk=decision.application_id)
    by = f"{first} + g % {size.associations}"
    moment = "timestamptz '2015-01-01' + g * interval '20 minutes'"
    number = f"'KIP-{size.mark}1-' || g"
    granted = copy(case, size.granted, association_id=by, case_number=number, submitted_at=moment)
    copy(decision, size.granted, application_id=f"{granted} + g - 1")
    copy(
        case,
        size.refused,
        association_id=by,
        case_number=f"'KIP-{size.mark}2-' || g",
        submitted_at=moment,
        status="'refused'",
        amount_granted="NULL",
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def bring_in(cast: Cast) -> tuple[float, float]:
    """The seconds in which a list of 5,000 associations is judged row by row, and then written."""
    made = messy.long_list(IMPORTED)
    begun = time.perf_counter()
    source = test_imports.checked(cast.coordinator, made.content, made.name)
    judged = time.perf_counter()
    if sum(source.rows.counts().values()) != IMPORTED:
        sys.exit("Not every row of the list is accounted for.")
    test_imports.confirmed(source, cast.coordinator)
    return judged - begun, time.perf_counter() - judged


def report(measured: list[Page], simplest: float) -> None:
    """Print the table, slowest first."""
    rows = f"{Association.objects.count():,} associations, {Contact.objects.count():,} contacts, "
    rows += f"{Application.objects.count():,} applications"
    lines = [f"{'few':>9} {'many':>9} {'grew':>6} {'× bare':>7}  page"]
    for page in sorted(measured, key=lambda one: -one.many):
        grew = page.many / page.few
        mark = "  TOO SLOW" if page.is_too_slow else ""
        lines.append(
            f"{page.few * 1000:6.1f} ms {page.many * 1000:6.1f} ms {grew:5.1f}× "
            f"{page.many / simplest:6.0f}×  {page.address}{' (reads all)' if page.reads_all else ''}{mark}"
        )
    lines.append(f"bare Django page: {simplest * 1000:.2f} ms; many: {rows}")
    sys.stdout.write("\n".join(lines) + "\n")


def main() -> int:
    """Measure, grow, measure again; 1 if a page grew too slow."""
    if connection.vendor != "postgresql":
        sys.exit("The bench needs PostgreSQL: make bench")
    logging.disable(logging.WARNING)
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with override_settings(ROOT_URLCONF="tests.bench", MIDDLEWARE=[]):
            simplest = Page("/bare/", Client()).measure()
        with override_settings(STAFF_MFA_REQUIRED=False, ALLOWED_HOSTS=["testserver"]):
            cast = make_cast()
            decision = cases.decided(cast)
            contact = Contact.objects.create(
                happened_on=TODAY,
                help_kind=HelpKind.objects.first(),
                logged_at=NOW,
                logged_by=cast.consultant,
            )
            grow(cast, decision, contact, FEW)
            setup_test_environment()  # shows what a template was given, at a price
            measured = list(pages(cast))
            teardown_test_environment()
            for page in measured:
                page.few = page.measure()
            grow(cast, decision, contact, MANY)
            for page in measured:
                page.many = page.measure()
            report(measured, simplest)
            imported, written = bring_in(cast)
            sys.stdout.write(f"a list of {IMPORTED:,} associations judged: {imported:.0f} s, ")
            sys.stdout.write(f"brought in: {written:.0f} s\n")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    return int(any(page.is_too_slow for page in measured) or imported > IMPORT_LIMIT)


if __name__ == "__main__":
    sys.exit(main())
