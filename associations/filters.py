"""How visitors find an association in the public directory."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from associations.models import Association
from associations.models.associations import AssociationQuerySet
from core.models import Language


def _languages(_request: Any) -> Any:
    return Language.objects.in_use()


class DirectoryFilter(django_filters.FilterSet):
    """`?soeg=` words of the name or the town, `?taler=` a language spoken in the association."""

    soeg = django_filters.CharFilter(label=_("Name or town"), method="matching", max_length=100)
    taler = django_filters.ModelChoiceFilter(
        field_name="languages",
        label=_("Language spoken"),
        queryset=_languages,
        empty_label=_("Any language"),
    )

    class Meta:
        model = Association
        fields: list[str] = []

    def matching(self, queryset: AssociationQuerySet, name: str, words: str) -> AssociationQuerySet:
        return queryset.matching(words)
