"""A child certificate is never received: refused by its name, and by its heading."""

import io

import docx
import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from core import certificates, documents, pdf, uploads
from core.forms import DocumentField, Form
from tests.core import files

REFUSED = [
    "børneattest.pdf",
    "Børneattest Ali Træner.pdf",
    "BØRNEATTEST.PDF",
    "boerneattest_2026.pdf",
    "borneattest.pdf",
    "børne attest - kasserer.jpg",
    "Børne-attest.pdf",
    "børneattester samlet.pdf",
    "bo\u0308rneattest.pdf",
    "straffeattest.pdf",
    "privat straffeattest.pdf",
    "Privat_Straffeattest_Fatma.png",
    "child certificate.pdf",
    "Children's certificate Ali.pdf",
    "child-protection-certificate.pdf",
    "criminal record.pdf",
    "attest børn.pdf",
    "Attest_barn_holdleder.heic",
    "samtykkeerklæring børneattest.pdf",
]
LET_IN = [
    "børneattesterklæring.pdf",
    "Erklæring om børneattester 2026.pdf",
    "boerneattest-erklaering.docx",
    "tro og love børneattest.pdf",
    "vejledning om børneattester.pdf",
    "politik for børneattester.pdf",
    "børneteater budget.pdf",
    "attestation revisor.pdf",
    "revisorattest børneteater.pdf",
    "regnskab 2026.pdf",
    "børn på tur.jpg",
    "referat.odt",
    "testament.pdf",
]


@pytest.mark.parametrize("name", REFUSED)
def test_a_certificate_is_known_by_its_name(name):
    assert certificates.named(uploads.clean_name(name))


@pytest.mark.parametrize("name", LET_IN)
def test_what_is_about_certificates_or_something_else_is_let_in(name):
    assert not certificates.named(uploads.clean_name(name))


def refusal_of(name, content):
    with pytest.raises(ValidationError) as refusal:
        uploads.check(SimpleUploadedFile(name, content))
    return refusal.value


def test_the_refusal_is_kind_and_says_what_to_do_instead():
    refusal = refusal_of("Børneattest.pdf", files.PDF)
    assert refusal.code == "certificate"
    assert "Børneattest.pdf" in refusal.messages[0]
    assert "Erklæringer" in refusal.messages[0]
    assert "slet" in refusal.messages[0].lower()


def test_every_field_for_a_file_refuses_it_staff_and_associations_alike():
    class Upload(Form):
        file = DocumentField()

    form = Upload({}, {"file": SimpleUploadedFile("boerneattest.pdf", files.PDF)})
    assert form.errors.as_data()["file"][0].code == "certificate"
    assert isinstance(form.fields["file"], forms.FileField)


@pytest.mark.django_db
def test_not_even_an_action_stores_it():
    with pytest.raises(ValidationError):
        documents.store(content=files.PDF, name="børneattest.pdf", by=None)


def paper(*lines):
    return pdf.render("core/note", {"title": lines[0], "date": "", "paragraphs": list(lines[1:])})


CERTIFICATE = ("Børneattest", "Rigspolitiet, Kriminalregisteret", "Navn: N. N.")
LETTER = ("Til bestyrelsen", "Husk børneattest til alle nye trænere. Politiet er hurtigt i maj.")


def word(*lines):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("dokument.docx", word(*CERTIFICATE)),
        ("note.txt", "\n".join(CERTIFICATE).encode()),
        ("note.txt", b"PRIVAT STRAFFEATTEST\nRigspolitiet\n"),
    ],
)
def test_a_certificate_with_another_name_is_known_by_its_heading(name, content):
    assert refusal_of(name, content).code == "certificate"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("brev.docx", word(*LETTER)),
        ("brev.txt", "\n".join(LETTER).encode()),
        ("odd.pdf", files.PDF),
        ("odd.docx", files.office()),
    ],
)
def test_a_letter_about_certificates_and_an_odd_file_are_let_in(name, content):
    assert uploads.check(SimpleUploadedFile(name, content))


@pytest.mark.django_db
def test_a_pdf_is_known_by_its_heading_and_a_letter_is_not():
    assert refusal_of("scan.pdf", paper(*CERTIFICATE)).code == "certificate"
    assert uploads.check(SimpleUploadedFile("brev.pdf", paper(*LETTER)))
