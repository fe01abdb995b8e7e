"""Brings the database up to date and, with DEMO=true, fills an empty one with the demo.

Two commands in one process: a second `make run` starts in seconds.
"""

import os
import sys
from pathlib import Path

import django
from django.core.management import call_command


def main() -> None:
    """Migrate, then make the demo municipality if nobody is in the database yet."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    if os.environ.get("DEMO") == "true":
        call_command("demo", if_empty=True)


if __name__ == "__main__":
    main()
