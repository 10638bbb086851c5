"""A character as others see it."""

from datetime import datetime

from msgspec import Struct

from game.content import catalogue
from game.content.schema import Class, Item
from game.models import Character
from game.presenters.battle_lines import BattleLine, battle_lines
from game.presenters.gear import gear_lines
from game.queries.battle import RecentBattle
from game.queries.sheet import Worn, derived
from game.rules.sheet import Derived


class ProfilePage(Struct, frozen=True):
    """banned_until: None unless the account is suspended."""

    character: Character
    its_class: Class
    stats: Derived
    worn: list[tuple[str, Item | None, Worn]]
    recent: list[BattleLine]
    banned_until: datetime | None


def profile_page(character: Character, worn: dict[str, Worn], recent: list[RecentBattle]) -> ProfilePage:
    """character: with its account, as queries.characters.public reads it."""
    user = character.user
    return ProfilePage(
        character=character,
        its_class=catalogue().classes[character.class_slug],
        stats=derived(character, worn.values()),
        worn=gear_lines(worn),
        recent=battle_lines(recent),
        banned_until=user.banned_until if user is not None and user.is_banned else None,
    )
