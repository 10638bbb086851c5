"""What a muted account may not do."""

from datetime import datetime
from typing import Protocol

from game.actions.sanctions import until_minute
from game.rules.errors import GameError


class MuteState(Protocol):
    """An account, or what was read of it."""

    @property
    def is_muted(self) -> bool: ...

    @property
    def muted_until(self) -> datetime | None: ...


def check_not_muted(account: MuteState, cannot: str, *, field: str | None = None) -> None:
    """GameError forbidden, with the end of the mute. cannot: what it keeps the account from, as in "write letters"."""
    if account.is_muted and account.muted_until:
        raise GameError("forbidden", f"You are muted {until_minute(account.muted_until)} and cannot {cannot}.", field=field)
