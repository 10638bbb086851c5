"""What an account of the ledger holds: an escrow, or a clan."""

from collections.abc import Iterable

from game.models import Holding, Letter
from game.models.holder import account_of, character_of
from game.models.ids import AccountId, LetterId
from game.models.transfer import GOLD
from game.rules.mail import Attachment
from vvw_site.foundation.database.statement import Statement


def held_in(account: AccountId) -> list[Holding]:
    """All stacks and instances of the account, in the order of their ids. One statement."""
    return list(Holding.objects.filter(account_id=account).order_by("pk"))


def escrow_of(letter: LetterId) -> AccountId:
    """The escrow of a letter; 0, the id of no account, if it has none. One statement."""
    found = Letter.objects.filter(pk=letter).values_list("escrow_id", flat=True).first()
    return AccountId(found or 0)


def goods_in(accounts: Iterable[AccountId]) -> dict[AccountId, list[Attachment]]:
    """Everything that each of these accounts holds: gold first, then items in the order of their ids. One statement."""
    return {
        account: [*([Attachment(GOLD, gold)] if gold else []), *items]
        for account, gold, items in _GOODS.rows(accounts=list(accounts))
    }


# Served by the primary key and by holding_of_account.
_GOODS = Statement("""
SELECT json_build_array(a.id, a.gold, (
    SELECT coalesce(json_agg(json_build_object(
        'asset', h.item, 'quantity', h.quantity, 'holding', CASE WHEN NOT h.stacked THEN h.id END, 'upgrade', h.upgrade
    ) ORDER BY h.id), '[]')
    FROM game_holding h WHERE h.account_id = a.id
))::text FROM game_ledgeraccount a WHERE a.id = ANY (%(accounts)s::bigint[])
""", tuple[AccountId, int, list[Attachment]])  # fmt: skip


def stack_of(holder: str, item: str) -> int:
    """How many of an item that stacks a holder has, by the holder's code. One statement."""
    stacks = Holding.objects.filter(item=item, stacked=True)
    if (character := character_of(holder)) is not None:
        stacks = stacks.filter(character_id=character)
    else:
        stacks = stacks.filter(account_id=account_of(holder))
    return stacks.values_list("quantity", flat=True).first() or 0
