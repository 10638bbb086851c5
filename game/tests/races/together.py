"""Running actions at the same moment, and taking guards away to show what they hold back."""

import threading
from collections.abc import Iterable
from types import ModuleType
from typing import Any

import pytest
from msgspec import Struct

from game.actions import optimistic_action, player_action, transaction
from game.actions.optimistic_action import OptimisticContext
from game.actions.receipts import KeyedRequest
from game.actions.staff_action import StaffContext
from game.models import Character, Holding
from game.models.ids import CharacterId
from game.queries.characters import seen
from game.rules.errors import GameError
from game.tests.make import give

DRAUGHT = "cellar-draught"


def won(results: list[Any]) -> list[Any]:
    """The answers of those that were not refused. Any other error is a fault of the test or of the code."""
    for result in results:
        if isinstance(result, Exception) and not isinstance(result, GameError):
            raise result
    return [r for r in results if not isinstance(r, GameError)]


def note_conflicts(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """The deadlocks and failed serializations of what runs from now on; none is retried."""
    conflicts: list[BaseException] = []

    def note(error: BaseException) -> bool:
        conflicts.append(error)
        return False

    monkeypatch.setattr(transaction, "is_conflict", note)
    return conflicts


def without_the_lock(monkeypatch: pytest.MonkeyPatch, together: int = 2) -> None:
    """The character is read without a lock, an optimistic action ignores its version, and all have read it before one writes.
    Optimistic actions also wait for each other before they write, so that each has read everything."""
    gate, written = threading.Barrier(together), threading.Barrier(together)
    commit = OptimisticContext.commit

    def commit_together(context: OptimisticContext, request: KeyedRequest, answer: Struct) -> Struct:
        written.wait(10)
        return commit(context, request, answer)

    def unlocked(
        character: CharacterId, key: str | None = None, parties: Iterable[CharacterId] = ()
    ) -> tuple[Character, None, dict[CharacterId, Character]]:
        found, others = seen(character), {party: seen(party) for party in parties}
        gate.wait(10)
        return found, None, others

    monkeypatch.setattr(OptimisticContext, "commit", commit_together)
    monkeypatch.setattr(player_action, "lock_for_action", unlocked)
    monkeypatch.setattr(optimistic_action, "seen", lambda character: unlocked(character)[0])
    monkeypatch.setattr(optimistic_action, "_AS_SEEN", "id = %(character)s AND %(version)s::text IS NOT NULL RETURNING id")


def read_together(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> None:
    """Two have read what the function `name` of the module reads, before one of them goes on."""
    gate, read = threading.Barrier(2), getattr(module, name)

    def together(*args: Any) -> Any:
        found = read(*args)
        gate.wait(10)
        return found

    monkeypatch.setattr(module, name, together)


def without_the_actors_lock(monkeypatch: pytest.MonkeyPatch, module: ModuleType) -> None:
    """Two actions of one staff member both read what was given alone before either goes on. module: the one that reads it."""
    monkeypatch.setattr(StaffContext, "lock_actor", lambda self: None)
    read_together(monkeypatch, module, "given_alone")


def two_weapons(character: Character) -> list[Holding]:
    weapon = character.holdings.get(slot="weapon")
    give(character, weapon.item, 2)
    Holding.objects.filter(pk=weapon.pk).update(slot=None)
    return list(Holding.objects.filter(character=character, item=weapon.item).exclude(pk=weapon.pk))
