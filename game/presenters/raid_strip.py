"""The line under the status strip that says that a raid is on."""

from msgspec import Struct

from game.content.names import monster_name
from game.queries.raid_now import RaidNow
from game.rules.raid import RaidState, percent_left


class RaidStrip(Struct, frozen=True):
    """name: of the boss. words: what goes on, to be read after the name."""

    id: int
    state: RaidState
    name: str
    words: str


def raid_strip(raid: RaidNow | None, path: str) -> RaidStrip | None:
    """None without a raid, and on the raid's own page, which says it larger. path: of the page."""
    if raid is None or path == f"/raids/{raid.id}/":
        return None
    if raid.starts_in:
        words = f"is on its way. The fight begins in {_minutes(raid.starts_in)}."
    else:
        words = f"is in town, at {percent_left(raid.hp, raid.hp_max)} % of its health. Join the fight, {_minutes(raid.ends_in)} left."
    return RaidStrip(raid.id, "gathering" if raid.starts_in else "fighting", monster_name(raid.boss), words)


def _minutes(seconds: int) -> str:
    return f"{-(-seconds // 60)} min" if seconds > 60 else f"{seconds} s"
