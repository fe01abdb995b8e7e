"""Write what a list brings in: all of it in the transaction of its action, many rows at a time.

Saved one by one, five thousand rows would be seventy thousand queries. Written many at a time they
pass by the signals from which the audit trail is made; so its entries are written here, too.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date, datetime
from typing import Any

from auditlog.diff import model_instance_diff
from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models

from accounts.models import User
from associations.imports.register import PERSON_FIELDS, Human, Known, Register
from associations.models import Association, Person, Post

BATCH = 500


class Trail:
    """The entries of the audit trail for rows that are written many at a time."""

    def __init__(self, *, by: User | None, at: datetime) -> None:
        self.by = by
        self.at = at
        self.entries: list[LogEntry] = []

    def note(self, new: models.Model, old: models.Model | None = None) -> None:
        """A row that is new, or that was `old` before."""
        changes = model_instance_diff(old, new)
        action = LogEntry.Action.CREATE if old is None else LogEntry.Action.UPDATE
        if changes:
            self._add(new, action, changes)

    def note_languages(self, association: models.Model, languages: Iterable[str]) -> None:
        added = {"type": "m2m", "operation": "add", "objects": sorted(languages)}
        self._add(association, LogEntry.Action.UPDATE, {"languages": added})

    def _add(self, row: models.Model, action: int, changes: dict[str, Any]) -> None:
        self.entries.append(
            LogEntry(
                content_type=ContentType.objects.get_for_model(row),
                object_pk=str(row.pk),
                object_id=row.pk,
                object_repr=str(row),
                action=action,
                changes=changes,
                actor=self.by,
                actor_email=self.by.email if self.by else None,
                timestamp=self.at,
            )
        )

    def write(self) -> None:
        LogEntry.objects.bulk_create(self.entries, batch_size=BATCH)


def write(register: Register, *, by: User | None, at: datetime, today: date) -> None:
    """Write what the rows have left in `register`; afterwards each association there has its key."""
    trail = Trail(by=by, at=at)
    changed = [known for known in register.known.values() if known.changed]
    _enter(register.entered, trail)
    _change(changed, trail)
    everybody = [*register.entered, *register.known.values()]
    _add_languages(everybody, trail)
    _add_people(register.new_people, trail)
    _change_people([one for one in register.people.values() if one.changed], trail)
    _appoint(everybody, trail, today)
    trail.write()


def _facts(known: Known) -> dict[str, Any]:
    facts = {name: value for name, value in known.values.items() if name != "consultant"}
    return {**facts, "consultant_id": known.values["consultant"] or None, "note": known.note}


def _enter(entered: Sequence[Known], trail: Trail) -> None:
    rows = [Association(stage=known.stage, **_facts(known)) for known in entered]
    Association.objects.bulk_create(rows, batch_size=BATCH)
    for known, row in zip(entered, rows, strict=True):
        known.pk = row.pk
        trail.note(row)


def _change(changed: Sequence[Known], trail: Trail) -> None:
    rows = Association.objects.in_bulk([known.pk for known in changed])
    written: set[str] = set()
    for known in changed:
        row = rows[known.pk]
        before = copy(row)
        facts = _facts(known)
        for name in known.changed:
            column = "consultant_id" if name == "consultant" else name
            setattr(row, column, facts[column])
        written |= known.changed
        trail.note(row, before)
    if written:
        Association.objects.bulk_update(rows.values(), sorted(written), batch_size=BATCH)


def _add_languages(everybody: Sequence[Known], trail: Trail) -> None:
    through = Association.languages.through
    through.objects.bulk_create(
        [
            through(association_id=known.pk, language_id=code)
            for known in everybody
            for code in sorted(known.new_languages)
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    for known in everybody:
        if known.new_languages:
            trail.note_languages(Association(pk=known.pk, name=known.name), known.new_languages)


def _add_people(humans: Sequence[Human], trail: Trail) -> None:
    rows = [Person(full_name=human.name, **human.values) for human in humans]
    Person.objects.bulk_create(rows, batch_size=BATCH)
    for human, row in zip(humans, rows, strict=True):
        human.pk = row.pk
        trail.note(row)


def _change_people(humans: Sequence[Human], trail: Trail) -> None:
    rows = Person.objects.select_for_update().in_bulk([human.pk for human in humans])
    for human in humans:
        row = rows[human.pk]
        before = copy(row)
        for name in human.changed:
            setattr(row, name, human.values[name])
        trail.note(row, before)
    if humans:
        Person.objects.bulk_update(rows.values(), PERSON_FIELDS, batch_size=BATCH)


def _appoint(everybody: Sequence[Known], trail: Trail, today: date) -> None:
    rows = [
        Post(
            association_id=known.pk,  # type: ignore[misc]
            person=Person(pk=seat.human.pk, full_name=seat.human.name),
            role=seat.role,
            valid_from=date.fromisoformat(seat.since) if seat.since else today,
        )
        for known in everybody
        for seat in known.seats
        if seat.is_new
    ]
    Post.objects.bulk_create(rows, batch_size=BATCH)
    for row in rows:
        trail.note(row)
