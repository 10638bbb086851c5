"""What a muted account may not do."""

from datetime import datetime
from typing import Protocol

from game.rules.errors import GameError


class MuteState(Protocol):
    """An account, or what was read of it."""

    @property
    def is_muted(self) -> bool: ...

    @property
    def muted_until(self) -> datetime | None: ...


def check_not_muted(account: MuteState, cannot: str, *, field: str | None = None) -> None:
    """GameError forbidden, with the end of the mute. cannot: what it keeps the account from, as in "write letters"."""
    if account.is_muted:
        until = f"{account.muted_until:%Y-%m-%d %H:%M} UTC"
        raise GameError("forbidden", f"You are muted until {until} and cannot {cannot}.", field=field)
