"""The page of one battle."""

import pytest

from game.actions.hunt import hunt
from game.models import Battle
from game.presenters.battle import battle_page
from game.queries.access import access_battle
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db


def test_the_story_ends_as_the_battle_did_and_the_live_seed_stays_secret() -> None:
    character = make_character(level=11)
    answer = hunt(by(character), place="old-mill")
    battle = access_battle(answer.battle_id)
    page = battle_page(battle)
    end = page.rounds[-1].lines[-1]
    assert (end.hero_hp, end.foe_hp) == (max(0, answer.rounds[-1].hp[0]), max(0, answer.rounds[-1].hp[1]))
    assert (page.hunter.name, page.foe.name) == (character.name, answer.monster.name)
    assert [(slug, quantity) for _, slug, quantity in page.loot] == [(loot.item, loot.quantity) for loot in answer.loot]
    assert page.check["server_seed"] is None and page.check["commit"] == answer.fairness.commit
    assert page.check["inputs"] == battle.inputs and page.check["outcome"] == battle.outcome


def test_a_battle_with_entries_that_left_the_catalogue_is_shown() -> None:
    answer = hunt(by(make_character(level=11)), place="old-mill")
    Battle.objects.filter(pk=answer.battle_id).update(place="gone-place", monster="gone-monster")
    page = battle_page(access_battle(answer.battle_id))
    assert (page.place, page.monster) == (None, None) and page.rounds
