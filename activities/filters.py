"""How visitors narrow the public calendar down; the page and the feed understand the same."""

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import Event, EventInterpreting
from activities.models.events import EventQuerySet
from core.models import Language


def _languages(_request: Any) -> Any:
    return Language.objects.in_use()


class CalendarFilter(django_filters.FilterSet):
    """`?type=`, `?sprog-tolk=`, `?alle=`, `?forening=`."""

    type = django_filters.ChoiceFilter(
        field_name="kind", label=_("Kind"), choices=Event.Kind, empty_label=_("All kinds")
    )
    tolk = django_filters.ModelChoiceFilter(
        label=_("Interpreted into"),
        queryset=_languages,
        method="interpreted_into",
        empty_label=_("Any language"),
    )
    alle = django_filters.BooleanFilter(
        label=_("Only what is open to all"), method="open_to_all", widget=forms.CheckboxInput
    )
    forening = django_filters.NumberFilter(field_name="organisers", widget=forms.HiddenInput)

    class Meta:
        model = Event
        fields: list[str] = []

    @classmethod
    def get_filters(cls) -> Any:
        # `sprog` alone chooses the page's language.
        filters = super().get_filters()
        if "tolk" in filters:
            filters["sprog-tolk"] = filters.pop("tolk")
            filters.move_to_end("forening")
        return filters

    def interpreted_into(
        self, queryset: EventQuerySet, name: str, language: Language
    ) -> EventQuerySet:
        return queryset.filter(
            interpreting__language=language,
            interpreting__mode__in=EventInterpreting.BY_A_PERSON,
            interpreting__status=EventInterpreting.Status.BOOKED,
        )

    def open_to_all(self, queryset: EventQuerySet, name: str, wanted: bool) -> EventQuerySet:
        return queryset.filter(open_to_all=True) if wanted else queryset
