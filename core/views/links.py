"""Pages behind a secret link in a letter: open to whoever holds it, in the letter's language."""

from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables


@method_decorator([login_not_required, never_cache], name="dispatch")
class SecretLinkMixin:
    """The frame of such a page: never stored, never found, tried only so often.

    The address itself is secret. The site's Referrer-Policy `same-origin` keeps it from other
    sites; `no-referrer` would make browsers send `Origin: null`, which the CSRF check refuses.
    """

    request: HttpRequest

    @method_decorator(sensitive_variables("token"))
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if refused := ratelimit.consume_or_429(request, action="secret_link", limit_get=True):
            return refused
        language = self.language()
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
            if hasattr(response, "render"):
                response.render()
        response["Content-Language"] = language
        response["X-Robots-Tag"] = "noindex"
        return response

    def letters_language(self) -> str:
        """The language of the letter the link stood in; empty if there is none."""
        return ""

    def language(self) -> str:
        """The letter's language, unless the reader has chosen one or has a profile."""
        chosen = self.request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        asked = self.request.GET.get("sprog")
        is_settled = chosen or asked or self.request.user.is_authenticated
        told = "" if is_settled else self.letters_language()
        return told or translation.get_language() or settings.LANGUAGE_CODE
