"""The register of personal data: how each table that leads to a user is exported and erased.

Each app registers its tables in AppConfig.ready(). A test fails for a model that has a path to the user and no entry here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from accounts.models import User


@dataclass(frozen=True)
class PersonalDataRule:
    """How one table is treated; see `register`."""

    model: type[Model]
    about: str
    find: Callable[[User], QuerySet[Any]] | None
    fields: Sequence[str]
    erase: Callable[[User], object] | None
    reason: str

    @property
    def file(self) -> str:
        """The name of the table's file in the ZIP."""
        return f"{self.model._meta.app_label}.{self.model._meta.model_name}.json"


_rules: list[PersonalDataRule] = []


def register(
    model: type[Model], *, about: str, find: Callable[[User], QuerySet[Any]] | None = None, fields: Sequence[str] = (),
    erase: Callable[[User], object] | None = None, reason: str = "",
) -> None:  # fmt: skip
    """Add a rule for a table.

    about: what the table holds, for the reader of the ZIP. find and fields: the user's rows, and the columns to export (as
    .values() takes them; never a secret). erase: called with the user in the transaction of the erasure, in the order of
    registration. reason: one sentence on why the table is not exported or not erased. Raises ValueError when it is missing.
    """
    if (find is None) != (not fields):
        raise ValueError(f"{model.__name__}: find and fields go together")
    if (find is None or erase is None) and not reason:
        raise ValueError(f"{model.__name__}: say why it is not exported or not erased")
    _rules.append(PersonalDataRule(model, about, find, tuple(fields), erase, reason))


def registered() -> tuple[PersonalDataRule, ...]:
    return tuple(_rules)


def delete(find: Callable[[User], QuerySet[Any]]) -> Callable[[User], None]:
    """An `erase` function that deletes the rows of `find`."""

    def erase(user: User) -> None:
        find(user).delete()

    return erase
