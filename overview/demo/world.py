"""What the parts of the demo hand on to each other."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from accounts.models import User
from associations.models import Association, HelpKind, Theme
from core.calendar import COPENHAGEN
from core.models import Language
from grants.models import Application, Committee, CommitteeMeeting, Pool, PoolRound


@dataclass
class World:
    """The demo while it is being made; everything is found by a short name."""

    now: datetime
    users: dict[str, User] = field(default_factory=dict)
    associations: dict[str, Association] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    committees: dict[str, Committee] = field(default_factory=dict)
    pools: dict[str, Pool] = field(default_factory=dict)
    rounds: dict[str, PoolRound] = field(default_factory=dict)
    applications: dict[str, Application] = field(default_factory=dict)
    meetings: dict[str, CommitteeMeeting] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # A fixed seed: the demo is the same for everybody; nothing secret is drawn.
        self.dice = random.Random(2013)  # noqa: S311
        self.languages = {one.code: one for one in Language.objects.all()}
        self.help_kinds = {one.code: one for one in HelpKind.objects.all()}

    @property
    def today(self) -> date:
        return self.now.astimezone(COPENHAGEN).date()

    def day(self, offset: int) -> date:
        """So many days from today."""
        return self.today + timedelta(days=offset)

    def moment(self, offset: int, hour: int = 10, minute: int = 0) -> datetime:
        """An hour on the day so many days from today; never later than now for the past."""
        return at(self.day(offset), hour, minute)


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """An hour of a day in Copenhagen."""
    return datetime.combine(day, time(hour, minute), COPENHAGEN)


def columns(name: str, texts: dict[str, str]) -> dict[str, str]:
    """A text by language as the columns of the translated field."""
    return {f"{name}_{code}": text for code, text in texts.items()}
