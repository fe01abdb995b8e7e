"""Waits until the development server answers, then says where it is and who can log in."""

import os
import socket
import sys
import time

PASSWORD = "foreningsbro-demo"  # noqa: S105 - the demo's, printed on purpose
PEOPLE = {
    "admin": "administrator",
    "leder": "manager",
    "koordinator": "association coordinator",
    "konsulent": "integration consultant",
    "sekretaer": "pool secretary",
    "udvalg": "committee member",
    "udvalgsformand": "committee chair",
    "formand": "chair of an association (Danish)",
    "formand-ar": "chair of an association (Arabic)",
    "formand-so": "chair of an association (Somali)",
    "gruppe": "a group on its way to an association (English)",
}
PATIENCE = 120  # seconds


def answers(host: str, port: int) -> bool:
    """Whether something accepts connections there."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def greeting(host: str, port: int) -> str:
    """The text shown once the server is up."""
    lines = [f"Foreningsbro is running at http://{host}:{port}/"]
    if os.environ.get("DEMO") == "true":
        lines += ["", f"Demo log-ins, each with the password {PASSWORD}:"]
        lines += [f"  {name + '@demo.example':32}{role}" for name, role in PEOPLE.items()]
    lines += ["", "Letters that are sent lie in var/mail/. Stop with Ctrl-C; the data is kept."]
    return "\n".join(["", *lines, ""])


def main() -> None:
    """Greets, or says nothing if the server never came up."""
    host, port = sys.argv[1], int(sys.argv[2])
    until = time.monotonic() + PATIENCE
    while not answers(host, port):
        if time.monotonic() > until:
            return
        time.sleep(0.2)
    sys.stdout.write(greeting(host, port) + "\n")


if __name__ == "__main__":
    main()
