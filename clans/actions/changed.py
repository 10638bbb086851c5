"""Effects of a change of a clan: caches that show it are dropped after the commit."""

from collections.abc import Callable

from clans.models.ids import ClanId
from game.actions.transaction import EffectContext

on_changed: list[Callable[[ClanId], None]] = []


def changed(clan: ClanId) -> None:
    """Tell the listeners once the transaction is committed."""

    def tell() -> None:
        for listener in on_changed:
            listener(clan)

    EffectContext().after_commit(tell)
