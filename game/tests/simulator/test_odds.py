"""The chance that a player is told before a hunt, against simulated fights with fixed dice."""

import pytest
from msgspec import structs

from game.content import catalogue
from game.rules.dice import Dice
from game.rules.fight import fight
from game.rules.odds import chance, chance_at
from game.simulator.build import reference
from game.simulator.loadouts import HUNT

LEVELS = (1, 3, 6, 10, 15, 22, 30, 40, 50, 60)
FIGHTS = 400
TOLERANCE = {100: 0.10, 50: 0.14}
"""By percent of full health. Skills that wait for low health make the chance less exact for the wounded."""


@pytest.mark.parametrize("percent", TOLERANCE)
def test_the_chance_at_a_place_is_near_what_simulated_fights_show(percent: int) -> None:
    content, wrong = catalogue(), []
    for step, level in enumerate(LEVELS):
        for number, class_slug in enumerate(content.classes):
            player = reference(content, class_slug, level, HUNT)
            player = structs.replace(player, hp=player.hp_max * percent // 100)
            places = sorted((p for p in content.places.values() if p.level <= level), key=lambda p: -p.level)[:6]
            place = places[(step * 5 + number * 3) % len(places)]
            met = [(p.weight, content.monster_profiles[p.monster].sheet) for p in place.monsters]
            weights, dice = [weight for weight, _ in met], Dice("odds", f"{class_slug}:{level}:{place.slug}:{percent}", 0)
            won = sum(fight(player, met[dice.pick(weights)][1], dice).won for _ in range(FIGHTS)) / FIGHTS
            if abs(chance_at(player, met) - won) > TOLERANCE[percent]:
                wrong.append((class_slug, level, place.slug, chance_at(player, met), won))
    assert not wrong


def test_a_hopeless_fight_and_a_sure_one_are_told_so() -> None:
    content = catalogue()
    player, boss = reference(content, "redclaw", 10, HUNT), reference(content, "redclaw", 50, HUNT)
    assert chance(player, boss) < 0.01 < 0.99 < chance(boss, player)
    assert chance_at(player, []) == 0.0
