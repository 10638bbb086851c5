"""The pages of a clan's bank: what is in it, withdrawals with what the reader may do about each, dues, movements."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from clans.models import Clan, Withdrawal
from clans.presenters.home import rights_of
from clans.queries.bank import MOVEMENTS, THINGS, DuesLine, DuesNow, InBank, SumOfReason
from clans.queries.membership import Membership
from clans.rules import treasury as rules
from game.content import catalogue
from game.content.schema import Item
from game.models import Character, Holding, Transfer
from game.models.holder import character_of, is_world
from game.models.ids import CharacterId
from game.models.transfer import GOLD
from game.presenters.names import amount_in_words, asset_name
from game.rules.errors import GameError

REASONS = {
    "clan_donation": "Gift", "clan_dues": "Dues", "clan_withdrawal": "Taken out", "clan_lent": "Lent",
    "clan_loan_ended": "Came back from a loan", "clan_bequest": "Left to an heir", "clan_perk": "Perk",
    "clan_war": "Fee of a war", "clan_war_ended": "Spoils of a war", "reversal": "Put right by the staff",
}  # fmt: skip
"""The reasons of the ledger, as pages of a bank name them."""


class BankFrame(Struct, frozen=True):
    """What each page of a bank has."""

    clan: Clan
    may: dict[str, bool]
    part: str
    tab: str = "bank"


class WithdrawalLine(Struct, frozen=True):
    """signed_by: names of those who signed. may_sign, may_stop: by the reader."""

    found: Withdrawal
    what: str
    asker: str
    signed_by: list[str]
    needs: int
    may_sign: bool
    may_stop: bool


class BankPage(Struct, frozen=True):
    clan: Clan
    may: dict[str, bool]
    part: str
    tab: str
    bank: InBank
    sums: list[tuple[str, SumOfReason]]
    mine: int
    lines: list[WithdrawalLine]
    dues: DuesNow
    loans: list["BankThing"]
    opens_in: int
    left: int | None
    large: int


class BankThing(Struct, frozen=True):
    """item: None when it left the catalogue. signed: taking it out takes signatures. member: who has it on loan."""

    held: Holding
    name: str
    item: Item | None
    signed: bool
    member: Character | None = None

    @property
    def rarity(self) -> str:
        return self.item.rarity if self.item else "common"


class ThingsPage(Struct, frozen=True):
    """mates: ids and names of members, to whom things are lent. page: number of the page; more: whether another follows."""

    clan: Clan
    may: dict[str, bool]
    part: str
    tab: str
    bank: InBank
    things: list[BankThing]
    lent: list[BankThing]
    mates: list[tuple[int, str]]
    words: str
    page: int
    more: bool
    lent_page: int
    lent_more: bool


class WithdrawPage(Struct, frozen=True):
    """thing: what is to be taken out; None: gold. left: of the daily limit; None: no limit. confirm: the page that asks for the password;
    "" when that was done a moment ago. opens_in: seconds until the rank opens the bank; 0 if it does."""

    clan: Clan
    may: dict[str, bool]
    bank: InBank
    thing: BankThing | None
    quantity: str
    left: int | None
    opens_in: int
    confirm: str
    error: GameError | None
    large: int
    part: str = "withdraw"
    tab: str = "bank"


class MovementLine(Struct, frozen=True):
    """who: the other side. came: whether it came into the bank."""

    id: int
    at: datetime
    reason: str
    who: str
    profile: str
    came: bool
    asset: str
    name: str
    quantity: int


class MovementsPage(Struct, frozen=True):
    clan: Clan
    may: dict[str, bool]
    part: str
    tab: str
    lines: list[MovementLine]
    next: int | None


class DuesPage(Struct, frozen=True):
    clan: Clan
    may: dict[str, bool]
    part: str
    tab: str
    dues: DuesNow
    lines: list[DuesLine]
    week: datetime
    most: int
    sum: int


def frame(reader: Membership, part: str) -> BankFrame:
    return BankFrame(reader.clan, rights_of(reader), part)


def bank_page(
    reader: Membership, bank: InBank, sums: Sequence[SumOfReason], mine: int, withdrawals: Sequence[Withdrawal], dues: DuesNow,
    loans: Sequence[Holding], taken: int, rank_seconds: int, now: datetime,
) -> BankPage:  # fmt: skip
    """mine: gold that the reader gave. taken: what he or she took out in 24 hours."""
    left = None if reader.daily_gold is None else max(0, reader.daily_gold - taken)
    return BankPage(
        reader.clan, rights_of(reader), "bank", "bank", bank, [(REASONS.get(one.reason, one.reason), one) for one in sums], mine,
        [withdrawal_line(found, reader, now) for found in withdrawals], dues, [thing_of(held) for held in loans],
        rules.rank_wait(rank_seconds), left, rules.LARGE_GOLD,
    )  # fmt: skip


def withdraw_page(
    reader: Membership, bank: InBank, held: Holding | None, quantity: str, taken: int, rank_seconds: int, *,
    confirm: str, error: GameError | None,
) -> WithdrawPage:  # fmt: skip
    left = None if reader.daily_gold is None else max(0, reader.daily_gold - taken)
    thing = None if held is None else thing_of(held)
    opens_in = rules.rank_wait(rank_seconds)
    return WithdrawPage(reader.clan, rights_of(reader), bank, thing, quantity, left, opens_in, confirm, error, rules.LARGE_GOLD)


def withdrawal_line(found: Withdrawal, reader: Membership, now: datetime) -> WithdrawalLine:
    me, signatures = reader.member.character_id, list(found.signatures.all())
    signed = {signature.character_id for signature in signatures}
    served = reader.member.joined_at + timedelta(days=rules.SIGNER_DAYS) <= now
    may_sign = found.is_open and reader.may("sign") and served and me not in signed
    return WithdrawalLine(
        found, amount_in_words(found.asset, found.quantity), name_of(found.asked_by),
        [name_of(signature.character) for signature in signatures], max(0, rules.SIGNATURES - len(signatures)), may_sign,
        found.is_open and (reader.may("stop") or found.asked_by_id == me),
    )  # fmt: skip


def name_of(character: Character | None) -> str:
    if character is None:
        return "the city"
    return character.name if character.user_id is not None else "somebody who left"


def thing_of(held: Holding, *, with_member: bool = False) -> BankThing:
    item = catalogue().items.get(held.item)
    signed = item is not None and item.rarity in rules.SIGNED_RARITIES
    return BankThing(held, asset_name(held.item), item, signed, held.character if with_member else None)


def things_page(
    reader: Membership, bank: InBank, things: Sequence[Holding], lent: Sequence[Holding], mates: Sequence[tuple[int, str]],
    words: str, page: int, lent_page: int,
) -> ThingsPage:  # fmt: skip
    """things, lent: up to a page and one more."""
    return ThingsPage(
        reader.clan, rights_of(reader), "things", "bank", bank, [thing_of(held) for held in things[:THINGS]],
        [thing_of(held, with_member=True) for held in lent[:THINGS]], list(mates), words, page, len(things) > THINGS, lent_page,
        len(lent) > THINGS,
    )  # fmt: skip


def movements_page(reader: Membership, moved: Sequence[Transfer], names: Mapping[CharacterId, Character]) -> MovementsPage:
    shown = moved[:MOVEMENTS]
    following = shown[-1].pk if len(moved) > MOVEMENTS else None
    code = f"clan:{reader.clan.account_id}"
    lines = [movement_line(one, code, names) for one in shown]
    return MovementsPage(reader.clan, rights_of(reader), "movements", "bank", lines, following)


def movement_line(moved: Transfer, code: str, names: Mapping[CharacterId, Character]) -> MovementLine:
    """code: of the clan as a holder."""
    came = moved.destination == code
    other = moved.source if came else moved.destination
    character = character_of(other)
    found = names.get(character) if character is not None else None
    profile = found.name if found is not None and found.user_id is not None and found.deleted_at is None else ""
    who = "the city" if is_world(other) else name_of(found)
    reason = REASONS.get(moved.reason, moved.reason.replace("_", " ").capitalize())
    return MovementLine(moved.pk, moved.at, reason, who, profile, came, moved.asset, asset_name(moved.asset), moved.quantity)


def others_in(moved: Sequence[Transfer]) -> list[CharacterId]:
    """The characters that movements name."""
    sides = {side for one in moved for side in (one.source, one.destination)}
    return [character for side in sorted(sides) if (character := character_of(side)) is not None]


def dues_page(reader: Membership, dues: DuesNow, lines: Sequence[DuesLine], week: datetime) -> DuesPage:
    total = sum(line.paid or 0 for line in lines)
    return DuesPage(reader.clan, rights_of(reader), "dues", "bank", dues, list(lines), week, rules.DUES_MOST, total)


CSV_HEAD = ("number", "time_utc", "reason", "direction", "other_side", "what", "item", "quantity")


def csv_row(line: MovementLine) -> list[str]:
    """A movement as cells. A spreadsheet must not take a name for a formula."""
    slug = "" if line.asset == GOLD else line.asset
    cells = (
        str(line.id), f"{line.at:%Y-%m-%d %H:%M:%S}", line.reason, "in" if line.came else "out", line.who, line.name, slug,
        str(line.quantity),
    )  # fmt: skip
    return [harmless(cell) for cell in cells]


def harmless(cell: str) -> str:
    """With an apostrophe before what a spreadsheet would compute (OWASP, CSV injection)."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r\n|" and cell else cell
