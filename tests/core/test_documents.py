import hashlib
import uuid

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.urls import reverse

from core import documents
from core.models import Document, Municipality
from tests.core import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def held_by_staff(monkeypatch):
    """Documents are held by a row that only staff may see: the document's own row stands in."""
    monkeypatch.setattr(documents, "_holders", [])
    manager = type(Document._default_manager)
    monkeypatch.setattr(manager, "visible_to", seen_by_staff, raising=False)
    documents.register_holder(Document, "id")


def seen_by_staff(manager, user):
    return manager.all() if user.is_staff else manager.none()


def stored(name="regnskab.pdf", content=files.PDF, by=None):
    return documents.store(content=content, name=name, by=by)


def test_a_file_is_stored_with_its_fingerprint_size_and_true_kind(chair):
    document = stored(by=chair)
    assert document.sha256 == hashlib.sha256(files.PDF).hexdigest()
    assert document.size == len(files.PDF)
    assert document.content_type == "application/pdf"
    assert document.created_by == chair
    with document.file.open() as file:
        assert file.read() == files.PDF


def test_a_stored_file_has_a_random_name_that_tells_nothing():
    document = stored("Amina Hassan.pdf")
    assert document.name == "Amina Hassan.pdf"
    assert "Amina" not in document.file.name
    assert storages["documents"].exists(document.file.name)


def test_a_discarded_document_takes_its_file_along_once_the_transaction_has_ended_well(
    django_capture_on_commit_callbacks,
):
    document = stored()
    name = document.file.name
    with django_capture_on_commit_callbacks() as last:
        documents.discard(document)
    assert not Document.objects.exists()
    assert storages["documents"].exists(name)
    for call in last:
        call()
    assert not storages["documents"].exists(name)


def test_an_upload_is_stored_from_its_beginning_though_it_was_read_before():
    upload = ContentFile(files.PDF, name="x.pdf")
    upload.read(5)
    assert stored(content=upload).sha256 == hashlib.sha256(files.PDF).hexdigest()


def test_what_lies_about_its_kind_is_not_stored_even_past_the_form():
    with pytest.raises(ValidationError):
        stored("regnskab.pdf", files.HTML)
    assert not Document.objects.exists()
    assert storages["documents"].listdir("") == ([], [])


def test_whoever_may_see_a_row_that_holds_it_may_read_a_document(client, consultant, held_by_staff):
    document = stored()
    client.force_login(consultant)
    response = client.get(reverse("core:document", args=[document.pk]))
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == files.PDF


def test_nobody_else_learns_that_a_document_exists(client, chair, held_by_staff):
    client.force_login(chair)
    for pk in (stored(by=chair).pk, uuid.uuid4()):
        assert client.get(reverse("core:document", args=[pk])).status_code == 404


def test_a_document_that_no_row_holds_is_read_by_nobody(client, consultant, monkeypatch):
    monkeypatch.setattr(documents, "_holders", [])
    client.force_login(consultant)
    assert client.get(reverse("core:document", args=[stored().pk])).status_code == 404


def test_a_visitor_is_sent_to_log_in(client, held_by_staff):
    response = client.get(reverse("core:document", args=[stored().pk]))
    assert response.status_code == 302


@pytest.mark.parametrize(
    ("name", "content", "disposition"),
    [
        ("a.pdf", files.PDF, "inline"),
        ("a.png", files.PNG, "inline"),
        ("a.jpg", files.JPEG, "inline"),
        ("a.docx", files.office(), "attachment"),
        ("a.txt", files.TEXT, "attachment"),
        ("a.heic", files.HEIC, "attachment"),
    ],
)
def test_only_pdf_and_pictures_open_in_the_browser(
    client, consultant, held_by_staff, name, content, disposition
):
    client.force_login(consultant)
    document = stored(name, content)
    response = client.get(reverse("core:document", args=[document.pk]))
    assert response["Content-Disposition"].startswith(disposition)
    assert response["Content-Type"] == document.content_type
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    policy = response["Content-Security-Policy"]
    # Safari and Chrome show nothing for a sandboxed PDF; everything else is locked up.
    assert policy.endswith("frame-ancestors 'none'")
    assert ("sandbox" in policy and "default-src 'none'" in policy) is not name.endswith("pdf")
    assert "object-src" not in policy


def test_a_name_in_any_script_comes_back_with_the_download(client, consultant, held_by_staff):
    client.force_login(consultant)
    document = stored("الميزانية æøå.docx", files.office())
    response = client.get(reverse("core:document", args=[document.pk]))
    assert "filename*=utf-8''%D8%A7" in response["Content-Disposition"]


def test_reading_a_document_is_noted(client, consultant, held_by_staff):
    client.force_login(consultant)
    document = stored()
    client.get(reverse("core:document", args=[document.pk]))
    noted = LogEntry.objects.get_for_object(document).filter(action=LogEntry.Action.ACCESS)
    assert noted.count() == 1


def test_a_large_file_is_stored_in_pieces():
    content = files.PDF + b"x" * 3_000_000
    document = stored(content=ContentFile(content))
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.size == len(content)


def test_a_visitor_sees_the_logo_and_no_other_document(client):
    logo = stored("logo.png", files.PNG)
    municipality, _created = Municipality.objects.update_or_create(pk=1, defaults={"logo": logo})
    response = client.get(municipality.logo_url)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == files.PNG
    assert "public" in response["Cache-Control"]
    assert client.get(logo.get_absolute_url()).status_code == 302


def test_a_municipality_without_a_logo_has_none_to_show(client):
    Municipality.objects.update_or_create(pk=1, defaults={"logo": None})
    assert client.get(reverse("core:logo")).status_code == 404
