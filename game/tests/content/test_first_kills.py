"""Every class wins its first fights, at both places of level 1 and even when wounded, and needs more than one blow."""

import pytest

from game.content import catalogue
from game.rules.dice import Dice
from game.rules.fight import fight
from game.rules.sheet import derive, gear_sum, sheet_of

CLASSES = [c.slug for c in catalogue().classes.values() if c.faction]


@pytest.mark.parametrize("health", [10_000, 1], ids=["well", "wounded"])
@pytest.mark.parametrize("slug", CLASSES)
def test_a_new_character_wins_the_first_fights_with_more_than_one_blow(slug: str, health: int) -> None:
    content, rounds = catalogue(), []
    of = content.classes[slug]
    attributes = {str(name): points for name, points in of.start.items()}
    worn = gear_sum([content.gear_stats[slug] for slug in of.gear])
    stats = derive(level=1, main=of.main, attributes=attributes, gear=worn)
    skills = tuple(content.fight_skills[s.slug] for s in content.class_skills[slug] if s.level == 1)
    met = {p.monster for place in content.places.values() if place.level == 1 for p in place.monsters}
    assert met
    for monster in met:
        for number in range(40):
            hunter = sheet_of("newcomer", 1, health, stats, skills)
            fought = fight(hunter, content.monster_profiles[monster].sheet, Dice("first-kills", f"{slug}:{monster}", number))
            assert fought.won, f"{slug} lost to {monster}"
            rounds.append(fought.rounds)
    assert sum(rounds) / len(rounds) > 1.4
