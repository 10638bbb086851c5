"""Pages of a list without counting millions of rows."""

from typing import TYPE_CHECKING, Any, cast

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.utils.functional import cached_property

from accounts.queries.table_size import approximate_count

if TYPE_CHECKING:
    _Paginator = Paginator[Model]
else:
    _Paginator = Paginator


class EstimatedCountPaginator(_Paginator):
    """Counts a filtered list up to 10,000; a large table without a filter is as long as Postgres estimates."""

    @cached_property
    def count(self) -> int:
        return approximate_count(cast(QuerySet[Any], self.object_list))
