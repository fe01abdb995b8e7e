"""Language, theme and the accessibility statement: pages that know no app."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from core.context_processors import find_municipality


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the language chosen with the switch, in a cookie and in the profile."""
    language = request.POST.get("language", "")
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    response = HttpResponseRedirect(target)
    if language in dict(settings.LANGUAGES):
        if request.user.is_authenticated and request.user.preferred_language != language:
            request.user.preferred_language = language
            request.user.save(update_fields=["preferred_language"])
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=365 * 24 * 60 * 60,  # seconds: a year
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
    return response


@login_not_required
@require_GET
@cache_control(max_age=300, public=True)
def theme(request: HttpRequest) -> HttpResponse:
    """The municipality's colour as a stylesheet; the strict CSP allows no inline style."""
    colour = find_municipality().primary_colour
    return HttpResponse(f":root{{--kommune-farve:{colour}}}\n", content_type="text/css")


@login_not_required
@require_GET
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """The statement lies on the state's site; the law wants the short address /was here."""
    return HttpResponseRedirect(settings.ACCESSIBILITY_STATEMENT_URL)
