"""Whatever a client sends, in whatever order: an action either works or refuses, and the ledger agrees after every step."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from game.actions.character import choose_loadout, create, spend_points
from game.actions.fairness import reveal_seed
from game.actions.forge import craft, repair, repair_all, upgrade
from game.actions.hunt import hunt
from game.actions.inventory import equip, unequip, use
from game.actions.missions import claim
from game.actions.shop import Portion, buy, sell
from game.content import catalogue
from game.models import Character, DailyMission, Holding
from game.models.ids import HoldingId
from game.queries.ledger_proof import problems
from game.rules.errors import GameError
from game.tests.make import by, give, make_character, make_user

numbers = st.one_of(st.integers(-3, 12), st.sampled_from([-(2**63), 2**31, 2**62, 10**9, 999, 1000]))
words = st.one_of(st.text(max_size=30), st.sampled_from(["old-mill", "ashen-gate", "cellar-draught", "gold", "str", "vit"]))
keys = st.one_of(st.none(), st.sampled_from(["key-aaaa1", "key-aaaa2"]), st.text(max_size=12))
steps = st.one_of(
    st.tuples(st.just("hunt"), keys, words),
    st.tuples(st.just("buy"), keys, st.one_of(words, st.sampled_from(sorted(catalogue().items)[:40])), numbers),
    st.tuples(st.just("sell"), keys, st.lists(st.tuples(numbers, numbers), max_size=3)),
    st.tuples(st.sampled_from(["equip", "unequip", "use", "claim", "mend", "better"]), keys, numbers),
    st.tuples(st.just("craft"), keys, st.one_of(words, st.sampled_from(sorted(catalogue().recipes)[:40])), numbers),
    st.tuples(st.just("mend all"), keys),
    st.tuples(st.just("points"), keys, st.dictionaries(words, numbers, max_size=4)),
    st.tuples(st.just("loadout"), keys, st.lists(words, max_size=4)),
    st.tuples(st.just("reveal"), keys, words),
)


Step = tuple[Any, ...]
"""An action's name, its key, and its parameters."""


def step_on(character: Character, step: Step) -> None:
    """Numbers up to 12 stand for the nth thing that is really there; others are taken as they come."""
    things = list(Holding.objects.filter(character=character).order_by("pk").values_list("pk", flat=True))
    tasks = list(DailyMission.objects.filter(character=character).order_by("pk").values_list("pk", flat=True))

    def nth(number: int) -> HoldingId:
        return things[number] if 0 <= number < len(things) else HoldingId(number)

    name, key, *rest = step
    me = by(character, key)
    match name:
        case "hunt":
            hunt(me, place=rest[0])
        case "buy":
            buy(me, item=rest[0], quantity=rest[1])
        case "sell":
            sell(me, portions=[Portion(nth(thing), quantity) for thing, quantity in rest[0]])
        case "equip":
            equip(me, holding=nth(rest[0]))
        case "unequip":
            unequip(me, holding=nth(rest[0]))
        case "use":
            use(me, holding=nth(rest[0]))
        case "mend":
            repair(me, holding=nth(rest[0]))
        case "mend all":
            repair_all(me)
        case "better":
            upgrade(me, holding=nth(rest[0]))
        case "craft":
            craft(me, recipe=rest[0], times=rest[1])
        case "claim":
            claim(me, task=tasks[rest[0]] if 0 <= rest[0] < len(tasks) else rest[0])
        case "points":
            spend_points(me, points=rest[0])
        case "loadout":
            choose_loadout(me, skills=rest[0])
        case "reveal":
            reveal_seed(me, client_seed=rest[0])


@pytest.mark.django_db
@given(st.lists(steps, min_size=1, max_size=12))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_of_actions_keeps_the_ledger(settings: Settings, sent: list[Step]) -> None:
    settings.LIMITS_ENFORCED = False
    with transaction.atomic():
        character = make_character(gold=500, hp=40, unspent=7)
        give(character, "cellar-draught", 3)
        for step in sent:
            before = state_of(character)
            try:
                step_on(character, step)
            except GameError:
                assert state_of(character) == before, f"{step} was refused and changed something"
            assert problems() == [], step
        transaction.set_rollback(True)


def state_of(character: Character) -> tuple[object, ...]:
    return (
        Character.objects.filter(pk=character.pk).values().get(),
        list(Holding.objects.filter(character=character).order_by("pk").values()),
        list(DailyMission.objects.filter(character=character).order_by("pk").values_list("pk", "progress", "claimed_at")),
    )


@pytest.mark.django_db
@given(name=st.text(max_size=25), faction=words, class_slug=st.one_of(words, st.sampled_from(sorted(catalogue().classes))),
       emblem=numbers)  # fmt: skip
@settings(max_examples=100, deadline=None)
def test_any_requested_character_is_created_or_refused(name: str, faction: str, class_slug: str, emblem: int) -> None:
    with transaction.atomic():
        user = make_user()
        try:
            create(user=user, name=name, faction=faction, class_slug=class_slug, emblem=emblem, key="key-00000001")
        except GameError as refusal:
            assert refusal.status < 500 and refusal.field
            assert not Character.objects.filter(user=user).exists()
        transaction.set_rollback(True)
