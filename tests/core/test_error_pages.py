"""What a person reads when something could not be done."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import translation
from django.views.defaults import server_error

from config.urls import urlpatterns as real_urlpatterns
from core.actions import NotPossibleNow


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("You sit on the board of the applicant.")


def too_late(request: HttpRequest) -> HttpResponse:
    raise NotPossibleNow("The application has been withdrawn.")


urlpatterns = [*real_urlpatterns, path("refuse/", refuse), path("late/", too_late)]


@pytest.fixture
def visitor(db, cast, as_user, settings) -> Client:
    settings.ROOT_URLCONF = __name__
    settings.DEBUG = False
    return as_user(cast.consultant)


def test_a_refusal_gives_its_reason(visitor):
    response = visitor.get("/refuse/")
    assert response.status_code == 403
    assert "You sit on the board of the applicant." in response.content.decode()


def test_somebody_was_faster_says_what_happened_and_what_to_do(visitor):
    response = visitor.get("/late/")
    page = response.content.decode()
    assert response.status_code == 409
    assert "The application has been withdrawn." in page
    assert 'href="/late/"' in page


def test_a_page_that_is_not_there_leads_back_to_the_front_page(visitor):
    response = visitor.get("/findes-ikke/")
    assert response.status_code == 404
    assert 'class="button button-secondary" href="/"' in response.content.decode()


def test_a_form_from_an_old_page_tells_how_to_save_the_text(cast, settings):
    response = Client(enforce_csrf_checks=True).post("/log-ind/login/", {"login": "x"})
    assert response.status_code == 403
    assert "<ol>" in response.content.decode()


def test_the_page_for_our_own_mistakes_needs_no_database():
    # No database fixture: a query would fail the test.
    with translation.override("ar"):
        response = server_error(RequestFactory().get("/"))
    page = response.content.decode()
    assert response.status_code == 500
    assert 'dir="rtl"' in page
    assert "dkfds.rtl.css" in page
