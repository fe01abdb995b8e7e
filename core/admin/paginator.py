"""A list that may be a million rows long counts only as far as somebody turns the pages."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property

# Two hundred pages; whoever looks for more searches or filters.
COUNTED = 10_000


class BoundedPaginator(Paginator):
    """Pages of the first `COUNTED` rows; `is_cut` tells that there are more."""

    @cached_property
    def _found(self) -> int:
        rows: Any = self.object_list
        if not hasattr(rows, "order_by"):
            return len(rows)
        found: int = rows.order_by().values("pk")[: COUNTED + 1].count()
        return found

    @cached_property
    def count(self) -> int:
        return min(self._found, COUNTED)

    @property
    def is_cut(self) -> bool:
        return self._found > COUNTED
