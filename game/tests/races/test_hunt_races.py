"""Hunts at the same moment as hunts and as what changes the hunter. The twin has the guard taken away."""

import random
from collections import defaultdict
from collections.abc import Callable

import pytest
from django.db import connection
from django.utils import timezone

from accounts.tests.race import at_once
from game.actions.hunt import hunt
from game.actions.inventory import equip, unequip, use
from game.actions.missions import deal
from game.actions.player_action import Actor
from game.actions.shop import Portion, sell
from game.models import Battle, Character, Holding, Receipt
from game.queries.characters import seen
from game.rules import tuning
from game.rules.errors import GameError
from game.tests.make import by, give, held, make_character
from game.tests.races.together import DRAUGHT, two_weapons, without_the_lock, won

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_uses_of_the_last_draught_one_wins() -> None:
    character = make_character(hp=1)
    give(character, DRAUGHT, 1)
    stack = held(character, DRAUGHT)
    if stack.quantity > 1:
        sell(by(character), portions=[Portion(stack.id, stack.quantity - 1)])
    results = at_once(*[lambda: use(by(character), holding=stack.id)] * 2)
    assert len(won(results)) == 1 and not Holding.objects.filter(pk=stack.pk).exists()


def test_two_hunts_at_once_use_two_nonces_and_pay_twice_the_energy() -> None:
    character = make_character()
    results = won(at_once(*[lambda: hunt(by(character), place="old-mill")] * 2))
    assert {r.fairness.nonce for r in results} == {0, 1}
    assert Character.objects.get(pk=character.pk).energy == 116


def test_a_double_click_on_hunt_fights_once() -> None:
    character = make_character()
    results = at_once(*[lambda: hunt(by(character, "same-key-1"), place="old-mill")] * 4)
    assert len(won(results)) == 4 and all(r == results[0] for r in results) and Battle.objects.count() == 1


def test_five_hunts_with_energy_for_one_one_wins() -> None:
    character = make_character(energy=2)
    results = at_once(*[lambda: hunt(by(character), place="old-mill")] * 5)
    assert len(won(results)) == 1 and Battle.objects.count() == 1


def test_twin_without_the_version_check_two_hunts_cost_the_energy_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    without_the_lock(monkeypatch)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE game_battle DROP CONSTRAINT a_nonce_is_used_once")
    try:
        character = make_character()
        deal(character, timezone.now())  # the first hunt of a day takes the lock, to deal the missions
        results = won(at_once(*[lambda: hunt(by(character), place="old-mill")] * 2))
        assert [r.fairness.nonce for r in results] == [0, 0]
        assert Character.objects.get(pk=character.pk).energy == 118
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM game_battle")
            cursor.execute("ALTER TABLE game_battle ADD CONSTRAINT a_nonce_is_used_once UNIQUE (seed_id, nonce)")


def test_a_hunt_that_read_the_hunter_before_a_draught_is_computed_again() -> None:
    """The entry point has read the hunter; before the hunt is written, the hunter drinks. Neither is lost."""
    character = make_character(hp=1, energy=50)
    stack, read = held(character, DRAUGHT), seen(character.id)
    use(by(character), holding=stack.id)
    healed = Character.objects.get(pk=character.pk).hp
    answer = hunt(Actor(character.id, None, read), place="old-mill")
    assert healed > 1 and answer.energy == 48
    assert held(character, DRAUGHT).quantity == stack.quantity - 1


def test_equipping_during_hunts_loses_no_hunt_and_wears_one_weapon() -> None:
    character = make_character()
    one, other = two_weapons(character)
    calls: list[Callable[[], object]] = [lambda: hunt(by(character), place="old-mill")] * 4
    calls += [lambda: equip(by(character), holding=one.id), lambda: equip(by(character), holding=other.id)] * 2
    assert len(won(at_once(*calls))) == 8
    hunter = Character.objects.get(pk=character.pk)
    assert hunter.hunts == Battle.objects.count() == 4
    assert Holding.objects.filter(character=character, slot="weapon").count() == 1


def test_many_repeated_hunts_and_equips_at_once_each_have_one_answer() -> None:
    """Every answer is one of a hunt that was written, twins get the same, and no request is broken by its connection's past."""
    character = make_character(energy=tuning.ENERGY_MAX)
    weapon = character.holdings.get(slot="weapon")
    sent = [f"storm-key-{n:03}" for n in range(30)] * 2
    random.Random(4).shuffle(sent)
    keys, answers, refused = iter(sent), defaultdict(set), set()

    def storm() -> None:
        for key in keys:
            answers[key].add(hunt(by(character, key), place="old-mill").battle_id)
            for verb in (unequip, equip):
                try:
                    verb(by(character), holding=weapon.id)
                except GameError as error:
                    refused.add(error.code)

    at_once(*[storm] * 6)
    assert len(answers) == 30 and all(len(battles) == 1 for battles in answers.values())
    hunter = Character.objects.get(pk=character.pk)
    assert hunter.hunts == Battle.objects.count() == Receipt.objects.filter(character=character).count() == 30
    assert hunter.energy == tuning.ENERGY_MAX - 30 * tuning.HUNT_ENERGY and refused <= {"worn", "not_worn", "nothing_to_do"}
