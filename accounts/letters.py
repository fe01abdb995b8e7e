"""Letters about accounts and access, each in its reader's language."""

from django.conf import settings
from django.urls import reverse

from accounts.models import Access, Invitation, User
from core.letters import queue


def invitation(invitation: Invitation, token: str) -> None:
    """The link with which somebody begins to act for an association."""
    queue(
        to=invitation.email,
        template="accounts/invitation",
        context={
            "invitation": invitation,
            "link": settings.BASE_URL + reverse("invitation", args=[token]),
        },
        language=invitation.language,
    )


def access_ended(access: Access) -> None:
    """A person may no longer act for an association."""
    queue(to=access.user, template="accounts/access_ended", context={"access": access})


def account_made(user: User) -> None:
    """The municipality has made an account: how to log in without a password."""
    queue(to=user, template="accounts/account_made", context={"link": _code_log_in()})


def second_factor_removed(user: User) -> None:
    """An administrator has removed the second factors; the owner must know, in case it is a fraud."""
    queue(to=user, template="accounts/second_factor_removed", context={"link": _code_log_in()})


def _code_log_in() -> str:
    return settings.BASE_URL + reverse("account_request_login_code")
