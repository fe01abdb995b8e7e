"""Staff get no further than their second factor where one is demanded."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _


class StaffSecondFactorMiddleware:
    """Lead members of staff who have no second factor to where they set one up."""

    # What must stay reachable on the way to a second factor.
    open_paths = ("/log-ind/", "/static/", "/sprog/", "/sundhed/", "/tema.css")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.must_set_up(request):
            messages.warning(
                request, _("Your work needs a second factor. Set one up before you go on.")
            )
            return HttpResponseRedirect(reverse("mfa_index"))
        return self.get_response(request)

    def must_set_up(self, request: HttpRequest) -> bool:
        return (
            settings.STAFF_MFA_REQUIRED
            and request.user.is_authenticated
            and request.user.is_staff
            and not request.path.startswith(self.open_paths)
            and not is_mfa_enabled(request.user)
        )
