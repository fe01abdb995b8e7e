"""Search in the lists: names in every spelling, whatever else a list is searched by as before."""

from typing import Any

from django.contrib.admin.utils import lookup_spawns_duplicates
from django.db.models import Q, QuerySet
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
            every = queryset.model._base_manager.all()
            plain, _repeats = word_by_word.get_search_results(request, every, written)
            found = Q(pk__in=plain.order_by().values("pk"))
            named = Association.objects.filter(names.matching("name_key", written))
            for path in self.association_paths:
                found |= Q(**{f"{path}__in": named.order_by().values("pk")})
            queryset = queryset.filter(found)
        return queryset, bool(search_term.strip()) and self._is_many(queryset)

    def _is_many(self, queryset: QuerySet[Any]) -> bool:
        """Whether a row may come more than once, because it has several associations."""
        return any(
            lookup_spawns_duplicates(queryset.model._meta, path) for path in self.association_paths
        )
