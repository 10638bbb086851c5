"""Unfold's @display with types: how a method of a ModelAdmin appears as a column."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from unfold.decorators import display as unfold_display

F = TypeVar("F", bound=Callable[..., object])


def display(
    *, description: str, ordering: str | None = None, boolean: bool | None = None, label: Mapping[str, str] | None = None
) -> Callable[[F], F]:
    """description: the column's heading. ordering: the field to sort by. label: the colour of each value's label."""

    def decorate(method: F) -> F:
        decorated: F = unfold_display(method, description=description, ordering=ordering, boolean=boolean, label=label)
        return decorated

    return decorate
