"""Ask a ClamAV daemon about an uploaded file, where a municipality runs one."""

import logging
import socket
import struct

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

_TIMEOUT = 30  # seconds; a file of 15 MB takes one or two
_CHUNK = 64 * 1024

_INFECTED = _(
    "%(name)s contains a virus and was not stored. Check your device before you try again."
)
_UNREACHABLE = _(
    "The file can't be checked for viruses right now. Please try again in a few minutes."
)


def scan(file: File) -> None:
    """Send the file to the scanner at settings.CLAMAV_SOCKET (a path or host:port); "" skips.

    Raises ValidationError if it is infected, and also if the scanner cannot be reached or gives
    no clear answer: an unchecked file is not stored.
    """
    address: str = getattr(settings, "CLAMAV_SOCKET", "")
    if not address:
        return
    file.seek(0)
    try:
        answer = _ask(address, file)
    except OSError:
        logger.exception("The virus scanner cannot be reached.")
        answer = b""
    file.seek(0)
    if answer.endswith(b"FOUND"):
        raise ValidationError(_INFECTED, code="infected", params={"name": file.name})
    if not answer.endswith(b"OK"):
        raise ValidationError(_UNREACHABLE, code="not_scanned")


def _ask(address: str, file: File) -> bytes:
    """ClamAV's INSTREAM: each chunk with its length in front, a zero length at the end."""
    with _connect(address) as connection:
        connection.sendall(b"zINSTREAM\0")
        for chunk in file.chunks(_CHUNK):
            connection.sendall(struct.pack("!I", len(chunk)) + chunk)
        connection.sendall(struct.pack("!I", 0))
        answer = b""
        while part := connection.recv(4096):
            answer += part
    return answer.rstrip(b"\0\n")


def _connect(address: str) -> socket.socket:
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(_TIMEOUT)
        connection.connect(address)
        return connection
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=_TIMEOUT)
