"""The bank of a clan for its actions: what it has, what a member took out lately, whose signatures count."""

from datetime import datetime, timedelta

from django.db.models import F, Q, Sum
from msgspec import Struct

from clans.models import Clan, Member, RankRights, Withdrawal, WithdrawalSignature
from clans.models.ids import ClanId, WithdrawalId
from clans.queries.membership import Membership
from clans.rules.rank import Capability
from clans.rules.treasury import LIMIT_HOURS, SIGNER_DAYS
from game.content import catalogue
from game.models import Holding, LedgerAccount, Transfer
from game.models.holder import of, of_clan
from game.models.ids import AccountId, CharacterId, HoldingId
from game.models.transfer import GOLD
from game.queries.ledger import sent_by_account
from game.rules.errors import GameError


class Bank(Struct, frozen=True):
    """The account of a character's clan, and the gold in it."""

    clan: ClanId
    account: AccountId
    gold: int

    @property
    def code(self) -> str:
        return of_clan(self.account)


def access_bank(character: CharacterId) -> Bank:
    """The bank of the character's clan. One statement. GameError no_clan."""
    clans = Clan.objects.filter(members__character_id=character)
    found = clans.values_list("pk", "account_id", "account__gold").first()
    if found is None:
        raise GameError("no_clan", "You are in no clan, so there is no bank. Found a clan, or join one from the list of clans.")
    return Bank(*found)


def account_of(clan: Clan) -> AccountId:
    return AccountId(clan.account_id)


def code_of(clan: Clan) -> str:
    """The clan's code as a holder."""
    return of_clan(account_of(clan))


def gold_of(clan: Clan) -> int:
    """What its bank has. One statement."""
    return int(LedgerAccount.objects.values_list("gold", flat=True).get(pk=clan.account_id))


def access_item(clan: Clan, holding: HoldingId) -> Holding:
    """A stack or an instance in the bank. One statement. GameError not_found (id)."""
    found = Holding.objects.filter(pk=holding, account_id=account_of(clan)).first()
    if found is None:
        raise GameError("not_found", "The bank does not have that any more.", field="id")
    return found


def access_loan(clan: Clan, holding: HoldingId) -> Holding:
    """An item that the clan has lent. One statement. GameError not_found (id)."""
    found = Holding.objects.filter(pk=holding, lent_by_id=account_of(clan)).first()
    if found is None:
        raise GameError("not_found", "The clan has not lent that.", field="id")
    return found


def access_withdrawal(clan: Clan, withdrawal: WithdrawalId) -> Withdrawal:
    """One statement. GameError not_found (id)."""
    found = Withdrawal.objects.filter(pk=withdrawal, clan=clan).first()
    if found is None:
        raise GameError("not_found", "Your clan has no such withdrawal.", field="id")
    found.clan = clan
    return found


def worth_of(asset: str, quantity: int) -> int:
    """Gold, or the shop's price; 0 for an item that left the catalogue."""
    if asset == GOLD:
        return quantity
    item = catalogue().items.get(asset)
    return item.price * quantity if item is not None else 0


def rarity_of(asset: str) -> str:
    """ "" for gold, and for an item that left the catalogue."""
    item = catalogue().items.get(asset)
    return item.rarity if item is not None else ""


def reference_of(clan: ClanId) -> str:
    """The ledger's reference of what moves for a clan. Withdrawals with signatures, dues and wars have references of their own."""
    return f"clan:{clan}"


def taken_by(clan: Clan, character: CharacterId, now: datetime) -> int:
    """What the character took out in the last 24 hours without signatures, in gold (worth_of). One statement, on the movements out of the
    clan's bank."""
    since = now - timedelta(hours=LIMIT_HOURS)
    moved = Transfer.objects.filter(
        sent_by_account(code_of(clan)),
        destination=of(character),
        reason="clan_withdrawal",
        reference=reference_of(clan.id),
        at__gt=since,
    )
    sums = moved.order_by().values_list("asset").annotate(Sum("quantity"))
    return sum(worth_of(asset, quantity) for asset, quantity in sums)


def rank_seconds(membership: Membership, now: datetime) -> int:
    """Since when the member has the rank, and the rank could last take out more than before. One statement; none for the leader."""
    since = membership.member.rank_at
    if membership.rank != "leader":
        rights = RankRights.objects.filter(clan=membership.clan, rank=membership.rank)
        widened = rights.values_list("bank_rights_at", flat=True).first()
        since = since if widened is None else max(since, widened)
    return max(0, int((now - since).total_seconds()))


def week_of(now: datetime) -> datetime:
    """When the week of this moment began: Monday, 00:00 UTC."""
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return day - timedelta(days=day.weekday())


def members_who_may(clan: Clan, capability: Capability) -> list[CharacterId]:
    """One statement."""
    able = Member.objects.filter(clan=clan).filter(_may(clan, capability))
    return [CharacterId(pk) for pk in able.order_by("pk").values_list("character_id", flat=True)]


def signers(withdrawal: Withdrawal, now: datetime) -> list[CharacterId]:
    """Whose signatures count now: members who still may sign, joined 14 days ago, and whose account is not banned. Each account counts once
    (one_signature_per_account). One statement."""
    clan = withdrawal.clan
    counts = WithdrawalSignature.objects.filter(
        _may(clan, "sign", "character__clan_member__"), withdrawal=withdrawal, character__clan_member__clan=clan,
        character__clan_member__joined_at__lte=now - timedelta(days=SIGNER_DAYS),
        signed_at__gte=F("character__clan_member__joined_at"),
    ).exclude(user__banned_until__gt=now)  # fmt: skip
    return [CharacterId(pk) for pk in counts.order_by("pk").values_list("character_id", flat=True)]


def _may(clan: Clan, capability: Capability, prefix: str = "") -> Q:
    """The leader, and members of ranks with this capability."""
    ranks = RankRights.objects.filter(clan=clan, capabilities__contains=[capability]).values("rank")
    return Q(**{f"{prefix}rank": "leader"}) | Q(**{f"{prefix}rank__in": ranks})
