"""One's own account, and what of allauth this site does not offer."""

from typing import Any, cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone, translation
from django.views.decorators.http import require_GET

from accounts.actions import users
from accounts.forms.profile import ProfileForm
from accounts.models import User
from core import phrases
from core.views.base import ActionFormView


class Profile(ActionFormView):
    """Name, telephone and language of the person who is logged in."""

    form_class = ProfileForm
    template_name = "accounts/profile.html"
    success_url = reverse_lazy("account_profile")

    def get_initial(self) -> dict[str, Any]:
        user = self.request.user
        return {name: getattr(user, name) for name in ProfileForm.base_fields}

    def act(self, form: ProfileForm) -> User:
        facts = {name: form.cleaned_data[name] for name in ProfileForm.base_fields}
        return users.change_own_details(
            by=cast(User, self.request.user), at=timezone.now(), **facts
        )

    def form_valid(self, form: ProfileForm) -> HttpResponse:
        # What is said from here on is said in the language just chosen.
        with translation.override(form.cleaned_data["preferred_language"]):
            self.success_message = str(phrases.SAVED)
            response = super().form_valid(form)
        if self.result is not None:
            # The switch's choice would win over the profile's.
            response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
        return response


@login_not_required
@require_GET
def to_log_in(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("account_login"))


@login_not_required
def not_offered(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Nobody signs up, manages addresses or connects an identity here: the municipality does."""
    raise Http404
