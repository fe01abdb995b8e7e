"""Posts: who holds which, from when to when. A post is ended, never rewritten."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from associations.models import Association, Person, Post
from core.actions import NotPossibleNow, allow, lock


@transaction.atomic
def appoint(
    association: Association,
    *,
    role: str,
    valid_from: date,
    by: User | None,
    at: datetime,
    person: Person | None = None,
    full_name: str = "",
    email: str = "",
    phone: str = "",
    can_sign: bool = False,
) -> Post:
    """Give a post to `person`, or to somebody named by facts: known by e-mail, else entered anew.

    Raises:
        PermissionDenied: `by` does not keep the register.
        ValidationError: nobody is named, or the association has a chair already.
    """
    allow(by, "associations.add_post", association)
    if person is None:
        person = _find_or_enter(full_name, email, phone)
    post = Post(
        association=association,
        person=person,
        role=role,
        valid_from=valid_from,
        can_sign=can_sign,
    )
    post.full_clean()
    post.save()
    return post


@transaction.atomic
def end(post: Post, *, on: date, by: User | None, at: datetime) -> Post:
    """The post's last day is `on`; it stays in the history, for letters refer to who held it.

    Raises:
        PermissionDenied: `by` does not keep the register.
        NotPossibleNow: it has ended before.
        ValidationError: the day lies before the post began.
    """
    post = lock(post)
    allow(by, "associations.change_post", post)
    if post.valid_until is not None:
        raise NotPossibleNow(_("This post has ended already."))
    post.valid_until = on
    post.validate_constraints()
    post.save(update_fields=["valid_until"])
    return post


def _find_or_enter(full_name: str, email: str, phone: str) -> Person:
    known = Person.objects.filter(email__iexact=email).first() if email else None
    if known is not None:
        return known
    if not full_name.strip():
        raise ValidationError({"full_name": _("Write the person's name.")}, code="nameless")
    return Person.objects.create(full_name=full_name.strip(), email=email, phone=phone)
