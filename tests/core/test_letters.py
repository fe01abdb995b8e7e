import copy

import pytest
from django.core import mail as sent
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from post_office.models import PRIORITY, STATUS, Email

from core import letters
from core.jobs import send_letters
from core.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def templates(settings, tmp_path):
    """Two letters of our own: one with a translated word, one with what somebody typed."""
    folder = tmp_path / "letters" / "tests"
    folder.mkdir(parents=True)
    for name, text in {
        "typed.subject.txt": "{{ subject }}\n",
        "typed.txt": "{{ text }}\n{{ base_url }}/min-forening/\n{{ municipality.name }}\n",
        "language.subject.txt": "{% load i18n %}{% get_current_language as code %}{{ code }}",
        "language.txt": "{{ recipient.full_name }}",
    }.items():
        (folder / name).write_text(text)
    settings.TEMPLATES = copy.deepcopy(settings.TEMPLATES)
    settings.TEMPLATES[0]["DIRS"] = [tmp_path, *settings.TEMPLATES[0]["DIRS"]]
    settings.BASE_URL = "https://forening.example"


def queue(to="formand@example.dk", template="tests/typed", **context):
    context = {"subject": "Kvittering", "text": "Tak", **context}
    return letters.queue(to=to, template=template, context=context)


def test_a_letter_waits_in_the_outbox_until_the_worker_sends_it(settings):
    queue()
    letter = Email.objects.get()
    assert (letter.status, letter.priority) == (STATUS.queued, PRIORITY.medium)
    assert not sent.outbox
    settings.POST_OFFICE = {
        **settings.POST_OFFICE,
        "BACKENDS": {"default": "django.core.mail.backends.locmem.EmailBackend"},
    }
    send_letters(None)
    assert [message.to for message in sent.outbox] == [["formand@example.dk"]]
    assert Email.objects.get().status == STATUS.sent


def test_a_letter_waits_and_is_tried_again_while_the_mail_server_is_down(settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    settings.POST_OFFICE = {
        **settings.POST_OFFICE,
        "BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"},
    }
    queue()
    now = timezone.now()
    send_letters(now)
    letter = Email.objects.get()
    assert letter.status == STATUS.requeued
    assert letter.scheduled_time > now
    assert not sent.outbox
    # The server is back.
    settings.POST_OFFICE["BACKENDS"]["default"] = "django.core.mail.backends.locmem.EmailBackend"
    Email.objects.update(scheduled_time=now)
    send_letters(now)
    assert len(sent.outbox) == 1
    assert Email.objects.get().status == STATUS.sent


def test_a_letter_is_queued_only_if_its_action_is_saved():
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert not Email.objects.exists()


def test_a_letter_names_the_municipality_and_where_to_go():
    Municipality.objects.update_or_create(pk=1, defaults={"name": "Roskilde Kommune"})
    letter = queue()
    assert "Roskilde Kommune" in letter.message
    assert "https://forening.example/min-forening/" in letter.message
    assert '<a href="https://forening.example/min-forening/"' in letter.html_message


def test_a_letter_is_written_in_the_recipients_language(chair):
    letter = queue(to=chair, template="tests/language")
    assert letter.subject == "ar"
    assert letter.message.strip() == "Amina Hassan"
    assert '<html lang="ar" dir="rtl">' in letter.html_message


def test_a_letter_to_a_bare_address_is_danish_unless_a_language_is_named():
    assert queue(template="tests/language").subject == "da"
    other = letters.queue(to="a@example.dk", template="tests/language", context={}, language="tr")
    assert other.subject == "tr"


def test_what_people_typed_stands_in_the_text_as_they_typed_it():
    typed = "Kultur & Mad <3 \"Åben\" 'dør'"
    letter = queue(text=typed)
    assert typed in letter.message
    assert "Kultur &amp; Mad &lt;3" in letter.html_message


@pytest.mark.parametrize(
    "typed",
    ["{{ 7|add:7 }}", "{% now 'Y' %}", "{% include 'base.html' %}", "{% load x %}", "{# bort #}"],
)
def test_what_people_typed_is_never_read_as_a_template(typed):
    letter = queue(subject=typed, text=typed)
    assert letter.subject == typed
    assert typed in letter.message


def test_a_script_that_somebody_typed_is_harmless_in_the_html():
    letter = queue(subject="</title><script>x</script>", text="<script>alert(1)</script>")
    assert "<script" not in letter.html_message


def test_a_line_break_in_a_subject_cannot_start_a_header():
    letter = queue(subject="Kvittering\r\nBcc: alle@example.dk\n\nHej")
    assert letter.subject == "Kvittering Bcc: alle@example.dk Hej"
    assert letter.bcc == []
    letter.email_message().message()


def test_an_address_that_cannot_be_one_is_refused_when_queued():
    with pytest.raises(ValidationError):
        queue(to="ikke en adresse")
    assert not Email.objects.exists()
