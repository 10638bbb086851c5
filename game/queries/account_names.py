"""The names of clans as holders of the ledger. Clans are above the game, and say how these are read. An escrow has no name."""

from collections.abc import Callable, Iterable, Sequence

from game.models import Transfer
from game.models.holder import CLAN, account_of
from game.models.ids import AccountId

Names = Callable[[Sequence[AccountId]], dict[AccountId, str]]
_readers: list[Names] = []


def register(names: Names) -> None:
    """names: reads the names of those accounts that it knows, in one statement."""
    _readers.append(names)


def account_names(movements: Iterable[Transfer]) -> dict[AccountId, str]:
    """The names of the clans that movements name, by id. One statement for each reader; none without a clan among them."""
    holders = {holder for moved in movements for holder in (moved.source, moved.destination)}
    clans = (account_of(holder) for holder in holders if holder.startswith(CLAN))
    accounts = sorted({account for account in clans if account is not None})
    found: dict[AccountId, str] = {}
    for names in _readers if accounts else ():
        found |= names(accounts)
    return found
