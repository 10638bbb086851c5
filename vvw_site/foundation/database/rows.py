"""Rows of a model as the statements of every request read them (statement.py): the ORM takes a third of a
millisecond to write a statement anew each time."""

from datetime import datetime
from functools import cache
from typing import Any, Generic, TypeVar

import msgspec
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Model

from vvw_site.foundation.database.statement import Statement

M = TypeVar("M", bound=Model)
S = TypeVar("S", bound=msgspec.Struct)
_READ_AS: dict[type[models.Field], Any] = {
    models.BooleanField: bool, models.IntegerField: int, models.CharField: str, models.TextField: str,
    models.DateTimeField: datetime, ArrayField: list[str], models.ForeignKey: int,
}  # fmt: skip


@cache
def columns_of(model: type[Model]) -> tuple[str, ...]:
    """The model's columns in their order."""
    return tuple(f.attname for f in model._meta.concrete_fields)


def selected(model: type[Model], alias: str) -> str:
    """The row as a JSON array, for a SELECT, under a table's alias."""
    columns = ", ".join(f'{alias}."{f.column}"' for f in model._meta.concrete_fields)
    return f"json_build_array({columns})"


@cache
def shape_of(model: type[Model]) -> Any:
    """What msgspec reads of `selected`: a tuple of the columns' types. TypeError for a column of a kind not known here."""
    return tuple[tuple(_type_of(f) for f in model._meta.concrete_fields)]  # type: ignore[misc]


def instance(model: type[M], values: tuple[Any, ...]) -> M:
    """An instance from the values of `selected`."""
    return model.from_db(connection.alias, columns_of(model), values)


class Instances(Generic[M]):
    """Instances by what follows FROM in a SELECT (`WHERE m.id = %(id)s ORDER BY m.id`); the table goes by the name m."""

    def __init__(self, model: type[M], rest: str) -> None:
        self.model = model
        text = f"SELECT {selected(model, 'm')}::text FROM {model._meta.db_table} m {rest}"  # noqa: S608 (a constant of the code)
        self.statement = Statement(text, shape_of(model))

    def find(self, **params: Any) -> list[M]:
        """One statement."""
        return [instance(self.model, values) for values in self.statement.rows(**params)]


class Rows(Generic[S]):
    """Rows to look at and not to save, as structs: `shape` has array_like set and names the columns it wants, pk for the
    key. A fifth of an instance's cost. `of` and `rest` are a model and what follows it in a SELECT, as with Instances."""

    def __init__(self, shape: type[S], of: type[Model], rest: str) -> None:
        named = [of._meta.pk if f.name == "pk" else of._meta.get_field(f.name) for f in msgspec.structs.fields(shape)]
        columns = ", ".join(f'm."{field.column}"' for field in named)  # type: ignore[union-attr]
        text = f"SELECT json_build_array({columns})::text FROM {of._meta.db_table} m {rest}"  # noqa: S608
        self.statement = Statement(text, shape)

    def find(self, **params: Any) -> list[S]:
        """One statement."""
        return self.statement.rows(**params)


def _type_of(field: Any) -> Any:
    for kind, read_as in _READ_AS.items():
        if isinstance(field, kind):
            return read_as | None if field.null else read_as
    raise TypeError(f"{field} is of a kind that is not read here")
