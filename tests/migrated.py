"""An empty SQLite database of these very migrations, made once and copied for every run.

Making it takes 20 seconds of each test process, and again for the browser tests' site.
"""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var"


def copy_to(path: Path) -> None:
    """Put a migrated database at `path`; made first where there is none of these migrations."""
    KEPT.mkdir(exist_ok=True)
    with (KEPT / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = KEPT / f"migrated-{_digest()}.sqlite3"
        if not kept.exists():
            for old in KEPT.glob("migrated-*"):
                old.unlink()
            _make(kept)
        shutil.copy(kept, path)


def _digest() -> str:
    """Of everything that says what an empty database holds."""
    patterns = ("*/migrations/*.py", "*/roles.py", "config/settings.py", "requirements/base.txt")
    sources = sorted(one for pattern in patterns for one in ROOT.glob(pattern))
    return sha256(b"".join(one.read_bytes() for one in sources)).hexdigest()[:16]


def _make(kept: Path) -> None:
    half = kept.with_name(f"{kept.name}.half")
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{half}"}
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    # All of it in the one file that is copied.
    file = sqlite3.connect(half)
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.close()
    half.replace(kept)
