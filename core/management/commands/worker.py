"""`manage.py worker`: send letters and do the other work that recurs."""

import logging
import signal
from threading import Event
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import InterfaceError, OperationalError, close_old_connections

from core.jobs import run_due

logger = logging.getLogger(__name__)

PAUSE = 5  # seconds between looking for work; the most frequent job comes every 20


class Command(BaseCommand):
    help = "Run the jobs that are due, again and again until told to stop. Several workers may run."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Run what is due now, then stop.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            run_due()
            return
        stop = Event()

        def finish(number: int, frame: FrameType | None) -> None:
            # The job at work is finished first.
            stop.set()

        signal.signal(signal.SIGTERM, finish)
        signal.signal(signal.SIGINT, finish)
        while not stop.is_set():
            close_old_connections()
            try:
                run_due()
            except (OperationalError, InterfaceError):
                # The database restarts or is out of reach: it is asked again, not given up.
                logger.exception("The database cannot be reached.")
            stop.wait(PAUSE)
