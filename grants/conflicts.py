"""Who is out of which case, and why: told to the person, the chair and the minutes (§§ 3 and 6).

`Application.objects.closed_to(user)` closes; this module explains. Both follow the same rule: a
declaration that is not lifted, or a tie in the register to the applicant or a partner.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Access, User
from associations.models import Post
from core.actions import allow, lock
from grants.models import Application, Disqualification

SEEN_IN_REGISTER = _(
    "The register shows a post or an access in the applicant's or a partner's association (§ 3 no. 3)."
)


@dataclass(frozen=True)
class Closure:
    """A person who is out of a case."""

    user: User
    because: str | Promise
    note: str = ""
    since: datetime | None = None


def closures(
    applications: Iterable[Application], users: Iterable[User], day: date
) -> dict[int, list[Closure]]:
    """By application id, those of `users` to whom the case is closed on `day`.

    One query, and two more unless partners and disqualifications are read already.
    """
    cases, people = list(applications), list(users)
    prefetch_related_objects(cases, "partners", "disqualifications")
    rows: dict[tuple[int, int], Disqualification] = {
        (case.pk, row.user_id): row for case in cases for row in case.disqualifications.all()
    }
    parties = {case.pk: _parties(case) for case in cases}
    tied = _ties(people, {pk for group in parties.values() for pk in group}, day)
    found: dict[int, list[Closure]] = {case.pk: [] for case in cases}
    for case in cases:
        for user in people:
            row = rows.get((case.pk, user.pk))
            if row is not None and row.lifted_at is None:
                found[case.pk].append(
                    Closure(user, row.get_ground_display(), row.note, row.declared_at)
                )
            elif row is None and tied[user.pk] & parties[case.pk]:
                found[case.pk].append(Closure(user, SEEN_IN_REGISTER))
    return found


def _parties(case: Application) -> set[int]:
    """The associations that have an interest in a case."""
    partners = {row.association_id for row in case.partners.all() if row.association_id}
    return {case.association_id, *partners}


def _ties(people: list[User], associations: set[int], day: date) -> dict[int, set[int]]:
    """By user id, the associations among these that the person holds a post in or acts for."""
    found: dict[int, set[int]] = {user.pk: set() for user in people}
    by_email = {user.email.lower(): user.pk for user in people}
    posts = Post.objects.open_on(day).filter(association__in=associations).order_by()
    accesses = Access.objects.open_on(day).filter(association__in=associations).order_by()
    rows = posts.values_list("association_id", "person__user_id", "person__email").union(
        accesses.values_list("association_id", "user_id", "user__email")
    )
    for association_id, user_id, email in rows:
        for holder in found.keys() & {user_id, by_email.get(email.lower())}:
            found[holder].add(association_id)
    return found


def closure_of(application: Application, user: User, day: date) -> Closure | None:
    """Why the case is closed to this person; None when it is open."""
    return next(iter(closures([application], [user], day)[application.pk]), None)


def require_able(application: Application, user: User) -> None:
    """Refuse a person to whom the case is closed by a conflict of interest.

    Raises:
        PermissionDenied: forvaltningsloven § 3.
    """
    if Application.objects.filter(pk=application.pk).closed_to(user).exists():
        raise PermissionDenied(
            gettext("The case is closed to you because of a conflict of interest (§ 3).")
        )


def lock_open(
    application: Application, *, by: User, permission: str, because: str = ""
) -> Application:
    """The first beats of a step in a case: lock it, ask the permission, and § 3.

    Raises:
        PermissionDenied: the role does not allow it, or the case is closed to the person.
        NotPossibleNow: the case is gone.
    """
    application = lock(application)
    allow(by, permission, application, because=because)
    require_able(application, by)
    return application
