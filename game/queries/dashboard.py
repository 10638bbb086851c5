"""What the dashboard shows, for the page and for the API."""

from datetime import datetime

from msgspec import Struct

from game.models import Character, MissionTask, Notice
from game.queries import board, missions
from game.queries.rows import found
from game.queries.sheet import Standing, Worn, derived, standing
from game.rules.sheet import Derived


class NoticeLine(Struct, frozen=True):
    id: int
    text: str
    link: str
    at: datetime


class Dashboard(Struct, frozen=True):
    character: Standing
    stats: Derived
    missions: list[missions.Told]
    leaders: list[board.Row]
    notices: list[NoticeLine]
    raid: None = None


def dashboard(character: Character, worn: dict[str, Worn], tasks: list[MissionTask], now: datetime) -> Dashboard:
    """Two statements at most: unread notices, and the board when it is not remembered."""
    stats = derived(character, worn.values())
    return Dashboard(
        character=standing(character, stats, now),
        stats=stats,
        missions=missions.told(tasks),
        leaders=board.board("level").rows,
        notices=unread(character.pk),
    )


def unread(character: int) -> list[NoticeLine]:
    """Notices not read yet, newest first. One statement."""
    rows = found(Notice, "WHERE m.character_id = %s AND m.read_at IS NULL ORDER BY m.id DESC LIMIT 10", [character])
    return [NoticeLine(n.pk, n.text, n.link, n.at) for n in rows]
