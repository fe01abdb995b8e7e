"""What comes of a row: which association it means, what it fills in, what differs, who is named.

`judge` is asked twice: for the check, and again under locks when the list is brought in. Rows are
judged in their order, and each sees what the rows before it would leave behind; so two rows about
one association make one.
"""

from dataclasses import dataclass, field
from typing import Any

from associations.imports import readings as names
from associations.imports.facts import Facts, PersonFacts, starting_stage
from associations.imports.register import FIELDS, PERSON_FIELDS, Human, Known, Register, Seat
from associations.imports.remarks import Remark, is_left_out, remark
from associations.models import ImportRow, Post

# Of these an association has one; another name in the list is a proposal, not a change.
SINGLE = (Post.Role.CHAIR, Post.Role.VICE_CHAIR, Post.Role.TREASURER, Post.Role.SECRETARY)
CHOICE_NEW = "new"
CHOICE_SKIP = "skip"
V = ImportRow.Verdict
WRITTEN = (V.NEW, V.UPDATE, V.SAME)


@dataclass
class Judgement:
    """The verdict on a row, and what it means to write."""

    verdict: str
    known: Known | None = None
    remarks: list[Remark] = field(default_factory=list)
    candidates: list[Known] = field(default_factory=list)
    fields: list[dict[str, Any]] = field(default_factory=list)
    people: list[dict[str, Any]] = field(default_factory=list)

    @property
    def plan(self) -> dict[str, Any]:
        return {"fields": self.fields, "people": self.people} if self.verdict != V.REFUSED else {}

    def _changes(self) -> list[dict[str, Any]]:
        return [*self.fields, *(one for person in self.people for one in person["fields"])]

    def is_as_shown(self, row: ImportRow) -> bool:
        """Whether bringing the row in does no more than its verdict told."""
        if (self.verdict == V.NEW) != (row.verdict == V.NEW) or self.verdict not in WRITTEN:
            return False
        pk = self.known.pk if self.known else None
        return pk == row.association_id and _told(self.plan) <= _told(row.plan)

    @property
    def fills(self) -> int:
        return sum(not one["old"] for one in self._changes()) + sum(
            person["is_new_post"] for person in self.people
        )

    @property
    def differs(self) -> int:
        return sum(bool(one["old"]) for one in self._changes())


def _told(plan: dict[str, Any]) -> set[tuple[str, ...]]:
    """Each change of a plan as something to compare."""
    found = {_change("", one) for one in plan.get("fields", [])}
    for person in plan.get("people", []):
        who = f"{person['role']} {person['name']}"
        found |= {_change(who, one) for one in person["fields"]}
        if person["is_new_post"]:
            found.add((who, "post", "", ""))
    return found


def _change(who: str, one: dict[str, Any]) -> tuple[str, ...]:
    return who, one["name"], str(one["old"]), str(one["new"])


def judge(facts: Facts, register: Register, *, choice: str = "") -> Judgement:
    """The verdict on the facts of a row; what it would write is noted in `register`."""
    if is_left_out(facts.remarks):
        return Judgement(V.REFUSED, remarks=facts.remarks)
    if choice == CHOICE_SKIP:
        return Judgement(V.REFUSED, remarks=[remark("left_out"), *facts.remarks])
    known, candidates, doubts = _meant(facts, register, choice)
    if candidates:
        return Judgement(V.DUPLICATE, remarks=[*doubts, *facts.remarks], candidates=candidates)
    if known is None and not facts.name:
        return Judgement(V.REFUSED, remarks=[remark("nameless"), *facts.remarks])
    told = list(facts.remarks)
    if known is None:
        return _enter(facts, register, told)
    if known.row:
        told.append(remark("repeats", row=known.row))
    found = Judgement(V.SAME, known=known, remarks=told)
    _compare(facts, register, known, found)
    if found.fills or (found.differs and register.is_overwriting):
        found.verdict = V.UPDATE
    _write(facts, register, known, found)
    return found


# --- which association ---------------------------------------------------------------------------


def _meant(
    facts: Facts, register: Register, choice: str
) -> tuple[Known | None, list[Known], list[Remark]]:
    """The association a row means; or those it may mean, with the reason why that is not certain."""
    if choice and choice != CHOICE_NEW:
        return register.known.get(int(choice)), [], []
    number = str(facts.values.get("cvr_number", ""))
    if found := register.by_cvr.get(number):
        return found, [], []
    if choice == CHOICE_NEW:
        return None, [], []
    if facts.key and (found := register.by_key.get(facts.key)):
        if not facts.name or names.core_of(found.name) == names.core_of(facts.name):
            return found, [], []
        return None, [found], [remark("same_key", name=found.name)]
    alike = register.like(facts)
    same = [one for one in alike if facts.name and is_same_name(one.name, facts.name)]
    certain = [one for one in same if not (number and one.values.get("cvr_number"))]
    if len(certain) == 1 and len(same) == 1:
        return certain[0], [], []
    if not alike:
        return None, [], []
    return None, alike, _doubts(facts, alike, same)


def is_same_name(one: str, other: str) -> bool:
    """The same words, whatever the spelling of Danish letters, capitals, hyphens and spaces."""
    return names.fold(one).replace("-", " ").split() == names.fold(other).replace("-", " ").split()


def _doubts(facts: Facts, alike: list[Known], same: list[Known]) -> list[Remark]:
    if len(same) > 1:
        return [remark("several")]
    first = alike[0]
    if first in same:
        return [remark("other_cvr", name=first.name)]
    is_alike = facts.name and names.core_of(first.name) == names.core_of(facts.name)
    return [remark("alike" if is_alike else "same_contact", name=first.name)]


# --- a new one ----------------------------------------------------------------------------------


def _enter(facts: Facts, register: Register, told: list[Remark]) -> Judgement:
    known = Known(
        pk=None,
        values=dict.fromkeys(FIELDS, "")
        | {"consultant": None, "kind": "association"}
        | facts.values,
        stage=starting_stage(facts),
        note="\n".join(facts.note),
        new_languages=set(facts.languages),
        languages=set(facts.languages),
    )
    register.enter(known, facts.key)
    found = Judgement(V.NEW, known=known, remarks=told)
    found.fields = [
        {"name": name, "old": "", "new": known.values[name]}
        for name in FIELDS
        if facts.values.get(name)
    ]
    if facts.languages:
        found.fields.append({"name": "languages", "old": "", "new": facts.languages})
    if facts.note:
        found.fields.append({"name": "note", "old": "", "new": known.note})
    _name_people(facts, register, known, found)
    return found


# --- one that is known --------------------------------------------------------------------------


def _compare(facts: Facts, register: Register, known: Known, found: Judgement) -> None:
    for name in FIELDS:
        new, old = facts.values.get(name), known.values.get(name)
        holder = register.by_cvr.get(str(new)) if name == "cvr_number" else None
        if holder is not None and holder is not known:
            found.remarks.append(remark("cvr_taken", name=holder.name))
        elif new and not _is_same(name, old, new):
            found.fields.append({"name": name, "old": old or "", "new": new})
    if missing := [code for code in facts.languages if code not in known.languages]:
        found.fields.append({"name": "languages", "old": "", "new": missing})
    lines = [line for line in facts.note if line not in known.note]
    if lines:
        found.fields.append({"name": "note", "old": "", "new": "\n".join(lines)})


def _is_same(name: str, old: Any, new: Any) -> bool:
    if name == "name":
        # Another spelling of the same name is no news, unless it is a choice of letters.
        return str(old).casefold().split() == str(new).casefold().split()
    if isinstance(old, str) and isinstance(new, str):
        return old.casefold().split() == new.casefold().split()
    return bool(old == new)


def _write(facts: Facts, register: Register, known: Known, found: Judgement) -> None:
    """Note in the register what the row leaves behind."""
    is_overwriting = register.is_overwriting
    for one in found.fields:
        name, new = one["name"], one["new"]
        if name == "languages":
            known.languages |= set(new)
            known.new_languages |= set(new)
        elif name == "note":
            known.note = "\n".join(part for part in (known.note, new) if part)
            known.changed.add("note")
        elif not one["old"] or is_overwriting:
            known.values[name] = new
            known.changed.add(name)
    register.index(known, facts.key)
    _name_people(facts, register, known, found)


# --- people ---------------------------------------------------------------------------------------


def _name_people(facts: Facts, register: Register, known: Known, found: Judgement) -> None:
    for person in facts.people:
        entry = _place(person, register, known, found)
        if entry["is_new_post"] or entry["fields"]:
            found.people.append(entry)
    if found.verdict == V.SAME and (found.fills or (found.differs and register.is_overwriting)):
        found.verdict = V.UPDATE


def _place(
    person: PersonFacts, register: Register, known: Known, found: Judgement
) -> dict[str, Any]:
    """Find or add the person, and the post unless somebody else holds it."""
    is_overwriting = register.is_overwriting
    core = names.key(person.name)
    given = {
        "phone": person.phone,
        "email": person.email,
        "preferred_language": person.language,
    }
    entry: dict[str, Any] = {
        "role": person.role,
        "name": person.name,
        "is_new_post": False,
        "fields": [],
        **given,
    }
    human = next(
        (one for one in known.humans() if one.is_meant_by(core, person.phone, person.email)), None
    )
    seats = [seat for seat in known.seats if seat.role == person.role]
    if human is not None and any(seat.human is human for seat in seats):
        entry["fields"] = _fill(human, given, is_overwriting)
        return entry
    if seats and person.role in SINGLE:
        found.remarks.append(
            remark(
                "proposed",
                person=person.name,
                role=str(Post.Role(person.role).label),
                holder=seats[0].human.name,
            )
        )
        return entry
    if human is not None and _audits_itself(known, human, person.role):
        found.remarks.append(remark("auditor_on_board", person=person.name))
        return entry
    if person.role == Post.Role.CONTACT_PERSON and human is not None:
        # Whoever has a post already is known to be in touch; one line a person is enough.
        entry["fields"] = _fill(human, given, is_overwriting)
        return entry
    human = human or register.person(core, person.phone, person.email)
    if human is None:
        human = register.add_person(person.name, core, given)
    else:
        changes = _fill(human, given, is_overwriting)
        # Whoever an earlier row of the list adds is not in the register yet: nothing changes there.
        entry["fields"] = changes if human.pk else []
    known.seats.append(Seat(person.role, human, person.since, is_new=True))
    entry["is_new_post"] = True
    return entry


def _audits_itself(known: Known, human: Human, role: str) -> bool:
    held = {seat.role for seat in known.seats if seat.human is human}
    if role == Post.Role.AUDITOR:
        return bool(held & set(Post.BOARD))
    return role in Post.BOARD and Post.Role.AUDITOR in held


def _fill(human: Human, given: dict[str, str], is_overwriting: bool) -> list[dict[str, Any]]:
    found = []
    for name in PERSON_FIELDS:
        old, new = human.values.get(name, ""), given[name]
        if new and old.casefold() != new.casefold():
            found.append({"name": name, "old": old, "new": new})
            if not old or is_overwriting:
                human.values[name] = new
                human.changed.add(name)
    return found
