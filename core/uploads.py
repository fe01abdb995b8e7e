"""What may be uploaded: the file must be what its name says, and no more than the limit.

Nothing that a browser or an office program would run: no HTML, SVG, programs or macros.
"""

import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from core import certificates
from core.antivirus import scan

NAME_MAX_LENGTH = 120
# The parts of an office file that are read here are small; a larger one is an attack.
_INNER_MAX_BYTES = 1024 * 1024
_HEAD_BYTES = 8192

_NOT_ALLOWED = _(
    "%(name)s can't be used. You can send PDF, pictures (JPG, PNG, HEIC), Word and Excel files "
    "(DOCX, XLSX), OpenDocument (ODT) and text (TXT, CSV) of at most %(limit)s."
)
_NOT_WHAT_IT_SAYS = _(
    "%(name)s is not the kind of file its name says. Open it, save it anew and try again. You can "
    "send PDF, pictures (JPG, PNG, HEIC), Word and Excel files (DOCX, XLSX), OpenDocument (ODT) "
    "and text (TXT, CSV) of at most %(limit)s."
)
_MACROS = _(
    "%(name)s contains macros (small programs). Save it without macros, for example as a PDF, and "
    "try again."
)
_CERTIFICATE = _(
    "%(name)s looks like a child certificate or a criminal record (børneattest, straffeattest). The "
    "municipality may never receive it. Keep it in the association and delete the copy you wanted to "
    "send. What the municipality needs is only a declaration: the chair or the treasurer gives it in "
    "the portal under “Declarations”."
)
_EMPTY = _("%(name)s is empty. Choose the file again.")
_TOO_LARGE = _(
    "%(name)s is too large. A file may be at most %(limit)s. Make it smaller, for example by "
    "saving it as a PDF, or split it."
)


@dataclass(frozen=True)
class Kind:
    """A kind of file that is allowed: its extension without dot and its MIME type."""

    extension: str
    content_type: str


def _by_magic(*mime_types: str) -> Callable[[IO[bytes]], bool]:
    def matches(stream: IO[bytes]) -> bool:
        found = filetype.guess(stream.read(_HEAD_BYTES))
        return found is not None and found.mime in mime_types

    return matches


def _office(main_part: str) -> Callable[[IO[bytes]], bool]:
    """Word and Excel files are zips whose table of contents names the main part's type."""

    def matches(stream: IO[bytes]) -> bool:
        contents = _inner(stream, "[Content_Types].xml")
        return f"{main_part}.main+xml".encode() in contents

    return matches


def _is_odt(stream: IO[bytes]) -> bool:
    return _inner(stream, "mimetype").strip() == b"application/vnd.oasis.opendocument.text"


def _inner(stream: IO[bytes], name: str) -> bytes:
    """A small file inside a zip; empty if it is not there or the zip is broken or locked."""
    try:
        with zipfile.ZipFile(stream) as archive:
            entry = archive.getinfo(name)
            return archive.read(entry) if entry.file_size <= _INNER_MAX_BYTES else b""
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, EOFError):
        return b""


_MARKUP = re.compile(rb"\s*<(?:!doctype|html|head|body|svg|script|\?xml)", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def _is_text(stream: IO[bytes]) -> bool:
    """Text in UTF-8, UTF-16 with a mark or Windows-1252, without control characters or markup."""
    content = stream.read()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            content = content.decode("utf-16").encode()
        except UnicodeDecodeError:
            return False
    content = content.removeprefix(b"\xef\xbb\xbf")
    return not _CONTROL.search(content) and not _MARKUP.match(content)


_OOXML = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_OOXML}.wordprocessingml.document"
_EXCEL = f"{_OOXML}.spreadsheetml.sheet"
_KINDS: dict[str, tuple[str, Callable[[IO[bytes]], bool]]] = {
    "pdf": ("application/pdf", _by_magic("application/pdf")),
    "jpg": ("image/jpeg", _by_magic("image/jpeg")),
    "jpeg": ("image/jpeg", _by_magic("image/jpeg")),
    "png": ("image/png", _by_magic("image/png")),
    "heic": ("image/heic", _by_magic("image/heic")),
    "docx": (_WORD, _office(_WORD)),
    "xlsx": (_EXCEL, _office(_EXCEL)),
    "odt": ("application/vnd.oasis.opendocument.text", _is_odt),
    "txt": ("text/plain", _is_text),
    "csv": ("text/csv", _is_text),
}
# For the `accept` attribute of file inputs.
ACCEPT = ",".join(f".{extension}" for extension in _KINDS)


def check(upload: File) -> Kind:
    """Make sure that an uploaded file may be stored; leaves it rewound to its beginning.

    Looks at size, extension, what the content really is, macros, certificates that may not be
    received here and, where a scanner is set up (`CLAMAV_SOCKET`), viruses.
    Raises ValidationError that names the file, what is allowed and the size limit.
    """
    kind = identify(upload)
    if certificates.headed(upload, kind.extension, upload.size):
        _refuse_certificate(upload)
    scan(upload)
    return kind


def _refuse_certificate(file: File) -> None:
    name = clean_name(file.name or "")
    raise ValidationError(_CERTIFICATE, code="certificate", params={"name": name})


def identify(file: File) -> Kind:
    """The kind of a file by name and content together; ValidationError if they do not agree, or if
    the name is that of a certificate."""
    name = clean_name(file.name or "")
    if certificates.named(name):
        _refuse_certificate(file)
    params = {"name": name, "limit": filesizeformat(settings.DOCUMENT_MAX_BYTES)}
    if not file.size:
        raise ValidationError(_EMPTY, code="empty", params=params)
    if file.size > settings.DOCUMENT_MAX_BYTES:
        raise ValidationError(_TOO_LARGE, code="too_large", params=params)
    extension = PurePosixPath(name).suffix.lower().removeprefix(".")
    if extension not in _KINDS:
        raise ValidationError(_NOT_ALLOWED, code="not_allowed", params=params)
    content_type, matches = _KINDS[extension]
    file.seek(0)
    is_what_it_says = matches(file)
    file.seek(0)
    if not is_what_it_says:
        raise ValidationError(_NOT_WHAT_IT_SAYS, code="mismatch", params=params)
    if extension in ("docx", "xlsx", "odt") and _has_macros(file):
        raise ValidationError(_MACROS, code="macros", params=params)
    return Kind(extension, content_type)


def _has_macros(file: IO[bytes]) -> bool:
    with zipfile.ZipFile(file) as archive:
        names = [name.lower() for name in archive.namelist()]
    file.seek(0)
    return any(
        name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/", "word/activex/"))
        for name in names
    )


def clean_name(name: str) -> str:
    """A file name that is safe to store and show: no folders, no control or direction marks.

    At most 120 characters, with its extension kept; `fil` if nothing is left.
    """
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    # Marks that turn the direction of writing can disguise an extension (gpj.exe).
    kept = "".join(
        character
        for character in base
        if unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
        and character not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
    kept = " ".join(kept.split()).lstrip(".")
    stem, dot, extension = kept.rpartition(".")
    if not dot or len(extension) > 10:
        return kept[:NAME_MAX_LENGTH] or "fil"
    return f"{stem[: NAME_MAX_LENGTH - len(extension) - 1]}.{extension}"
