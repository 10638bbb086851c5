"""Makers of rows for the lists of clans in the admin (game/tests/admin/rows.py)."""

from collections.abc import Callable
from typing import Any

from clans.models import War
from clans.tests.wars import make_war


def _wars(count: int) -> list[War]:
    return [make_war() for _ in range(count)]


ROWS: dict[type[Any], Callable[[int], Any]] = {War: _wars}
