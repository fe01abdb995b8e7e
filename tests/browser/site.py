"""A Foreningsbro of its own for the browser tests: demo municipality, server and worker.

It runs beside the tests as it runs for its users: separate processes, a database of its own on the
same kind of server as the suite's, mails written to files, the real clock. The demo is built once
a run and copied for each worker.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tests import migrated

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 120  # seconds for the server to answer, on a busy machine


@dataclass
class Site:
    """A running installation."""

    url: str
    environment: dict[str, str]
    mails: Path
    # What the workers of one run share.
    shared: Path

    def manage(self, *arguments: str) -> str:
        """Run a management command against this installation; returns what it printed."""
        return manage(self.environment, *arguments)

    def deliver(self) -> str:
        """Let the worker send what is queued; returns all mails there are, newest last."""
        self.manage("worker", "--once")
        files = sorted(self.mails.glob("*"), key=lambda one: one.stat().st_mtime)
        return "\n".join(one.read_text() for one in files)


def manage(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{arguments}: {done.stdout}\n{done.stderr}"
    return done.stdout


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Database:
    """Where a site's rows live: a SQLite file, or a database on the suite's PostgreSQL."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.server = urlsplit(url) if url.startswith("postgres") else None

    def address(self, name: str) -> str:
        if self.server is None:
            return f"sqlite:///{self.folder / name}.sqlite3"
        return urlunsplit(self.server._replace(path=f"/{name}"))

    def create(self, name: str, *, template: str = "") -> None:
        if self.server is None:
            if template:
                shutil.copy(self.folder / f"{template}.sqlite3", self.folder / f"{name}.sqlite3")
            return
        from psycopg2 import connect, sql

        connection = connect(urlunsplit(self.server._replace(path="/postgres")))
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
            words = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
            if template:
                words += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
            cursor.execute(words)
        connection.close()


def environment_for(address: str, folder: Path, port: int) -> dict[str, str]:
    """Settings of a site: as `make run`, but mails go to files and nothing is shared."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEBUG": "true",
        "DEMO": "true",
        "STAFF_MFA_REQUIRED": "false",
        "DATABASE_URL": address,
        "DOCUMENTS_ROOT": str(folder / "documents"),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "EMAIL_URL": f"filemail://{folder / 'mails'}",
        "LOG_LEVEL": "ERROR",
        # The browser asks for a style sheet once, not again on every page.
        "STATIC_MAX_AGE": "3600",
    }


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """One process at a time: the workers of a run wait for each other here."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def build_template(shared: Path, database: Database) -> str:
    """Make the demo once a run; the name of the database that holds it."""
    name = f"fb_browser_{zlib.crc32(str(shared).encode())}"
    done = shared / "template.name"
    with alone(shared / "template.lock"):
        if done.exists():
            return done.read_text()
        if database.server is None:
            migrated.copy_to(shared / f"{name}.sqlite3")
        else:
            database.create(name)
        environment = environment_for(database.address(name), shared, 1)
        manage(environment, "migrate", "--verbosity", "0")
        manage(environment, "demo")
        if database.server is None:
            # All of it in the one file that is copied.
            import sqlite3

            file = sqlite3.connect(shared / f"{name}.sqlite3")
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            file.close()
        done.write_text(name)
    return name


@contextmanager
def run_site(shared: Path, worker: str) -> Iterator[Site]:
    """A site with the demo in it, for one worker of the run; stopped at the end."""
    database = Database(shared, os.environ.get("DATABASE_URL", ""))
    template = build_template(shared, database)
    name = f"{template}_{worker}"
    with alone(shared / "template.lock"):
        database.create(name, template=template)
    folder = shared / worker
    (folder / "mails").mkdir(parents=True)
    shutil.copytree(shared / "documents", folder / "documents")
    port = free_port()
    environment = environment_for(database.address(name), folder, port)
    server = subprocess.Popen(  # noqa: S603 - our own command line
        [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=(folder / "server.log").open("w"),
    )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/tema.css")
        yield Site(f"http://127.0.0.1:{port}", environment, folder / "mails", shared)
    finally:
        server.terminate()
        server.wait(20)


def wait_for(address: str) -> None:
    """Until the server answers."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(address, timeout=5)  # noqa: S310 - loopback
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)
