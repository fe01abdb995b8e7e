"""Recognise a child certificate (børneattest) or a criminal record, which may never be received here.

An association obtains it and keeps it; the municipality gets a declaration and nothing else
(domain §1.6). Told by the file's name, and by the heading where the text is cheap to read.
"""

import re
import zipfile
from collections.abc import Callable
from typing import IO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

# A certificate is a page or two; a larger file is not read for it.
_MOST_BYTES = 2 * 1024 * 1024
_MOST_PAGES = 4
# The heading stands at the top.
_TOP = 2000

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "ö": "oe", "å": "aa", "ä": "ae", "ß": "ss"})
# Written in one, with any separators between the parts taken out; “borne” where the keyboard has
# no ø, “barne” as Norwegians write it.
_NAMES = re.compile(
    r"b(?:oe|o)rne?attest|barneattest|straffeattest|"
    r"child(?:ren)?s?(?:protection)?certificate|criminalrecord|policecertificate"
)
_ATTEST = re.compile(r"attest(?:en|er|erne)?")
_CHILDREN = re.compile(r"(?:boern|born|barn|child|kids)")
# What is written about certificates: the declaration itself, guidance, a policy, minutes.
_ABOUT = re.compile(
    r"erklaer|declar|troogl|vejled|guid|politik|policy|procedure|retningslinj|regler|blanket|"
    r"skabelon|referat|plakat|vedtaegt"
)
# The consent to have one obtained carries the person's number and is no declaration.
_CONSENT = re.compile(r"samtykke|consent")
_HEADING = re.compile(
    r"^\W*(?:privat\s+)?(?:b[øo]rneattest|straffeattest)(?:\s+til\s+privat\s+brug)?\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_ISSUER = re.compile(r"politi|kriminalregist", re.IGNORECASE)


def named(name: str) -> bool:
    """Whether a file of this name is a certificate, and not something about certificates."""
    plain = name.rpartition(".")[0] or name
    words = re.findall(r"[a-z]+", plain.lower().translate(_LETTERS))
    together = "".join(words)
    is_one = bool(_NAMES.search(together)) or (
        any(_ATTEST.fullmatch(word) for word in words)
        and any(_CHILDREN.match(word) for word in words)
    )
    return is_one and (not _ABOUT.search(together) or bool(_CONSENT.search(together)))


def headed(file: IO[bytes], extension: str, size: int) -> bool:
    """Whether the text at the top of the file is a certificate's; False where none can be read."""
    read = _READERS.get(extension)
    if read is None or size > _MOST_BYTES:
        return False
    file.seek(0)
    try:
        text = read(file)[:_TOP]
    except (
        PyPdfError, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError,
        RecursionError, OSError,
    ):  # fmt: skip
        # Too odd to be read: no certificate of the police looks like that.
        text = ""
    file.seek(0)
    return bool(_HEADING.search(text) and _ISSUER.search(text))


def _pdf(file: IO[bytes]) -> str:
    pages = PdfReader(file).pages
    return pages[0].extract_text() if 0 < len(pages) <= _MOST_PAGES else ""


def _word(file: IO[bytes]) -> str:
    with zipfile.ZipFile(file) as archive:
        entry = archive.getinfo("word/document.xml")
        if entry.file_size > _MOST_BYTES:
            return ""
        markup = archive.read(entry).decode("utf-8", "replace")
    return re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|<w:br/>", "\n", markup))


def _plain(file: IO[bytes]) -> str:
    return file.read(_TOP).decode("utf-8", "replace")


_READERS: dict[str, Callable[[IO[bytes]], str]] = {"pdf": _pdf, "docx": _word, "txt": _plain}
