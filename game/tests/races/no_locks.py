"""For twins of races: actions that lock nothing."""

from collections.abc import Iterable
from typing import Any

import pytest

from accounts.models import User
from game.actions import player_action
from game.actions.transaction import TransactionContext
from game.models import Character
from game.models.ids import CharacterId
from game.queries.characters import seen


def without_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Users, characters and shared rows are read without a lock."""

    def read(
        character: CharacterId, key: str | None, parties: Iterable[CharacterId] = ()
    ) -> tuple[Character, None, dict[CharacterId, Character]]:
        return seen(character), None, {party: seen(party) for party in parties}

    def read_shared(context: TransactionContext, model: type[Any], ids: list[int]) -> list[Any]:
        return list(model.objects.filter(pk__in=ids))

    monkeypatch.setattr(player_action, "lock_for_action", read)
    monkeypatch.setattr(TransactionContext, "take_turn", lambda self, turn: None)
    for lock in ("lock_characters", "lock_free_characters"):
        monkeypatch.setattr(TransactionContext, lock, lambda self, ids: {c: seen(c) for c in ids})
    monkeypatch.setattr(TransactionContext, "lock_users", lambda self, ids: {u.id: u for u in User.objects.filter(pk__in=ids)})
    monkeypatch.setattr(TransactionContext, "lock_shared", read_shared)
