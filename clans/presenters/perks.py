"""The page of a clan's perks."""

from msgspec import Struct

from clans.models import Clan
from clans.presenters.home import rights_of
from clans.queries.membership import Membership
from clans.rules.perk import PERKS, Perk, link_terms


class PerkCard(Struct, frozen=True):
    """hindrance: why it cannot be bought now, "" if it can, by somebody who may."""

    perk: Perk
    is_bought: bool
    hindrance: str


class PerksPage(Struct, frozen=True):
    clan: Clan
    may: dict[str, bool]
    cards: list[PerkCard]
    gold: int
    tab: str


def perks_page(reader: Membership, gold: int) -> PerksPage:
    """gold: what the bank has."""
    cards = [PerkCard(perk, perk.slug in reader.clan.perks, hindrance_of(perk, reader.clan, gold)) for perk in PERKS.values()]
    return PerksPage(reader.clan, rights_of(reader), cards, gold, "perks")


def hindrance_of(perk: Perk, clan: Clan, gold: int) -> str:
    if clan.level < perk.level:
        return f"From level {perk.level} on."
    if perk.after and perk.after not in clan.perks:
        return f"After “{PERKS[perk.after].title}”."
    if gold < perk.price:
        return f"The bank lacks {perk.price - gold:,} gold."
    return ""


def terms_of(reader: Membership) -> tuple[int, int]:
    """Days and people of a new share link."""
    return link_terms(reader.clan.perks)
