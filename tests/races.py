"""Two things at the same moment: how the race tests run them.

A race test needs committed rows and connections of its own, so it takes the `transactional_db`
fixture (or `@pytest.mark.django_db(transaction=True)`). On SQLite the test database is a file for
this reason; on PostgreSQL the row locks are real.
"""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connections

PATIENCE = 30  # seconds: a deadlock fails the test instead of stopping the suite


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Start each call in a thread and a database connection of its own, all at the same moment.

    Returns, in the order of the calls, what each returned or the exception it raised.
    """
    outcomes: list[Any] = [None] * len(calls)
    gate = Barrier(len(calls))

    def run(place: int, call: Callable[[], Any]) -> None:
        try:
            # Each is connected before the gate opens, so that none has a head start.
            connections["default"].ensure_connection()
            gate.wait(PATIENCE)
            outcomes[place] = call()
        except Exception as error:
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=each, daemon=True) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads), "the calls wait for each other"
    return outcomes


def refusals(outcomes: list[Any]) -> list[Exception]:
    """The exceptions among the outcomes of `at_once`."""
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]
