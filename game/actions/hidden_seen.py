"""Whether friends see when a player was last in the city."""

from msgspec import Struct

from game.actions.user_action import UserContext, user_action
from game.models import HiddenSeen


class SeenChosen(Struct, frozen=True):
    hidden: bool


@user_action("hide_seen", SeenChosen)
def hide_seen(context: UserContext, *, hidden: bool) -> SeenChosen:
    """Hide it or show it, for all characters of the account. One statement; again changes nothing."""
    if hidden:
        HiddenSeen.objects.bulk_create([HiddenSeen(user_id=context.user.pk)], ignore_conflicts=True)
    else:
        HiddenSeen.objects.filter(user_id=context.user.pk).delete()
    return SeenChosen(hidden)
