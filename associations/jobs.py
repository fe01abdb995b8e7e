"""The yearly question to the boards, and lists that are being checked."""

from datetime import datetime, timedelta

from associations import yearly
from associations.actions import confirmations, imports
from associations.models import Import
from core.jobs import job

# So many associations a run: the letters of an hour's round are sent before the next.
AT_ONCE = 200


@job("associations.ask_boards", every=timedelta(hours=1))
def ask_boards(now: datetime) -> None:
    """Ask those who are due; one that another worker has asked meanwhile is left in peace."""
    for association in yearly.due(now)[:AT_ONCE]:
        confirmations.ask(association, unless_asked_since=now - yearly.ASK_AGAIN, by=None, at=now)


@job("check_imports", every=timedelta(seconds=5))
def check_imports(now: datetime) -> None:
    """Go on with lists that are being checked, though nobody has the page open."""
    for source in Import.objects.filter(status=Import.Status.CHECKING).order_by("pk"):
        while source.status == Import.Status.CHECKING:
            source = imports.check_next(source, by=None, at=now)
