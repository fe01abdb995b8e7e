"""Exits 0 if the web server in this container answers its health check, whatever it says there.

A 503 of `/sundhed/` is for the people who watch the installation (the worker is silent, the disk
is full): starting this process anew would not help, so it does not count as dead.
"""

import os
import sys
from http.client import HTTPConnection, HTTPException

ANSWERS = {200, 503}


def main() -> int:
    """Ask once and return the exit code."""
    port = int(os.environ.get("WEB_BIND", "127.0.0.1:8000").rpartition(":")[2])
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
    connection = HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        connection.request("GET", "/sundhed/", headers={"Host": host})
        status = connection.getresponse().status
    except (OSError, HTTPException):
        return 1
    return 0 if status in ANSWERS else 1


if __name__ == "__main__":
    sys.exit(main())
