"""Telling a player something, and putting away what was read."""

from msgspec import Struct

from game.actions.turn import Turn, action
from game.models import Notice


class PutAway(Struct, frozen=True):
    count: int


def tell(character: int, text: str, link: str = "") -> None:
    """A notice for a character, written in the caller's transaction."""
    Notice.objects.create(character_id=character, text=text[:300], link=link)


@action(PutAway)
def put_away(turn: Turn, *, notices: list[int]) -> PutAway:
    """Mark these notices of the character as read: the ones that the player was shown, and no other."""
    unread = Notice.objects.filter(character_id=turn.character.pk, pk__in=notices, read_at__isnull=True)
    return PutAway(unread.update(read_at=turn.now))
