"""Letters to the people who act for an association, each in their own language."""

from datetime import date

from accounts.models import Access, User
from associations.models import Association, StatutesReview
from core import letters


def holders(association: Association, day: date) -> list[User]:
    """Everybody with an open access to the association's pages on this day."""
    rows = Access.objects.open_on(day).filter(association=association, user__is_active=True)
    return list(User.objects.filter(pk__in=rows.values("user_id")).order_by("pk"))


def statutes_reviewed(review: StatutesReview, day: date) -> None:
    """The municipality's advice on the statutes lies in the portal."""
    version = review.version
    for user in holders(version.association, day):
        letters.queue(
            to=user, template="associations/statutes_reviewed", context={"version": version}
        )
