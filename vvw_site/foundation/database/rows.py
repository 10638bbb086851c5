"""Rows of a model, read by a prepared statement (statement.py). The ORM takes a third of a millisecond to compose a statement
at each call."""

from datetime import datetime
from functools import cache
from typing import Any, Generic, TypeVar

import msgspec
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Model
from django.db.models.base import ModelState

from vvw_site.foundation.database.statement import Statement

M = TypeVar("M", bound=Model)
S = TypeVar("S", bound=msgspec.Struct)
_TYPES: "dict[type[models.Field[Any, Any]], Any]" = {
    models.BooleanField: bool, models.IntegerField: int, models.CharField: str, models.TextField: str,
    models.DateTimeField: datetime, ArrayField: list[str], models.ForeignKey: int,
}  # fmt: skip


@cache
def columns_of(model: type[Model]) -> tuple[str, ...]:
    """The attributes of the model's columns, in their order."""
    return tuple(f.attname for f in model._meta.concrete_fields)


def selected(model: type[Model], alias: str) -> str:
    """SQL of the whole row as a JSON array, under the alias of its table."""
    columns = ", ".join(f'{alias}."{f.column}"' for f in model._meta.concrete_fields)
    return f"json_build_array({columns})"


@cache
def shape_of(model: type[Model]) -> Any:
    """The type that msgspec decodes `selected` to: a tuple of the columns' types. TypeError for a column of an unknown kind."""
    return tuple[tuple(_type_of(f) for f in model._meta.concrete_fields)]  # type: ignore[misc]  # made at run time


def instance(model: type[M], values: tuple[Any, ...]) -> M:
    """An instance from the values of `selected`: the same as from Model.from_db, without its signals and without a call of
    setattr per column, which cost more than reading the row did (docs/performance.md)."""
    found = model.__new__(model)
    found.__dict__.update(zip(columns_of(model), values, strict=True), _state=_stored())
    return found


def _stored() -> ModelState:
    """The state of an instance that was read and not made."""
    state = ModelState()
    state.adding = False
    state.db = connection.alias
    return state


class Instances(Generic[M]):
    """Instances of a model. `rest` is what follows FROM in a SELECT (`WHERE m.id = %(id)s ORDER BY m.id`); m is the table."""

    def __init__(self, model: type[M], rest: str) -> None:
        self.model = model
        text = f"SELECT {selected(model, 'm')}::text FROM {model._meta.db_table} m {rest}"  # noqa: S608 (a constant of the code)
        self.statement = Statement(text, shape_of(model))

    def find(self, **params: Any) -> list[M]:
        """One statement."""
        return [instance(self.model, values) for values in self.statement.rows(**params)]


class Rows(Generic[S]):
    """Rows as read-only structs, at a fifth of an instance's cost. `shape` has array_like set, and its fields are the columns
    to read (pk is the key). `model` and `rest` are as in Instances."""

    def __init__(self, shape: type[S], model: type[Model], rest: str) -> None:
        fields = [model._meta.pk if f.name == "pk" else model._meta.get_field(f.name) for f in msgspec.structs.fields(shape)]
        columns = ", ".join(f'm."{field.column}"' for field in fields)  # type: ignore[union-attr]  # shapes name columns only
        text = f"SELECT json_build_array({columns})::text FROM {model._meta.db_table} m {rest}"  # noqa: S608
        self.statement = Statement(text, shape)

    def find(self, **params: Any) -> list[S]:
        """One statement."""
        return self.statement.rows(**params)


def _type_of(field: Any) -> Any:
    for kind, read_as in _TYPES.items():
        if isinstance(field, kind):
            return read_as | None if field.null else read_as
    raise TypeError(f"{field} is of a kind that has no type here")
