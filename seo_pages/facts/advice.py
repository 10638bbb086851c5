"""Advice for hunters, computed from a monster's numbers."""

from game.content.schema import Monster
from game.rules import tuning
from game.rules.fight import soak
from seo_pages import words
from seo_pages.facts.world import WikiWorld


def advice(world: WikiWorld, monster: Monster) -> list[str]:
    soaked = 100 * monster.defence / (monster.defence + soak(monster.level))
    found = [_fair(world, monster), f"Its hide swallows {soaked:.0f} % of a blow from a fighter of its own level."]
    if monster.dodge >= 60:
        found.append(f"It slips away from about one blow in {max(2, round(1000 / monster.dodge))}.")
    full = min(tuning.LEVEL_MAX, monster.level + tuning.FULL_XP_LEVELS)
    found.append(f"Experience is full up to level {full}; each level beyond takes a tenth off.")
    found.append(f"To strike first you need a speed of {words.number(monster.speed)}.")
    return found


def _fair(world: WikiWorld, monster: Monster) -> str:
    """The level at which it is a fair fight: a hunter in shop gear wins as often as against a common monster of the hunter's level."""
    level = world.monster_index.fair_level[monster.slug]
    if level is None:
        return "No hunter in shop gear is a match for it: bring upgrades, the best remedies and a set that fits."
    ahead = level - monster.level
    more = f", {words.count(ahead, 'level')} above its own" if ahead > 0 else ""
    return f"In gear from the shops it is a fair fight from about level {level}{more}."
