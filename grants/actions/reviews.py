"""A member's assessment: saved as a draft, then submitted."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.actions import NotPossibleNow
from grants.conflicts import lock_open
from grants.models import Application, Criterion, Review, Score


@transaction.atomic
def save(
    application: Application,
    *,
    scores: dict[int, tuple[int | None, str]],
    comment: str = "",
    is_abstention: bool = False,
    submit: bool,
    by: User,
    at: datetime,
) -> Review:
    """Save the member's points per criterion, as a draft or submitted.

    Args:
        scores: criterion id → (points or None for “cannot be assessed”, comment).

    Raises:
        PermissionDenied: not a member, disqualified, or helped to write the application.
        NotPossibleNow: the case is not before the committee.
        ValidationError: points outside the scale, or a criterion without a word when submitting.
    """
    application = lock_open(application, by=by, permission="grants.assess_application")
    if application.status != Application.Status.ON_AGENDA:
        raise NotPossibleNow(
            _("The case is not before the committee, so it cannot be assessed now.")
        )
    criteria = {one.pk: one for one in application.round.criteria.all()}
    _check(scores, criteria, complete=submit and not is_abstention)
    review, _made = Review.objects.get_or_create(
        application=application, reviewer=by, defaults={"changed_at": at}
    )
    review.comment = comment
    review.is_abstention = is_abstention
    review.changed_at = at
    if submit:
        review.submitted_at = review.submitted_at or at
    review.save()
    review.scores.all().delete()
    Score.objects.bulk_create(
        Score(review=review, criterion=criteria[pk], points=points, comment=words)
        for pk, (points, words) in scores.items()
        if not is_abstention
    )
    return review


def _check(
    scores: dict[int, tuple[int | None, str]], criteria: dict[int, Criterion], *, complete: bool
) -> None:
    unknown = scores.keys() - criteria.keys()
    if unknown:
        raise ValidationError(_("A criterion does not belong to this round."))
    for pk, (points, _words) in scores.items():
        highest = criteria[pk].max_points
        if points is not None and not 0 <= points <= highest:
            raise ValidationError(
                _("Give between 0 and %(highest)s points for “%(criterion)s”.")
                % {"highest": highest, "criterion": criteria[pk]}
            )
    missing = [str(one) for pk, one in criteria.items() if pk not in scores]
    if complete and missing:
        raise ValidationError(
            _("Give points, or say that it cannot be assessed, for: %(criteria)s.")
            % {"criteria": ", ".join(missing)}
        )
