"""Search in the lists: names in every spelling, whatever else a list is searched by as before."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from associations import names
from associations.models import Association


class NameSearch:
    """For a ModelAdmin of a model that is `Named`: its search column alone answers."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return queryset.matching(search_term), False  # type: ignore[attr-defined]


class AssociationSearch:
    """For a ModelAdmin whose rows belong to associations: each word is in a column of
    `search_fields`, or in the name of an association at the end of one of `association_paths`."""

    association_paths: tuple[str, ...] = ("association",)
    search_fields: Any

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        word_by_word: Any = super()
        for written in search_term.split():
            every = queryset.model._base_manager.order_by()
            plain, _repeats = word_by_word.get_search_results(request, every, written)
            named = Association.objects.filter(names.matching("name_key", written)).order_by()
            # Each part has its own index; joined by OR the database would read every row.
            found = plain.values("pk").union(
                *(
                    every.filter(**{f"{path}__in": named.values("pk")}).values("pk")
                    for path in self.association_paths
                )
            )
            queryset = queryset.filter(pk__in=found)
        return queryset, False
