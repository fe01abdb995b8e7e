"""Small files of every kind, made here so that no binary lies in the repository."""

import io
import struct
import zipfile
import zlib

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 64
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00;"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + b"\x00" * 64
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
TEXT = "Kære forening\r\nTak for jeres ansøgning.".encode()

_OOXML = "application/vnd.openxmlformats-officedocument."
WORD = f"{_OOXML}wordprocessingml.document.main+xml"
EXCEL = f"{_OOXML}spreadsheetml.sheet.main+xml"
WORD_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack("!I", len(content)) + kind + content + struct.pack("!I", check)


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack("!IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    + _chunk(b"IEND", b"")
)


def archive(entries: dict[str, bytes | str]) -> bytes:
    """A zip with these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, content in entries.items():
            target.writestr(name, content)
    return stream.getvalue()


def office(main_type: str = WORD, more: dict[str, bytes] | None = None) -> bytes:
    """A Word or Excel file as far as its table of contents goes."""
    contents = f'<Types><Override PartName="/main.xml" ContentType="{main_type}"/></Types>'
    entries = {"[Content_Types].xml": contents, "_rels/.rels": "<Relationships/>"}
    return archive({**entries, **(more or {})})


def odt(more: dict[str, bytes] | None = None) -> bytes:
    """An OpenDocument text."""
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", **(more or {})})
