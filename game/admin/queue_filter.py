"""The filter of a list that is a queue: without a choice, it holds what waits for the staff."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.http import HttpRequest


class QueueFilter(admin.SimpleListFilter):
    """is_waiting: a condition that an index serves; waiting: its title. done: the word in the address for the others (is_done), and its
    title. every: the title of both together."""

    title = "state"
    parameter_name = "queue"
    is_waiting: RawSQL
    waiting: str
    is_done: Q
    done: tuple[str, str]
    every: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [self.done, ("every", self.every)]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [{**first, "display": self.waiting}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "every":
            return queryset
        return queryset.filter(self.is_done if self.value() == self.done[0] else self.is_waiting)
