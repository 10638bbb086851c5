"""An action and an erasure lock users and characters in an order in which neither waits for the other."""

from collections.abc import Callable, Sequence
from threading import Event
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.models import QuerySet

from accounts.actions.erase import erase
from accounts.registries import hooks
from accounts.tests.race import at_once, until_ended_or_waiting
from game.actions import hunt, transaction
from game.actions.notices import PutAway
from game.actions.personal_data import lock_characters_of
from game.actions.player_action import ActionContext, action
from game.models import Character, DailyMission
from game.tests.make import by, make_character, make_user
from game.tests.person import HERO, NAME, places_of

pytestmark = pytest.mark.django_db(transaction=True)


@action("look_up_its_user", PutAway)
def look_up_its_user(context: ActionContext) -> PutAway:
    """Locks the user's key, as the database does for each new row with a foreign key to the user."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM accounts_user WHERE id = %s FOR KEY SHARE", [context.character.user_id])
    return PutAway(0)


def act_while_erasing(monkeypatch: pytest.MonkeyPatch, act: Callable[[Character], object]) -> list[Any]:
    """The answers of both. The action runs between the erasure's first lock, of the user, and its second, of the characters."""
    user_is_locked, action_ended = Event(), Event()

    def wait_for_the_action(users: Sequence[int]) -> None:
        user_is_locked.set()
        until_ended_or_waiting(action_ended)

    monkeypatch.setattr(hooks, "before_erasure", [wait_for_the_action, lock_characters_of])
    user = make_user(username=NAME)
    hero = make_character(user, name=HERO)

    def act_in_between() -> object:
        assert user_is_locked.wait(10)
        try:
            return act(hero)
        finally:
            action_ended.set()

    return at_once(act_in_between, lambda: erase(user_id=user.pk))


@pytest.mark.parametrize(
    "act",
    [lambda hero: hunt.hunt(by(hero, "hunt-key-1"), place="old-mill"), lambda hero: look_up_its_user(by(hero))],
    ids=["a hunt", "an action that looks its user up"],
)
def test_an_action_and_an_erasure_at_once_do_not_wait_for_each_other(
    monkeypatch: pytest.MonkeyPatch, act: Callable[[Character], object]
) -> None:
    assert not [answer for answer in act_while_erasing(monkeypatch, act) if isinstance(answer, Exception)]
    assert sorted(places_of(NAME, HERO)) == []
    assert not DailyMission.objects.exists()


def test_twin_with_the_users_key_locked_too_an_action_and_an_erasure_deadlock(monkeypatch: pytest.MonkeyPatch) -> None:
    real = QuerySet.select_for_update
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, no_key=False, **more: real(self, **more))
    monkeypatch.setattr(transaction, "is_conflict", lambda error: False)  # otherwise the action is repeated
    answers = act_while_erasing(monkeypatch, lambda hero: look_up_its_user(by(hero)))
    assert [type(answer) for answer in answers if isinstance(answer, Exception)] == [OperationalError]
