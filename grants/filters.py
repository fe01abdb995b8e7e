"""What lists can be narrowed by."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from grants.models import Decision, Pool


class GrantFilter(django_filters.FilterSet):
    """Published grants by year and pool."""

    year = django_filters.ChoiceFilter(
        label=_("Year"), field_name="year", empty_label=_("All years")
    )
    pool = django_filters.ModelChoiceFilter(
        label=_("Pool"),
        field_name="application__round__pool",
        queryset=Pool.objects.published(),
        empty_label=_("All pools"),
    )

    class Meta:
        model = Decision
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = self.queryset.order_by("-year").values_list("year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(year, str(year)) for year in years]
