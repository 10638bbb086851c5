"""tools/check_battle.py, which only follows docs/fairness.md, verifies the battles that the API and the pages show."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from game.actions.character import choose_loadout
from game.actions.fairness import reveal_seed
from game.actions.hunt import hunt
from game.content import catalogue
from game.models import Character
from game.tests.api.talk import Program
from game.tests.make import by, make_character
from tools.check_battle import fault_of

pytestmark = pytest.mark.django_db
CLASSES = sorted((c.slug, c.faction) for c in catalogue().classes.values() if c.faction)


@pytest.mark.parametrize("class_slug, faction", CLASSES)
def test_battles_of_each_class_at_low_and_high_levels_are_verified(class_slug: str, faction: str) -> None:
    character = make_character(faction=faction, class_slug=class_slug)
    program, battles, won = Program(character), [], set()
    for level in (1, 14, 20, 59, 60):
        grown = {} if level == 1 else {"strength": 90, "dexterity": 90, "vitality": 90}
        Character.objects.filter(pk=character.pk).update(level=level, xp=0, energy=120, hp=10**6, **grown)
        skills = [s.slug for s in catalogue().class_skills[class_slug] if s.level <= level]
        choose_loadout(by(character), skills=skills[-3:])
        places = sorted(catalogue().places.values(), key=lambda p: (abs(p.level - level), p.slug))
        battles += [hunt(by(character), place=p.slug).battle_id for p in [p for p in places if p.level <= level][:3]]
    reveal_seed(by(character))
    for number in battles:
        battle = program.get(f"battles/{number}").json
        assert fault_of(battle) == ""
        won.add(battle["won"])
        html = Client().get(f"/play/battles/{number}/").content.decode()
        data = re.search(r'<script id="battle-data" type="application/json">(.*?)</script>', html)
        assert data is not None
        shown = json.loads(data[1])
        assert fault_of(shown) == ""
    assert len(battles) >= 12 and True in won


@pytest.mark.parametrize("column, value", [("won", False), ("gold", 10**6), ("xp", 10**6), ("xp", 0)])
def test_a_changed_reward_is_not_verified(column: str, value: Any) -> None:
    character = make_character()
    number = hunt(by(character), place="old-mill").battle_id
    reveal_seed(by(character))
    battle = Program(character).get(f"battles/{number}").json
    assert fault_of(battle) == "" and battle["won"]
    assert fault_of(battle | {column: value}) != ""


def test_a_battle_with_a_secret_seed_cannot_be_verified_yet() -> None:
    character = make_character()
    number = hunt(by(character), place="old-mill").battle_id
    assert fault_of(Program(character).get(f"battles/{number}").json) == "The seed is still sealed."
