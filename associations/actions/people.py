"""Posts: who holds which, from when to when. A post is ended, never rewritten."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.models import User
from associations.actions import confirmations
from associations.models import Association, Person, Post
from core.actions import NotPossibleNow, allow, lock
from core.calendar import COPENHAGEN, format_date


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
    language: str = "",
    can_sign: bool = False,
) -> Post:
    """Give a post to `person`, or to somebody named by facts: known by e-mail, else entered anew.

    What the association writes itself, its consultant gets as a follow-up.

    Raises:
        PermissionDenied: `by` neither keeps the register nor signs for the association.
        ValidationError: nobody is named, the association has a chair already, or an auditor would
            sit on the board.
    """
    # One at a time, so that no two posts that exclude each other are given at once.
    association = lock(association)
    allow(by, "associations.keep_board", association)
    if person is None:
        person = find_or_enter(
            association, full_name=full_name, email=email, phone=phone, language=language, by=by
        )
    post = Post(
        association=association,
        person=person,
        role=role,
        valid_from=valid_from,
        can_sign=can_sign,
    )
    post.full_clean()
    post.save()
    _tell(post, by=by, at=at)
    return post


@transaction.atomic
def end(post: Post, *, on: date, by: User | None, at: datetime) -> Post:
    """The post's last day is `on`; it stays in the history, for letters refer to who held it.

    Raises:
        PermissionDenied: `by` neither keeps the register nor signs for the association.
        NotPossibleNow: it has ended before, or the association would end its chair without a new
            one.
        ValidationError: the day lies before the post began.
    """
    post = lock(post)
    allow(by, "associations.keep_board", post)
    if post.valid_until is not None:
        raise NotPossibleNow(_("This post has ended already."))
    if post.role == Post.Role.CHAIR and by is not None and not by.is_staff:
        raise NotPossibleNow(
            _("An association is never without a chair. Use “Change the chair” instead.")
        )
    post.valid_until = on
    post.validate_constraints()
    post.save(update_fields=["valid_until"])
    _tell(post, by=by, at=at)
    return post


@transaction.atomic
def show_name(post: Post, *, shown: bool, by: User | None, at: datetime) -> Post:
    """Name the person in the public directory with this post, or no longer.

    Only the person's own yes counts: they give it themselves, or staff note that they have.

    Raises:
        PermissionDenied: `by` is neither the person nor keeps the register.
        ValidationError: the post is none of those the public asks for.
    """
    post = lock(post)
    if by is None or post.person.user_id != by.pk:
        allow(
            by,
            "associations.change_post",
            post,
            because=_("Only the person can say yes to a public name."),
        )
    if shown and post.role not in Post.PUBLIC:
        raise ValidationError(_("Only the board's posts and contact persons are shown."))
    post.name_public_on = localdate(at, COPENHAGEN) if shown else None
    post.save(update_fields=["name_public_on"])
    return post


def _tell(post: Post, *, by: User | None, at: datetime) -> None:
    """Staff know what they write; what the association writes, its consultant is told."""
    if by is None or by.is_staff:
        return
    with translation.override("da"):
        words = (
            _("%(name)s, %(post)s until %(day)s")
            if post.valid_until
            else _("%(name)s, %(post)s from %(day)s")
        )
        day = format_date(post.valid_until or post.valid_from)
        text = words % {"name": post.person, "post": post.get_role_display(), "day": day}
    confirmations.tell_consultant(post.association, text, at=at)


def find_or_enter(
    association: Association,
    *,
    full_name: str,
    email: str = "",
    phone: str = "",
    language: str = "",
    by: User | None,
) -> Person:
    """The person of this e-mail, else a new one.

    To an association only a person of this very name is known, or one who has had a post in it:
    whoever types an address must not learn whose it is.

    Raises ValidationError if there is no name.
    """
    name = full_name.strip()
    known = Person.objects.filter(email__iexact=email) if email else Person.objects.none()
    if by is not None and not by.is_staff:
        known = known.filter(Q(full_name__iexact=name) | Q(posts__association=association))
    if found := known.order_by("pk").first():
        return found
    if not name:
        raise ValidationError({"full_name": _("Write the person's name.")}, code="nameless")
    return Person.objects.create(
        full_name=name, email=email, phone=phone, preferred_language=language
    )
