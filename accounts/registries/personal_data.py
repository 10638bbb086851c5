"""The register of personal data: how each table that leads to a user is exported and erased.

Each app registers its tables in AppConfig.ready(). A test fails for a model that has a path to the user and no entry here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

Users = Sequence[int]
"""Ids of users, whose data is treated together."""


@dataclass(frozen=True)
class PersonalDataRule:
    """How one table is treated; see `register`."""

    model: type[Model]
    about: str
    find: Callable[[Users], QuerySet[Any]] | None
    fields: Sequence[str]
    erase: Callable[[Users], object] | None
    reason: str

    @property
    def file(self) -> str:
        """The name of the table's file in the ZIP."""
        return f"{self.model._meta.app_label}.{self.model._meta.model_name}.json"


_rules: list[PersonalDataRule] = []


def register(
    model: type[Model], *, about: str, find: Callable[[Users], QuerySet[Any]] | None = None, fields: Sequence[str] = (),
    erase: Callable[[Users], object] | None = None, reason: str = "",
) -> None:  # fmt: skip
    """Add a rule for a table.

    about: what the table holds, for the reader of the ZIP. find and fields: the rows of these users, and the columns to export (as
    .values() takes them; never a secret). erase: called with the users in the transaction of the erasure, in the order of
    registration; its statements do not grow with their number. reason:
    one sentence on why the table is not exported or not erased. Raises ValueError when it is missing.
    """
    if (find is None) != (not fields):
        raise ValueError(f"{model.__name__}: find and fields go together")
    if (find is None or erase is None) and not reason:
        raise ValueError(f"{model.__name__}: say why it is not exported or not erased")
    _rules.append(PersonalDataRule(model, about, find, tuple(fields), erase, reason))


def registered() -> tuple[PersonalDataRule, ...]:
    return tuple(_rules)


def delete(find: Callable[[Users], QuerySet[Any]]) -> Callable[[Users], None]:
    """An `erase` function that deletes the rows of `find`."""

    def erase(users: Users) -> None:
        find(users).delete()

    return erase
