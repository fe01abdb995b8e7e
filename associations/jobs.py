"""The yearly question to the boards, and lists that are checked, brought in and deleted in time."""

from datetime import datetime, timedelta

from associations import yearly
from associations.actions import confirmations, import_confirming, import_terms, imports
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


@job("bring_in_lists", every=timedelta(seconds=5))
def bring_in_lists(now: datetime) -> None:
    """Bring in the lists that somebody has confirmed."""
    for source in Import.objects.filter(status=Import.Status.CONFIRMING).order_by("pk"):
        import_confirming.bring_in(source, by=None, at=now)


@job("empty_lists", every=timedelta(hours=24))
def empty_lists(now: datetime) -> None:
    """Delete the files and rows of lists whose term has ended."""
    for source in import_terms.due(now):
        import_terms.empty(source, by=None, at=now)
