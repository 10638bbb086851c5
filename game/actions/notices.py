"""Telling a player something, and putting away what was read."""

from msgspec import Struct

from game.actions.player_action import ActionContext, action
from game.models import Notice
from game.models.ids import CharacterId


class PutAway(Struct, frozen=True):
    count: int


def tell(character: CharacterId, text: str, link: str = "") -> None:
    """A notice for a character, written in the caller's transaction."""
    Notice.objects.create(character_id=character, text=text[:300], link=link)


@action("put_away", PutAway)
def put_away(context: ActionContext, *, notices: list[int]) -> PutAway:
    """Mark these notices of the character as read: the ones that the player was shown, and no other."""
    unread = Notice.objects.filter(character_id=context.character.pk, pk__in=notices, read_at__isnull=True)
    return PutAway(unread.update(read_at=context.now))
