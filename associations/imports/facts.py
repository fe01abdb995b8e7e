"""What a row of the list says, read by the meaning of its columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings

from accounts.models import User
from accounts.roles import Role
from associations.imports import columns as headings
from associations.imports import readings as names
from associations.imports import values
from associations.imports.remarks import Remark, remark
from associations.imports.spreadsheets import NO_RESULT, REMOVED
from associations.models import Association, Post
from core.models import Language

NAME_MAX_LENGTH = 150
# As long as the register's columns are.
LONGEST = {"short_name": 60, "street": 150, "city": 80, "website": 200, "email": 254}
_ROLE_OF_SLOT = {"contact": Post.Role.CONTACT_PERSON, "board": Post.Role.BOARD_MEMBER}
_SPLIT_LANGUAGES = ("/", "+", "&", ";", "|", " og ", " samt ", "\n")
# What the lists call languages that the register names otherwise.
_ALSO_CALLED = {
    "farsi": "persisk", "iransk": "persisk", "kurmanji": "kurdisk", "sorani": "kurdisk sorani",
    "serbokroatisk": "bosnisk", "jugoslavisk": "bosnisk", "afghansk": "dari", "srilankansk": "tamil",
    "tamilsk": "tamil", "eritreisk": "tigrinya", "eritreansk": "tigrinya", "etiopisk": "amharisk",
    "pakistansk": "urdu", "filippinsk": "tagalog",
}  # fmt: skip


@dataclass
class PersonFacts:
    """Somebody the row names, with a post."""

    role: str
    name: str
    phone: str = ""
    email: str = ""
    language: str = ""
    since: str = ""


@dataclass
class Facts:
    """A row: values of the association, languages, lines for the note, and people."""

    values: dict[str, str | int] = field(default_factory=dict)
    languages: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    people: list[PersonFacts] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    key: str = ""
    reached: str = ""

    @property
    def name(self) -> str:
        return str(self.values.get("name", ""))


class Reader:
    """Reads the rows of one list; knows the reference data that cells are compared with."""

    def __init__(self, *, columns: Sequence[str], titles: Sequence[str], today: date) -> None:
        self.columns = columns
        self.titles = titles
        self.today = today
        self.languages: dict[str, str] = {}
        for language in Language.objects.all():
            for word in (language.code, language.name, language.native_name):
                self.languages.setdefault(names.fold(word), language.code)
        self.consultants: dict[str, int] = {}
        for user in User.objects.with_role(Role.CONSULTANT, Role.COORDINATOR):
            for word in (user.full_name, user.email, user.full_name.split(" ")[0]):
                self.consultants.setdefault(names.fold(word), user.pk)

    def read(self, cells: Sequence[str]) -> Facts:
        """The facts of a row. Whether it can be brought in stands in its remarks."""
        facts = Facts()
        if any(REMOVED in cell for cell in cells):
            facts.remarks.append(remark("cpr"))
        slots: dict[str, dict[str, list[tuple[str, str]]]] = {}
        for place, target in enumerate(self.columns):
            cell = cells[place] if place < len(cells) else ""
            title = self.titles[place] if place < len(self.titles) else ""
            if cell == NO_RESULT and target:
                facts.remarks.append(remark("formula", column=title))
            if not target or target == headings.FORBIDDEN or values.is_nothing(cell):
                continue
            if "." in target:
                slot, part = target.split(".", 1)
                slots.setdefault(slot, {}).setdefault(part, []).append((title, cell))
            else:
                getattr(self, f"_{target}", self._text)(facts, target, title, cell)
        for slot, parts in slots.items():
            self._person(facts, slot, parts)
        self._check(facts)
        return facts

    def _check(self, facts: Facts) -> None:
        if len(facts.name) > NAME_MAX_LENGTH:
            facts.remarks.append(remark("name_too_long"))
            facts.values["name"] = facts.name[:NAME_MAX_LENGTH]
        board = {
            names.key(one.name) for one in facts.people if one.role in (r.value for r in Post.BOARD)
        }
        for one in list(facts.people):
            if one.role == Post.Role.AUDITOR and names.key(one.name) in board:
                facts.people.remove(one)
                facts.remarks.append(remark("auditor_on_board", person=one.name))

    # --- the association's own columns: each is given the target, the heading and the cell ---------

    def _text(self, facts: Facts, target: str, title: str, cell: str) -> None:
        text = " ".join(cell.split()) if target != "purpose" else cell
        limit = LONGEST.get(target)
        if limit and len(text) > limit:
            facts.remarks.append(remark("too_long", column=title, limit=limit))
            text = text[:limit]
        facts.values.setdefault(target, text)

    def _cvr_number(self, facts: Facts, _target: str, _title: str, cell: str) -> None:
        number, told = values.cvr_number(cell)
        facts.remarks += told
        if number:
            facts.values.setdefault("cvr_number", number)

    def _key(self, facts: Facts, _target: str, title: str, cell: str) -> None:
        facts.key = facts.key or f"{headings.plain(title)}:{cell}"[:60]

    def _kind(self, facts: Facts, _target: str, _title: str, cell: str) -> None:
        if found := values.kind(cell):
            facts.values["kind"] = found
        else:
            facts.remarks.append(remark("kind", value=cell[:60]))

    def _stage(self, facts: Facts, _target: str, _title: str, cell: str) -> None:
        facts.reached = values.stage(cell)
        if not facts.reached:
            facts.remarks.append(remark("stage", value=cell[:60]))

    def _street(self, facts: Facts, target: str, title: str, cell: str) -> None:
        place = values.place(cell)
        self._text(facts, "street", title, place.street)
        for name, value in (("postal_code", place.postal_code), ("city", place.city)):
            if value:
                self._text(facts, name, title, value)
        if not facts.values["street"]:
            del facts.values["street"]

    def _postal_code(self, facts: Facts, _target: str, title: str, cell: str) -> None:
        code, told = values.postal_code(cell)
        town = "".join(letter for letter in cell if not letter.isdigit()).strip(" ,-")
        facts.remarks += told
        if code:
            facts.values["postal_code"] = code
        if code and town and town.upper() not in ("DK", "D"):
            self._text(facts, "city", title, town)

    def _postal_place(self, facts: Facts, _target: str, title: str, cell: str) -> None:
        place = values.place(cell)
        if not place.postal_code:
            return self._text(facts, "city", title, cell)
        facts.values["postal_code"] = place.postal_code
        return self._text(facts, "city", title, place.city)

    def _phone(self, facts: Facts, _target: str, title: str, cell: str) -> None:
        found = values.phones(cell)
        if not found:
            facts.remarks.append(remark("phone", column=title, value=cell[:60]))
        self._first_and_rest(facts, "phone", title, found)

    def _email(self, facts: Facts, _target: str, title: str, cell: str) -> None:
        found = values.emails(cell)
        if not found:
            facts.remarks.append(remark("email", column=title, value=cell[:80]))
        self._first_and_rest(facts, "email", title, found)

    def _first_and_rest(self, facts: Facts, target: str, title: str, found: list[str]) -> None:
        for one in found:
            if facts.values.setdefault(target, one[: LONGEST.get(target, 20)]) != one:
                facts.remarks.append(remark(f"second_{target}", column=title, value=one))
                facts.note.append(f"{title}: {one}")

    def _website(self, facts: Facts, _target: str, _title: str, cell: str) -> None:
        address, told = values.website(cell)
        facts.remarks += told
        if address:
            facts.values.setdefault("website", address)

    def _languages(self, facts: Facts, _target: str, _title: str, cell: str) -> None:
        for word in self._words(cell):
            code = self._language_of(word)
            if code and code not in facts.languages:
                facts.languages.append(code)
            elif not code:
                facts.remarks.append(remark("language", value=word[:60]))

    def _words(self, cell: str) -> list[str]:
        for sign in _SPLIT_LANGUAGES:
            cell = cell.replace(sign, ",")
        return [word.strip(" .") for word in cell.split(",") if word.strip(" .")]

    def _language_of(self, word: str) -> str:
        folded = names.fold(word)
        return self.languages.get(folded) or self.languages.get(
            names.fold(_ALSO_CALLED.get(folded, "")), ""
        )

    def _consultant(self, facts: Facts, _target: str, _title: str, cell: str) -> None:
        found = self.consultants.get(names.fold(cell)) or self.consultants.get(
            names.fold(cell.split(" ")[0])
        )
        if found:
            facts.values["consultant"] = found
        else:
            facts.remarks.append(remark("consultant", value=cell[:60]))

    def _note(self, facts: Facts, _target: str, _title: str, cell: str) -> None:
        facts.note.append(cell)

    def _note_line(self, facts: Facts, _target: str, title: str, cell: str) -> None:
        facts.note.append(f"{title}: {cell}")

    # --- people ---------------------------------------------------------------------------------

    def _person(self, facts: Facts, slot: str, parts: dict[str, list[tuple[str, str]]]) -> None:
        """Whoever stands in the columns of one slot: `chair`, `contact_2`, `member` …"""
        title = next(iter(parts.values()))[0][0]
        cells = {part: ", ".join(cell for _title, cell in given) for part, given in parts.items()}
        named = values.people(cells.get("name", ""))
        mobile_first = sorted(
            parts.get("phone", []), key=lambda one: "mobil" not in one[0].casefold()
        )
        phones = [n for _title, cell in mobile_first for n in values.phones(cell)] + named.phones
        emails = values.emails(cells.get("email", "")) + named.emails
        for part, found in (("phone", phones), ("email", emails)):
            if part in parts and not found:
                column, cell = parts[part][0]
                facts.remarks.append(remark(part, column=column, value=cell[:80]))
        if not named.names:
            if phones or emails:
                facts.remarks.append(remark("nameless_person", column=title))
            return
        if len(named.names[0]) > NAME_MAX_LENGTH:
            facts.remarks.append(remark("person_too_long", column=title))
            return
        role = self._role_of(facts, slot, cells.get("role", ""), named.names[0])
        person = PersonFacts(
            role=role,
            name=named.names[0],
            phone=next(iter(phones), ""),
            email=next(iter(emails), ""),
            language=self._spoken(cells.get("language", "")),
        )
        self._others(facts, person, title, named.names[1:])
        if self._in_office(facts, person, parts):
            facts.people.append(person)

    def _others(self, facts: Facts, person: PersonFacts, title: str, others: list[str]) -> None:
        """More names in the cell: more contact persons; of any other post there is one."""
        if person.role == Post.Role.CONTACT_PERSON:
            facts.people += [PersonFacts(role=person.role, name=name) for name in others]
        elif others:
            facts.remarks.append(remark("two_people", column=title, person=person.name))

    def _role_of(self, facts: Facts, slot: str, written: str, name: str) -> str:
        if slot != "member":
            return str(_ROLE_OF_SLOT.get(slot.split("_")[0], slot))
        if found := values.post(written):
            return found
        if written:
            facts.remarks.append(remark("role", value=written[:60], person=name))
        return Post.Role.CONTACT_PERSON

    def _spoken(self, cell: str) -> str:
        """A language that the portal speaks; the person's own is told by the person."""
        codes = [self._language_of(word) for word in self._words(cell)]
        return next((code for code in codes if code in dict(settings.LANGUAGES)), "")

    def _in_office(
        self, facts: Facts, person: PersonFacts, parts: dict[str, list[tuple[str, str]]]
    ) -> bool:
        """Since when; whoever has left the post before today is not brought in."""
        days: dict[str, date | None] = {}
        for part in ("since", "until"):
            for column, cell in parts.get(part, []):
                found = values.day(cell, self.today)
                if found is None:
                    facts.remarks.append(remark("date", column=column, value=cell[:40]))
                elif part == "since" and found > self.today:
                    facts.remarks.append(remark("future", column=column, value=cell[:40]))
                    found = None
                days[part] = found
        since, until = days.get("since"), days.get("until")
        if since and until and until < since:
            facts.remarks.append(remark("span", person=person.name))
            return False
        if until and until < self.today:
            facts.remarks.append(remark("former", person=person.name))
            return False
        person.since = since.isoformat() if since else ""
        return True


def starting_stage(facts: Facts) -> str:
    """The stage in which a new actor is entered: as the list says, else by its kind."""
    if facts.reached:
        return facts.reached
    is_group = facts.values.get("kind") == Association.Kind.INFORMAL_GROUP
    return Association.Stage.GROUP_FORMED if is_group else Association.Stage.ACTIVE
