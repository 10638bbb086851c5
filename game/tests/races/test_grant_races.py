"""Two members of the staff at the same moment, or one with two windows."""

import threading
from collections.abc import Iterable
from functools import partial
from typing import Any

import pytest

from accounts.models import AuditEntry
from accounts.queries.rank import Rank
from accounts.tests.race import at_once
from game.actions import staff_goods, staff_grants
from game.actions.groups import make_groups
from game.actions.staff_action import StaffContext, StaffOutcome
from game.models import Character, PendingGrant
from game.models.ids import CharacterId
from game.rules.errors import GameError
from game.rules.staff_limits import ALONE_MAX
from game.tests.make import make_character
from game.tests.races.together import without_the_actors_lock, won
from game.tests.staff import by, make_staff

pytestmark = pytest.mark.django_db(transaction=True)
HALF = ALONE_MAX // 2 + 1


@pytest.fixture(autouse=True)
def groups() -> None:
    make_groups()


def _confirmed_at_once() -> tuple[Character, list[Any]]:
    asker, character = make_staff(Rank.GAME_MASTER), make_character()
    waits = staff_goods.grant_gold(by(asker), character=character.id, quantity=ALONE_MAX + 1).waits
    assert waits is not None
    seconds = [make_staff(Rank.GAME_MASTER), make_staff(Rank.ADMINISTRATOR)]
    orders = [by(second) for second in seconds]
    results = at_once(*[partial(staff_grants.confirm_grant, order, grant=waits) for order in orders])
    return character, results


def test_two_confirmations_at_once_give_once() -> None:
    for _ in range(5):
        character, results = _confirmed_at_once()
        assert len(won(results)) == 1
        assert [r.code for r in results if isinstance(r, GameError)] == ["nothing_to_do"]
        assert Character.objects.get(pk=character.pk).gold == character.gold + ALONE_MAX + 1


def test_twin_without_the_locks_a_grant_is_given_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Barrier(2)

    def unlocked(context: StaffContext, grant: int) -> PendingGrant:
        asked = PendingGrant.objects.select_related("asked_by").get(pk=grant)
        gate.wait(10)
        return asked

    def characters(context: StaffContext, ids: Iterable[CharacterId]) -> dict[CharacterId, Character]:
        return {CharacterId(character.pk): character for character in Character.objects.filter(pk__in=list(ids))}

    monkeypatch.setattr(staff_grants, "_locked", unlocked)
    monkeypatch.setattr(StaffContext, "characters", characters)
    character, results = _confirmed_at_once()
    assert len(won(results)) == 2
    assert Character.objects.get(pk=character.pk).gold == character.gold + 2 * (ALONE_MAX + 1)


def _two_halves() -> list[StaffOutcome]:
    """Two grants at once by one person, half of the limit each; returns those that were given at once."""
    asker, characters = make_staff(Rank.GAME_MASTER), [make_character(), make_character()]
    results = at_once(*[partial(staff_goods.grant_gold, by(asker), character=c.id, quantity=HALF) for c in characters])
    assert len(won(results)) == 2
    return [r for r in results if r.waits is None]


def test_two_grants_at_once_by_one_person_share_one_limit() -> None:
    for _ in range(5):
        assert len(_two_halves()) == 1
    assert AuditEntry.objects.filter(action="staff.grant_gold_asked").count() == 5


def test_twin_without_the_lock_on_the_actor_both_halves_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    without_the_actors_lock(monkeypatch, staff_grants)
    assert len(_two_halves()) == 2
