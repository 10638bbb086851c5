"""The register of personal data: for each table that leads to a person, what he gets of it and what becomes of it.

Every app adds its tables when it is ready. A test walks all models and fails on one with a path to the user that is not
here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from accounts.models import User


@dataclass(frozen=True)
class Kept:
    """One table. A part that is missing (nothing exported, nothing erased) needs its reason."""

    model: type[Model]
    about: str
    find: Callable[[User], QuerySet] | None
    fields: Sequence[str]
    erase: Callable[[User], None] | None
    reason: str

    @property
    def file(self) -> str:
        """Its name in the ZIP."""
        return f"{self.model._meta.app_label}.{self.model._meta.model_name}.json"


_register: list[Kept] = []


def register(
    model: type[Model], *, about: str, find: Callable[[User], QuerySet] | None = None, fields: Sequence[str] = (),
    erase: Callable[[User], None] | None = None, reason: str = "",
) -> None:  # fmt: skip
    """Say how a table is treated.

    about: what it holds, for the reader of the ZIP. find and fields: the person's rows, and the columns he gets (as
    .values() takes them; never a secret). erase: called with the user inside the transaction of the erasure, in the order
    of registration. reason: why it is not exported or not erased, in a sentence. ValueError when it is wanted and missing.
    """
    if (find is None) != (not fields):
        raise ValueError(f"{model.__name__}: find and fields go together")
    if (find is None or erase is None) and not reason:
        raise ValueError(f"{model.__name__}: say why it is not exported or not erased")
    _register.append(Kept(model, about, find, tuple(fields), erase, reason))


def registered() -> tuple[Kept, ...]:
    return tuple(_register)


def delete(find: Callable[[User], QuerySet]) -> Callable[[User], None]:
    """An `erase` that deletes the rows that `find` finds."""

    def erase(user: User) -> None:
        find(user).delete()

    return erase
