import socket
import threading

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from core import uploads
from tests.core import files


def check(name, content):
    # The browser's own word for the content type is never believed.
    return uploads.check(SimpleUploadedFile(name, content, content_type="text/html"))


def refusal_of(name, content):
    with pytest.raises(ValidationError) as refusal:
        check(name, content)
    return refusal.value


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("vedtægter.pdf", files.PDF, "application/pdf"),
        ("VEDTÆGTER.PDF", files.PDF, "application/pdf"),
        ("foto.jpg", files.JPEG, "image/jpeg"),
        ("foto.jpeg", files.JPEG, "image/jpeg"),
        ("foto.png", files.PNG, "image/png"),
        ("IMG_0001.HEIC", files.HEIC, "image/heic"),
        ("budget.docx", files.office(), uploads._WORD),
        ("budget.xlsx", files.office(files.EXCEL), uploads._EXCEL),
        ("referat.odt", files.odt(), "application/vnd.oasis.opendocument.text"),
        ("note.txt", files.TEXT, "text/plain"),
        ("gammel.txt", "Kære æøå".encode("cp1252"), "text/plain"),
        ("notesblok.txt", "Kære æøå".encode("utf-16"), "text/plain"),
        ("arabisk.txt", "\ufeffمرحبا".encode(), "text/plain"),
        ("medlemmer.csv", b"navn;alder\nAmina;34\n", "text/csv"),
    ],
)
def test_a_file_that_is_what_its_name_says_is_accepted(name, content, content_type):
    assert check(name, content).content_type == content_type


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("regnskab.pdf", files.EXE),
        ("regnskab.pdf", files.HTML),
        ("regnskab.pdf", files.JPEG),
        ("foto.png", files.SVG),
        ("foto.jpg", files.PNG),
        ("foto.png", files.GIF),
        ("note.txt", files.EXE),
        ("note.txt", files.HTML),
        ("note.csv", b"\xef\xbb\xbf  " + files.SVG),
        ("note.txt", files.HTML.decode().encode("utf-16")),
        ("note.txt", b"\xff\xfe\x00"),
        ("budget.docx", files.office(files.EXCEL)),
        ("budget.xlsx", files.office(files.WORD)),
        ("budget.docx", files.office(files.WORD_MACROS)),
        ("budget.docx", files.archive({"hej.txt": b"hej"})),
        ("budget.docx", b"PK\x03\x04 broken"),
        ("budget.docx", files.PDF),
        ("referat.odt", files.office()),
        ("referat.odt", files.archive({"mimetype": "application/zip"})),
    ],
)
def test_a_file_that_lies_about_its_kind_is_refused_with_what_is_allowed(name, content):
    refusal = refusal_of(name, content)
    assert refusal.code == "mismatch"
    assert "PDF" in refusal.messages[0]
    assert name in refusal.messages[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("side.html", files.HTML),
        ("tegning.svg", files.SVG),
        ("program.exe", files.EXE),
        ("budget.docm", files.office(files.WORD_MACROS)),
        ("budget.xlsm", files.office(files.EXCEL)),
        ("arkiv.zip", files.archive({"a": b"b"})),
        ("uden-endelse", files.PDF),
        ("foto.gif", files.GIF),
        ("regnskab.pdf.exe", files.PDF),
        ("regnskab\u202efdp.exe", files.PDF),
    ],
)
def test_a_kind_that_is_not_allowed_is_refused_with_what_is_allowed(name, content):
    refusal = refusal_of(name, content)
    assert refusal.code == "not_allowed"
    assert "DOCX" in refusal.messages[0]
    assert "15" in refusal.messages[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("budget.docx", files.office(more={"word/vbaProject.bin": b"\x00"})),
        ("budget.xlsx", files.office(files.EXCEL, more={"xl/vbaProject.bin": b"\x00"})),
        ("referat.odt", files.odt(more={"Basic/Standard/Module1.xml": b"<x/>"})),
    ],
)
def test_an_office_file_with_macros_is_refused(name, content):
    assert refusal_of(name, content).code == "macros"


def test_an_empty_file_is_refused():
    assert refusal_of("tom.pdf", b"").code == "empty"


def test_a_file_above_the_limit_is_refused_and_the_limit_named(settings):
    settings.DOCUMENT_MAX_BYTES = 2 * 1024 * 1024
    refusal = refusal_of("stor.pdf", files.PDF + b"x" * (2 * 1024 * 1024))
    assert refusal.code == "too_large"
    assert "2,0\xa0MB" in refusal.messages[0]


def test_a_table_of_contents_that_unpacks_to_more_than_a_megabyte_is_not_read():
    bomb = files.archive({"[Content_Types].xml": files.WORD + " " * (2 * 1024 * 1024)})
    assert refusal_of("bombe.docx", bomb).code == "mismatch"


def test_the_file_is_left_at_its_beginning_for_whoever_stores_it():
    for name, content in [("a.pdf", files.PDF), ("a.docx", files.office()), ("a.txt", files.TEXT)]:
        upload = SimpleUploadedFile(name, content)
        uploads.check(upload)
        assert upload.read() == content


@pytest.mark.parametrize(("name", "content"), [("a.docx", files.office()), ("a.pdf", files.PDF)])
def test_a_file_too_large_for_memory_is_judged_the_same(name, content):
    with TemporaryUploadedFile(name, "text/html", len(content), None) as upload:
        upload.write(content)
        assert name.endswith(uploads.check(upload).extension)
        assert upload.read() == content


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("vedtægter.pdf", "vedtægter.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\Ali\\budget.xlsx", "budget.xlsx"),
        ("a\x00b\nc.pdf", "abc.pdf"),
        ("regnskab\u202efdp.exe", "regnskabfdp.exe"),
        ("  to   ord .pdf", "to ord .pdf"),
        ("...skjult.pdf", "skjult.pdf"),
        ("الميزانية.pdf", "الميزانية.pdf"),
        ("", "fil"),
        ("/", "fil"),
    ],
)
def test_a_file_name_keeps_its_words_and_nothing_else(given_name, kept):
    assert uploads.clean_name(given_name) == kept


def test_a_long_file_name_is_cut_and_keeps_its_extension():
    name = uploads.clean_name("æ" * 300 + ".pdf")
    assert len(name) == uploads.NAME_MAX_LENGTH
    assert name.endswith("æ.pdf")


@given(st.text(max_size=400))
def test_no_file_name_can_leave_its_folder_or_grow_too_long(name):
    cleaned = uploads.clean_name(name)
    assert 0 < len(cleaned) <= uploads.NAME_MAX_LENGTH
    assert not set(cleaned) & set("/\\\n\r\0")
    assert uploads.clean_name(cleaned) == cleaned


@pytest.fixture
def scanner(tmp_path, settings):
    """A stand-in for ClamAV that answers each file with what the test wants."""
    path = str(tmp_path / "clamd")
    settings.CLAMAV_SOCKET = path
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen()
    seen = []

    def answer_with(answer):
        def serve():
            connection, _address = listener.accept()
            received = b""
            while not received.endswith(b"\0\0\0\0"):
                received += connection.recv(65536)
            seen.append(received)
            connection.sendall(answer)
            connection.close()

        threading.Thread(target=serve, daemon=True).start()
        return seen

    yield answer_with
    listener.close()


def test_the_scanner_is_given_the_whole_file(scanner):
    seen = scanner(b"stream: OK\0")
    check("a.pdf", files.PDF)
    assert seen[0].startswith(b"zINSTREAM\0")
    assert files.PDF in seen[0]


def test_a_file_with_a_virus_is_refused(scanner):
    scanner(b"stream: Eicar-Test-Signature FOUND\0")
    assert refusal_of("a.pdf", files.PDF).code == "infected"


def test_a_file_that_the_scanner_could_not_judge_is_not_stored(scanner):
    scanner(b"INSTREAM size limit exceeded. ERROR\0")
    assert refusal_of("a.pdf", files.PDF).code == "not_scanned"


def test_no_file_is_stored_while_the_scanner_is_away(tmp_path, settings):
    settings.CLAMAV_SOCKET = str(tmp_path / "nobody")
    assert refusal_of("a.pdf", files.PDF).code == "not_scanned"
