"""A member's points: one row a criterion, whole steps from 0 to the criterion's highest."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from grants.models import Application, Criterion, Review

CANNOT = "na"


class ScoreForm(Form):
    """Points and a comment for each criterion, a comment on the whole, or abstention."""

    comment = forms.CharField(
        label=_("Comment on the whole"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("Read by the committee and the staff when your points are in."),
    )
    is_abstention = forms.BooleanField(
        label=_("I abstain from assessing this case"), required=False
    )

    def __init__(self, *args: Any, application: Application, review: Review | None, **kw: Any):
        self.criteria: list[Criterion] = list(application.round.criteria.all())
        kw["initial"] = self._given(review)
        super().__init__(*args, **kw)
        for one in self.criteria:
            self.fields[f"points_{one.pk}"] = forms.ChoiceField(
                label=one.title,
                required=False,
                widget=forms.RadioSelect,
                choices=[
                    *((str(n), str(n)) for n in range(one.max_points + 1)),
                    (CANNOT, _("Cannot be assessed")),
                ],
            )
            self.fields[f"comment_{one.pk}"] = forms.CharField(
                label=_("Comment"), required=False, max_length=500
            )

    @staticmethod
    def _given(review: Review | None) -> dict[str, Any]:
        """What the member has written so far."""
        if review is None:
            return {}
        given: dict[str, Any] = {"comment": review.comment, "is_abstention": review.is_abstention}
        for score in review.scores.all():
            points = CANNOT if score.points is None else str(score.points)
            given[f"points_{score.criterion_id}"] = points
            given[f"comment_{score.criterion_id}"] = score.comment
        return given

    def rows(self) -> list[dict[str, Any]]:
        """The criteria with their fields, for the page."""
        return [
            {
                "criterion": one,
                "points": self[f"points_{one.pk}"],
                "comment": self[f"comment_{one.pk}"],
            }
            for one in self.criteria
        ]

    def scores(self) -> dict[int, tuple[int | None, str]]:
        """What is given: criterion id → points (None: cannot be assessed) and comment."""
        found: dict[int, tuple[int | None, str]] = {}
        for one in self.criteria:
            points = self.cleaned_data[f"points_{one.pk}"]
            if points:
                given = None if points == CANNOT else int(points)
                found[one.pk] = (given, self.cleaned_data[f"comment_{one.pk}"])
        return found
