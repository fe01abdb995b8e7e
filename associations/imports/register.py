"""What the register holds about the associations a list speaks of, fetched for many rows at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from associations.imports import readings as names
from associations.imports.facts import Facts
from associations.models import Association, Import, ImportRow, Person, Post

# What a list may fill in or change, in the order in which it is shown.
FIELDS = (
    "name",
    "short_name",
    "cvr_number",
    "kind",
    "purpose",
    "street",
    "postal_code",
    "city",
    "phone",
    "email",
    "website",
    "consultant",
)
# Of these somebody else in the register is told, if he has the same.
SHARED = ("phone", "email")
PERSON_FIELDS = ("phone", "email", "preferred_language")
# More than so many that look alike nobody can choose between.
CANDIDATES = 5


@dataclass(eq=False)
class Human:
    """A person of the register, or one that the list adds."""

    pk: int | None
    name: str
    name_core: str
    values: dict[str, str] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)

    def is_meant_by(self, core: str, phone: str, email: str) -> bool:
        """The same name, or a telephone or address of one's own under nearly the same name."""
        if self.name_core == core:
            return True
        same_first = self.name_core.split(" ")[0] == core.split(" ")[0]
        known = self.values
        return same_first and bool(
            (phone and known.get("phone") == phone)
            or (email and known.get("email", "").casefold() == email.casefold())
        )


@dataclass(eq=False)
class Seat:
    """An open post."""

    role: str
    human: Human
    since: str = ""
    is_new: bool = False


@dataclass(eq=False)
class Known:
    """An association as it stands in the register, and as earlier rows of the list leave it."""

    pk: int | None
    row: int = 0
    values: dict[str, Any] = field(default_factory=dict)
    stage: str = ""
    note: str = ""
    languages: set[str] = field(default_factory=set)
    seats: list[Seat] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    new_languages: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return str(self.values["name"])

    def humans(self) -> list[Human]:
        return [seat.human for seat in self.seats]


class Register:
    """The associations and people that some rows may mean; `load` fetches them by many keys."""

    def __init__(self, source: Import, *, today: date, lock: bool = False) -> None:
        self.source = source
        self.today = today
        self.lock = lock
        self.known: dict[int, Known] = {}
        self.entered: list[Known] = []
        self.people: dict[int, Human] = {}
        self.new_people: list[Human] = []
        self.by_cvr: dict[str, Known] = {}
        self.by_key: dict[str, Known] = {}
        self.by_core: dict[str, list[Known]] = defaultdict(list)
        self.by_contact: dict[str, list[Known]] = defaultdict(list)
        self.people_by_contact: dict[tuple[str, str], Human] = {}

    @property
    def is_overwriting(self) -> bool:
        return self.source.mode == Import.Mode.OVERWRITE

    # --- from the database ------------------------------------------------------------------------

    def load(self, facts: Iterable[Facts], chosen: Iterable[int] = ()) -> None:
        """Fetch what these rows may mean: a fixed number of queries, however many rows."""
        facts = list(facts)
        cvr = {str(one.values["cvr_number"]) for one in facts if one.values.get("cvr_number")}
        cores = {names.core_of(one.name) for one in facts if one.name}
        keys = {one.key for one in facts if one.key}
        wanted = Q(pk__in=set(chosen)) | Q(cvr_number__in=cvr) | Q(name_core__in=cores)
        for name in SHARED:
            wanted |= Q(
                **{f"{name}__in": {one.values[name] for one in facts if name in one.values}}
            )
        by_key = dict(
            ImportRow.objects.filter(
                key__in=keys,
                source__status=Import.Status.CONFIRMED,
                association__isnull=False,
                association__merged_into=None,
            )
            .order_by("pk")
            .values_list("key", "association_id")
        )
        rows = Association.objects.filter(wanted | Q(pk__in=by_key.values()), merged_into=None)
        rows = rows.exclude(pk__in=self.known).order_by("pk")
        if self.lock:
            rows = rows.select_for_update(of=("self",))
        found = [self._know(row) for row in rows]
        self._load_languages(found)
        self._load_seats(found)
        self._load_people(facts)
        for key, pk in by_key.items():
            if pk in self.known:
                self.by_key.setdefault(key, self.known[pk])

    def _know(self, row: Association) -> Known:
        values = {name: getattr(row, name) for name in FIELDS if name != "consultant"}
        values["consultant"] = row.consultant_id
        known = Known(pk=row.pk, values=values, stage=row.stage, note=row.note)
        self.known[row.pk] = known
        self.index(known)
        for name in SHARED:
            if contact := values[name]:
                self.by_contact[contact].append(known)
        return known

    def index(self, known: Known, key: str = "") -> None:
        """Let later rows find it by its numbers and its name."""
        if number := known.values.get("cvr_number"):
            self.by_cvr.setdefault(number, known)
        if key:
            self.by_key.setdefault(key, known)
        alike = self.by_core[names.core_of(known.name)]
        if known not in alike:
            alike.append(known)

    def _load_languages(self, found: list[Known]) -> None:
        rows = Association.languages.through.objects.filter(
            association_id__in=[known.pk for known in found]
        )
        for association, language in rows.values_list("association_id", "language_id"):
            self.known[association].languages.add(language)

    def _load_seats(self, found: list[Known]) -> None:
        posts = (
            Post.objects.filter(association_id__in=[known.pk for known in found])
            .filter(Q(valid_until=None) | Q(valid_until__gt=self.today))
            .select_related("person")
            .order_by("pk")
        )
        for post in posts:
            seat = Seat(post.role, self._human(post.person), post.valid_from.isoformat())
            self.known[post.association_id].seats.append(seat)

    def _load_people(self, facts: list[Facts]) -> None:
        """Whoever stands in the register with the same name, and the same telephone or address."""
        named = [one for each in facts for one in each.people if one.phone or one.email]
        rows = Person.objects.filter(
            Q(phone__in={one.phone for one in named if one.phone})
            | Q(email__in={one.email for one in named if one.email}),
            name_core__in={names.key(one.name) for one in named},
            merged_into=None,
        )
        for person in rows.order_by("pk"):
            self._human(person)

    def _human(self, person: Person) -> Human:
        if person.pk not in self.people:
            values = {name: getattr(person, name) for name in PERSON_FIELDS}
            human = Human(person.pk, person.full_name, person.name_core, values)
            self.people[person.pk] = human
            self._index_human(human)
        return self.people[person.pk]

    def _index_human(self, human: Human) -> None:
        for name in SHARED:
            if contact := human.values.get(name):
                self.people_by_contact.setdefault((human.name_core, contact.casefold()), human)

    # --- what rows add ----------------------------------------------------------------------------

    def enter(self, known: Known, key: str) -> None:
        """A new association, which later rows may mean."""
        self.entered.append(known)
        self.index(known, key)

    def person(self, core: str, phone: str, email: str) -> Human | None:
        """Somebody of this name with the same telephone or address, in whatever association."""
        for contact in (email.casefold(), phone):
            if contact and (found := self.people_by_contact.get((core, contact))):
                return found
        return None

    def add_person(self, name: str, core: str, values: dict[str, str]) -> Human:
        human = Human(None, name, core, values)
        self.new_people.append(human)
        self._index_human(human)
        return human

    def like(self, facts: Facts) -> list[Known]:
        """Those that nearly have the name, or the telephone or address."""
        alike = list(self.by_core.get(names.core_of(facts.name), [])) if facts.name else []
        for name in SHARED:
            alike += self.by_contact.get(str(facts.values.get(name, "")), [])
        return list({id(known): known for known in alike}.values())[:CANDIDATES]
