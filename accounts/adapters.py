"""How allauth behaves here: accounts are made by staff or by invitation, never by signing up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import user_email
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """No open sign-up; mails in the recipient's language; refusals that say what to do."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "The e-mail or the password is not right. Try again, or ask for a code by e-mail."
        ),
        "incorrect_code": _("The code is not right. Look in the newest e-mail from us."),
        "incorrect_password": _("The password is not right."),
        "too_many_login_attempts": _(
            "There have been many attempts in a short time. Wait five minutes and try again."
        ),
        "rate_limited": _(
            "There have been many attempts in a short time. Wait five minutes and try again."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        user = context.get("user") or User.objects.filter(email__iexact=email).first()
        with translation.override(
            getattr(user, "preferred_language", None) or translation.get_language()
        ):
            super().send_mail(template_prefix, email, context)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """An identity provider lets in those who have an account here already, known by e-mail."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Connect the provider's identity to the account with the same, verified address."""
        if sociallogin.is_existing:
            return
        address = user_email(sociallogin.user)
        verified = {row.email.lower() for row in sociallogin.email_addresses if row.verified}
        user = User.objects.filter(email__iexact=address or "", is_active=True).first()
        if user is not None and user.email.lower() in verified:
            sociallogin.connect(request, user)
