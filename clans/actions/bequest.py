"""What becomes of a clan's bank when a member leaves, and when the clan ends."""

from django.db.models.functions import Now

from clans.actions.lend import end_all_loans, end_loans_to
from clans.actions.pay_out import void
from clans.models import Clan, Dues, Webhook, Withdrawal
from clans.queries import treasury
from game.actions import ledger
from game.actions.transaction import SHARED, TransactionContext
from game.models import Character, Holding, LedgerAccount
from game.models.holder import of
from game.models.ids import CharacterId, HoldingId
from game.models.transfer import GOLD
from game.queries.escrow import goods_in

MOST = 2**63 - 1
NOBODY = "sink:clan"


def member_leaves(clan: Clan, character: CharacterId) -> None:
    """Loans go back, and an open withdrawal of the member ends. The caller holds the locks of both."""
    end_loans_to(clan, character)
    for found in Withdrawal.objects.filter(asked_by_id=character, state__in=Withdrawal.OPEN):
        found.clan = clan
        void(found, "Who asked for it left the clan.")


def clan_ends(clan: Clan, heir: CharacterId | None) -> None:
    """Everything in the bank goes to the heir, or to nobody. The caller holds the locks of the clan and of all members; the account is locked
    here, because a reversal moves its goods without the clan's lock. What the heir cannot hold goes to nobody."""
    end_all_loans(clan)
    TransactionContext(locked=SHARED, shared=(Clan._meta.label_lower, clan.pk)).lock_shared(LedgerAccount, [clan.account_id])
    Withdrawal.objects.filter(clan=clan, state__in=Withdrawal.OPEN).update(
        state=Withdrawal.VOID, due_at=None, ended_at=Now(), why="The clan ended."
    )
    Dues.objects.filter(clan=clan).update(gold=0)
    Webhook.objects.filter(clan=clan).delete()
    moves = _moves(clan, heir)
    ledger.post(moves, reason="clan_bequest", reference=treasury.reference_of(clan.id))


def _moves(clan: Clan, heir: CharacterId | None) -> list[ledger.Move]:
    """At most three statements."""
    source, account = treasury.code_of(clan), treasury.account_of(clan)
    held = _held(heir) if heir is not None else {}
    moves = []
    for goods in goods_in([account]).get(account, []):
        holding = None if goods.holding is None else HoldingId(goods.holding)
        fits = goods.quantity
        if heir is None:
            fits = 0
        elif holding is None:
            fits = min(fits, MOST - held.get(goods.asset, 0))
        moves += [
            ledger.Move(source, destination, goods.asset, quantity, holding)
            for destination, quantity in ((of(heir) if heir is not None else NOBODY, fits), (NOBODY, goods.quantity - fits))
            if quantity
        ]
    return moves


def _held(heir: CharacterId) -> dict[str, int]:
    """What the heir holds of each thing that adds up. Two statements."""
    held = dict(Holding.objects.filter(character_id=heir, stacked=True).values_list("item", "quantity"))
    return held | {GOLD: Character.objects.values_list("gold", flat=True).get(pk=heir)}
