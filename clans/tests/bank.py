"""Banks of clans for tests: gold, items, members who may sign, and withdrawals in each state."""

from datetime import timedelta

from django.utils import timezone

from clans.actions.donate import donate
from clans.actions.sign import sign
from clans.actions.withdraw import withdraw
from clans.models import Clan, Member, RankRights, Withdrawal
from clans.models.ids import WithdrawalId
from clans.rules.rank import Rank
from clans.tests.make import leader_of, make_clan, make_member
from game.actions.shop import Portion
from game.models import Character, Holding, LedgerAccount
from game.models.ids import HoldingId
from game.tests.make import by, give, held

SABRE, DRAUGHT, EPIC = "clerks-sabre", "cellar-draught", "cairn-hammer"


def long_ago(days: int = 30):  # type: ignore[no-untyped-def]
    return timezone.now() - timedelta(days=days)


def make_bank(gold: int = 0, *, daily_gold: int = 25_000) -> Clan:
    """A clan whose leader has led it for a month; officers may take out so much a day. The gold was given by the leader."""
    clan = make_clan()
    let_a_month_pass(clan)
    RankRights.objects.filter(clan=clan, rank="officer").update(daily_gold=daily_gold)
    if gold:
        put_gold(clan, gold)
    return clan


def let_a_month_pass(clan: Clan) -> None:
    """Its members have been there, and had their ranks, for a month."""
    Member.objects.filter(clan=clan).update(joined_at=long_ago(), rank_at=long_ago())
    RankRights.objects.filter(clan=clan).update(bank_rights_at=None)


def put_gold(clan: Clan, gold: int) -> None:
    leader = leader_of(clan)
    give(leader, "gold", gold)
    donate(by(leader), gold=gold)


def make_senior(clan: Clan, rank: Rank = "officer", **fields: object) -> Character:
    """A member who joined a month ago, and has the rank since then."""
    return make_member(clan, rank=rank, **({"joined_at": long_ago(), "rank_at": long_ago()} | fields))


def put_item(clan: Clan, item: str = SABRE, quantity: int = 1) -> HoldingId:
    """The id of the item in the bank."""
    leader = leader_of(clan)
    give(leader, item, quantity)
    thing = held(leader, item)
    donate(by(leader), items=[Portion(thing.id, quantity)])
    return Holding.objects.filter(account=clan.account, item=item).latest("pk").id


def gold_in(clan: Clan) -> int:
    return int(LedgerAccount.objects.get(pk=clan.account_id).gold)


def asked(clan: Clan, asker: Character, gold: int = 60_000) -> WithdrawalId:
    """A large withdrawal that needs signatures."""
    answer = withdraw(by(asker), quantity=gold)
    assert answer.withdrawal is not None
    return WithdrawalId(answer.withdrawal)


def signed(clan: Clan, asker: Character, *signers: Character, gold: int = 60_000) -> WithdrawalId:
    """One that these have signed."""
    withdrawal = asked(clan, asker, gold)
    for signer in signers:
        sign(by(signer), withdrawal=withdrawal)
    return withdrawal


def let_it_wait(withdrawal: WithdrawalId) -> None:
    """A signed one whose 24 hours are over."""
    Withdrawal.objects.filter(pk=withdrawal, state=Withdrawal.WAITING).update(due_at=timezone.now() - timedelta(seconds=1))


def state_of(withdrawal: WithdrawalId) -> str:
    return str(Withdrawal.objects.get(pk=withdrawal).state)
