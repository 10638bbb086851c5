"""Who is told when a raid changes. The sockets register here; actions do not know them."""

from collections.abc import Callable

from game.actions.transaction import EffectContext
from game.rules.raid_update import RaidUpdate

on_raid_updated: list[Callable[[RaidUpdate], None]] = []
"""Called after the commit of each update, in the process that made it."""


def announce(context: EffectContext, update: RaidUpdate) -> None:
    """Tell everybody about the update, once it is committed."""

    def tell() -> None:
        for listener in on_raid_updated:
            listener(update)

    context.after_commit(tell)
