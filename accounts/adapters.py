"""How allauth behaves here: accounts are made by staff or by invitation, never by signing up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import user_email
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.utils import translation

from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """No open sign-up; mails in the recipient's language."""

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
