"""What a clan can buy for itself with the gold of its bank. Each perk changes something that exists."""

from collections.abc import Collection

from msgspec import Struct

from clans.rules.joining import INVITATIONS_MOST, LINK_DAYS, LINK_USES
from clans.rules.level import members_most

ROOM_A_STEP = 4
LONG_LINK_DAYS, LONG_LINK_USES = 28, 50
MANY_INVITATIONS = 100
_INSTEAD = f"instead of {LINK_DAYS} and {LINK_USES}"


class Perk(Struct, frozen=True):
    """level: of the clan that it takes. after: the perk that has to be bought before, or "". icon: of the sprite."""

    slug: str
    title: str
    words: str
    price: int
    level: int
    icon: str
    after: str = ""


PERKS: dict[str, Perk] = {
    perk.slug: perk
    for perk in (
        Perk("hall", "A longer table", f"Room for {ROOM_A_STEP} more members.", 10_000, 2, "people"),
        Perk("gallery", "A gallery", f"Room for {ROOM_A_STEP} more members, above the table.", 40_000, 5, "people", "hall"),
        Perk("cellar", "A dry cellar", f"Room for {ROOM_A_STEP} more members, below it.", 120_000, 9, "people", "gallery"),
        Perk("seal", "A seal that lasts", f"Share links last {LONG_LINK_DAYS} days and take in {LONG_LINK_USES} people, {_INSTEAD}.",
             6_000, 2, "link"),
        Perk("heralds", "Heralds", f"{MANY_INVITATIONS} invitations may wait for an answer, instead of {INVITATIONS_MOST}.", 4_000, 1, "mail"),
    )
}  # fmt: skip
"""By slug, in the order of the page. A slug is stored in Clan.perks."""
ROOM = ("hall", "gallery", "cellar")


def room_of(level: int, perks: Collection[str]) -> int:
    """How many members a clan of this level with these perks may have."""
    return members_most(level) + ROOM_A_STEP * sum(slug in perks for slug in ROOM)


def link_terms(perks: Collection[str]) -> tuple[int, int]:
    """Days and uses of a share link."""
    return (LONG_LINK_DAYS, LONG_LINK_USES) if "seal" in perks else (LINK_DAYS, LINK_USES)


def invitations_most(perks: Collection[str]) -> int:
    """How many invitations of a clan may wait."""
    return MANY_INVITATIONS if "heralds" in perks else INVITATIONS_MOST
