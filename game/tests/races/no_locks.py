"""For twins of races: an action that locks nothing."""

from collections.abc import Iterable
from threading import Barrier
from typing import Any

import pytest

from accounts.models import User
from game.actions import player_action
from game.actions.transaction import TransactionContext
from game.models import Character, Letter
from game.models.ids import CharacterId
from game.queries.characters import seen


def without_locks(monkeypatch: pytest.MonkeyPatch, *, together: int = 1) -> None:
    """Users, characters and shared rows are read without a lock. together: how many read a letter before any of them goes on."""
    gate = Barrier(together)

    def read(
        character: CharacterId, key: str | None, parties: Iterable[CharacterId] = ()
    ) -> tuple[Character, None, dict[CharacterId, Character]]:
        return seen(character), None, {party: seen(party) for party in parties}

    def read_shared(context: TransactionContext, model: type[Any], ids: list[int]) -> list[Any]:
        rows = list(model.objects.filter(pk__in=ids))
        if model is Letter:
            gate.wait(10)
        return rows

    monkeypatch.setattr(player_action, "lock_for_action", read)
    monkeypatch.setattr(TransactionContext, "lock_characters", lambda self, ids: {c: seen(c) for c in ids})
    monkeypatch.setattr(TransactionContext, "lock_users", lambda self, ids: {u.id: u for u in User.objects.filter(pk__in=ids)})
    monkeypatch.setattr(TransactionContext, "lock_shared", read_shared)
