"""What texts claim about numbers is true: of monsters beside their peers, of shops, of odds, of what a consumable gives."""

from collections.abc import Iterator
from typing import Any

from game.content.monster_claims import false_claims
from game.content.odds_claims import false_odds
from game.content.ware_claims import false_wares


def check_claims(e: dict[str, dict[str, Any]]) -> Iterator[str]:
    """A sentence for each claim that the numbers contradict; it names the entry and the words."""
    monsters = list(e["monsters"].values())
    for item in e["items"].values():
        yield from (f"items.json: {item.slug}: {problem}." for problem in [*false_wares(item, e["regions"]), *false_odds(item)])
    for monster in monsters:
        yield from (
            f"monsters.json: {monster.slug}: {problem}." for problem in [*false_claims(monster, monsters), *false_odds(monster)]
        )
    for place in e["locations"].values():
        yield from (f"locations.json: {place.slug}: {problem}." for problem in false_odds(place))
