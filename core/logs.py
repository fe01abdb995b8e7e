"""Log lines: one JSON object a line, without personal data."""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

# The id of the request being answered; "-" outside one. `RequestIdMiddleware` sets it.
request_id: ContextVar[str] = ContextVar("request_id", default="-")

_EMAIL = re.compile(r"[^\s@<>()\"',;:=]+@[^\s@<>()\"',;:=]+\.\w+")
# Any ten digits written as a Danish personal number are taken for one, as the uploads do.
_CPR = re.compile(r"(?<!\d)\d{6}[-\u2013 ]?\d{4}(?!\d)")
_QUERY = re.compile(r"(?<=[\w/])\?[^\s\"']+")
# Invitation links and reset keys open doors: 20 characters or more with capitals and digits mixed,
# or 32 hexadecimal ones. Slugs and the ids of documents are neither.
_KEY = re.compile(
    r"(?=[\w-]*[A-Z])(?=[\w-]*\d)(?<![\w-])[\w-]{20,}(?![\w-])|(?<![0-9a-f])[0-9a-f]{32,}(?![0-9a-f])"
)


def scrub(text: str) -> str:
    """Return the text without e-mail addresses, personal numbers, query strings and keys."""
    text = _QUERY.sub("?…", text)
    text = _EMAIL.sub("[e-mail]", text)
    text = _CPR.sub("[cpr]", text)
    return _KEY.sub("[key]", text)


class JsonFormatter(logging.Formatter):
    """Writes time, level, logger, message and request id.

    Of an exception it writes the type and the places, not the text: a database error quotes the
    row it stumbled over.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of JSON."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": scrub(record.getMessage()),
            "request_id": request_id.get(),
        }
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["places"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(line, ensure_ascii=False)
