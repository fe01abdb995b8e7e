"""Who organises, counted by the profile each association gave itself at the time."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from activities.models import EventOrganiser
from associations.models import Association

Profile = Association.Profile


def in_figures(organisers: Iterable[EventOrganiser]) -> str:
    """“9 + 8”: led by majority background + led by minority background."""
    counts = Counter(row.profile for row in organisers)
    return f"{counts[Profile.MAJORITY_LED]} + {counts[Profile.MINORITY_LED]}"


def in_words(organisers: Iterable[EventOrganiser]) -> str:
    """“9 led by majority background + 8 led by minority background”, others named after them."""
    counts = Counter(row.profile for row in organisers)
    majority, minority = counts.pop(Profile.MAJORITY_LED, 0), counts.pop(Profile.MINORITY_LED, 0)
    parts = []
    if majority or minority:
        parts.append(
            _("%(majority)s led by majority background + %(minority)s led by minority background")
            % {"majority": majority, "minority": minority}
        )
    others = sum(counts.values())
    if others:
        parts.append(_("%(count)s others") % {"count": others})
    return ", ".join(parts) or "–"
