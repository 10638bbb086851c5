"""Fair monsters: how often a player beats the monsters of the same level."""

from msgspec import Struct

from game.content.registry import Catalogue
from game.rules.dice import Dice
from game.rules.fight import fight
from game.rules.sheet import Sheet
from game.simulator.bands import band_of
from game.simulator.build import reference
from game.simulator.loadouts import HUNT
from game.simulator.player import REST_PERCENT

RANKS = ("common", "elite", "boss")


class MonsterTally(Struct, frozen=True):
    """Wins and fights of one class at one level against monsters of one rank."""

    class_slug: str
    level: int
    rank: str
    won: int
    fights: int


def fair_monsters(content: Catalogue, level: int, rank: str) -> dict[str, int]:
    """Slug -> weight over all places, for the monsters of a rank at this level.

    If there is none of this level: those of the nearest lower level that has any. Empty if none has.
    """
    weights: dict[str, int] = {}
    for place in content.places.values():
        for prowler in place.monsters:
            if content.monsters[prowler.monster].rank == rank:
                weights[prowler.monster] = weights.get(prowler.monster, 0) + prowler.weight
    below = [content.monsters[slug].level for slug in weights if content.monsters[slug].level <= level]
    if not below:
        return {}
    nearest = max(below)
    return {slug: weight for slug, weight in sorted(weights.items()) if content.monsters[slug].level == nearest}


def rested(sheet: Sheet, dice: Dice) -> Sheet:
    """The player at the start of a hunt: with a random health between REST_PERCENT and full."""
    low = sheet.hp_max * REST_PERCENT // 100
    return Sheet(**{name: getattr(sheet, name) for name in sheet.__struct_fields__} | {"hp": dice.between(low, sheet.hp_max)})


def play(content: Catalogue, seed: int, level: int, fights: int) -> list[MonsterTally]:
    """`fights` hunts per class at a level against common monsters, and a fifth as many against elites and bosses."""
    found = []
    for rank in RANKS:
        weights = fair_monsters(content, level, rank)
        count = fights if rank == "common" else -(-fights // 5)
        if not weights:
            continue
        slugs, shares = list(weights), list(weights.values())
        for class_slug in content.classes:
            player, won = reference(content, class_slug, level, HUNT), 0
            for number in range(count):
                dice = Dice(f"simulate-{seed}", f"fair:{rank}:{class_slug}:{level}", number)
                monster = content.monster_profiles[slugs[dice.pick(shares)]]
                won += fight(rested(player, dice), monster.sheet, dice).won
            found.append(MonsterTally(class_slug, level, rank, won, count))
    return found


def rates(meetings: list[MonsterTally], *by: str) -> dict[tuple[str | int, ...], float]:
    """Share won, grouped by any of class_slug, level, band and rank, in that order of the key."""
    won: dict[tuple[str | int, ...], int] = {}
    fights: dict[tuple[str | int, ...], int] = {}
    for one in meetings:
        key = tuple(band_of(one.level) if name == "band" else getattr(one, name) for name in by)
        won[key] = won.get(key, 0) + one.won
        fights[key] = fights.get(key, 0) + one.fights
    return {key: won[key] / fights[key] for key in won}
