"""Request id, language, typed text that survives a lost session, and refusals as pages."""

import re
import uuid
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render, resolve_url
from django.utils import translation
from django.utils.cache import patch_vary_headers

from core.actions import NotPossibleNow
from core.logs import request_id

GetResponse = Callable[[HttpRequest], HttpResponse]

KEPT_KEY = "kept_typed"
# A form larger than this is not kept: sessions live in the database.
KEPT_MAX_BYTES = 200_000


class RequestIdMiddleware:
    """Give every request an id that log lines and the error page carry."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(uuid.uuid4().hex[:12])
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
        finally:
            request_id.reset(token)
        return response


class LanguageMiddleware:
    """Choose the language: staff pages Danish; else ?sprog=, the switch's cookie, the profile, Danish.

    Danish is the language of record, so the browser's own preference does not decide; `?sprog=`
    works on every page that is read, so that a link can be shared in a language.
    """

    staff_paths = ("/admin/", "/opsoegende/")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = self.choose(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            patch_vary_headers(response, ["Cookie"])
        return response

    def choose(self, request: HttpRequest) -> str:
        offered = dict(settings.LANGUAGES)
        if request.path.startswith(self.staff_paths):
            return settings.LANGUAGE_CODE
        cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        profile = getattr(request.user, "preferred_language", None)
        wishes = (request.GET.get("sprog") if request.method == "GET" else None, cookie, profile)
        return next((wish for wish in wishes if wish in offered), settings.LANGUAGE_CODE)


class KeepTypedMiddleware:
    """Keep what was typed when the session has run out, and give it back after log-in.

    A form sent without a session is put aside in the new, anonymous session under its address;
    the log-in keeps that session's contents, and the page, asked for again, finds the text in
    `request.kept_typed` (a QueryDict or None) and shows the form filled in, not yet saved.
    """

    kept_paths = re.compile(r"^/(min-forening|opsoegende)/")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.kept_typed = None  # type: ignore[attr-defined]
        if self.kept_paths.match(request.path):
            if request.user.is_authenticated:
                self.give_back(request)
            elif request.method == "POST":
                return self.put_aside(request)
        return self.get_response(request)

    def put_aside(self, request: HttpRequest) -> HttpResponse:
        typed = request.POST.copy()
        typed.pop("csrfmiddlewaretoken", None)
        encoded = typed.urlencode()
        if len(encoded) <= KEPT_MAX_BYTES:
            request.session[KEPT_KEY] = {"path": request.path, "typed": encoded}
        query = QueryDict(mutable=True)
        query["next"] = request.path
        return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{query.urlencode('/')}")

    def give_back(self, request: HttpRequest) -> None:
        kept = request.session.get(KEPT_KEY)
        if not kept or kept["path"] != request.path:
            return
        if request.method == "GET":
            request.kept_typed = QueryDict(kept["typed"])  # type: ignore[attr-defined]
        elif request.method == "POST":
            # Sent again: from here on the form itself carries the text.
            del request.session[KEPT_KEY]


class RefusalMiddleware:
    """Turn a refusal that no form could show into a page that says why and what to do next."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotPossibleNow):
            return render(request, "409.html", {"reason": exception.message}, status=409)
        if isinstance(exception, PermissionDenied):
            return render(request, "403.html", {"reason": str(exception)}, status=403)
        return None
