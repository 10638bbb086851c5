"""Notices for players: write one, and mark them as read."""

from datetime import datetime

from msgspec import Struct

from game.actions.player_action import ActionContext, action
from game.models import Notice
from game.models.ids import CharacterId


class PutAway(Struct, frozen=True):
    count: int


def notify(character: CharacterId, text: str, link: str = "") -> None:
    """Write a notice for a character, in the caller's transaction."""
    Notice.objects.create(character_id=character, text=text[:300], link=link)


def put_away_about(character: CharacterId, link: str, now: datetime) -> None:
    """Mark the character's notices that lead to this address as read, in the caller's transaction. One statement."""
    Notice.objects.filter(character_id=character, link=link, read_at__isnull=True).update(read_at=now)


@action("put_away", PutAway)
def put_away(context: ActionContext, *, notices: list[int]) -> PutAway:
    """Mark these notices of the character as read: only the ones that the player was shown."""
    unread = Notice.objects.filter(character_id=context.character.pk, pk__in=notices, read_at__isnull=True)
    return PutAway(unread.update(read_at=context.now))
