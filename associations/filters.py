"""How visitors find an association in the public directory."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from associations.models import Association, Theme
from associations.models.associations import AssociationQuerySet
from core.models import Language


def _languages(_request: Any) -> Any:
    return Language.objects.in_use()


def _themes(_request: Any) -> Any:
    return Theme.objects.in_use()


class DirectoryFilter(django_filters.FilterSet):
    """`?soeg=` words of the name or the town, `?taler=` a language spoken there, `?tema=` a theme.

    Nobody is found by what they do not show: each filter asks for the yes to its fact, too.
    """

    soeg = django_filters.CharFilter(label=_("Name or town"), method="matching", max_length=100)
    taler = django_filters.ModelChoiceFilter(
        field_name="languages",
        label=_("Language spoken"),
        queryset=_languages,
        empty_label=_("Any language"),
        method="speaking",
    )
    tema = django_filters.ModelChoiceFilter(
        field_name="themes",
        label=_("Theme"),
        queryset=_themes,
        empty_label=_("Any theme"),
        method="about",
    )

    class Meta:
        model = Association
        fields: list[str] = []

    def matching(self, queryset: AssociationQuerySet, name: str, words: str) -> AssociationQuerySet:
        return queryset.matching_in_public(words)

    def speaking(
        self, queryset: AssociationQuerySet, name: str, language: Language
    ) -> AssociationQuerySet:
        return queryset.filter(public_languages=True, languages=language)

    def about(self, queryset: AssociationQuerySet, name: str, theme: Theme) -> AssociationQuerySet:
        return queryset.filter(public_themes=True, themes=theme)
