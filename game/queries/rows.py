"""Statements that every request asks are written down once: the ORM takes a third of a millisecond to write one anew."""

from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model


@cache
def columns_of(model: type[Model], only: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The model's columns in their order; `only`: the attributes wanted, the others are left deferred."""
    return tuple(f.attname for f in model._meta.concrete_fields if not only or f.attname in only)


def selected(model: type[Model], alias: str, only: tuple[str, ...] = ()) -> str:
    """The columns for a SELECT, under a table's alias."""
    return ", ".join(f'{alias}."{column}"' for column in columns_of(model, only))


def instance(model: type[Model], values: tuple[Any, ...], only: tuple[str, ...] = ()) -> Any:
    """An instance from the values of columns_of; None when the row is missing (its first column, the key, is NULL)."""
    return None if values[0] is None else model.from_db(connection.alias, list(columns_of(model, only)), values)
