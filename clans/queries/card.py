"""What everybody may see of a clan, in one statement; kept in Redis for CARD_SECONDS and dropped when the clan changes."""

from datetime import datetime

from msgspec import Struct

from clans.models import Clan
from clans.models.ids import ClanId
from clans.rules.crest import Crest, crest_slug
from clans.rules.perk import room_of
from clans.rules.rank import RANKS
from game.models.ids import CharacterId
from game.rules.errors import GameError
from vvw_site.foundation.database.statement import Statement
from vvw_site.foundation.read_through import invalidate, stale_while_revalidate

CARD_SECONDS = 300


class CardMember(Struct, frozen=True, array_like=True):
    """name: empty once the account was erased."""

    name: str
    emblem: int
    class_slug: str
    level: int
    rank: str


class ClanCard(Struct, frozen=True, array_like=True):
    """members: by rank, then by length of service; nobody once it is disbanded. charter_html: as it was rendered on saving. perks: slugs."""

    id: ClanId
    name: str
    tag: str
    faction: str
    admission: str
    crest: Crest
    charter_html: str
    level: int
    contribution: int
    size: int
    founded_at: datetime
    disbanded_at: datetime | None
    leader_id: CharacterId | None
    members: list[CardMember]
    perks: list[str]

    @property
    def picture(self) -> str:
        """The crest's name in the address of its picture."""
        return crest_slug(self.tag, self.crest)

    @property
    def room(self) -> int:
        return room_of(self.level, self.perks)

    @property
    def leader(self) -> CardMember | None:
        return next((member for member in self.members if member.rank == "leader"), None)


def clan_card(tag: str) -> ClanCard:
    """The clan that has this tag, in any case: the living one, or else the one that was disbanded last and still holds it. One statement,
    or none. GameError not_found."""
    tag = tag.upper()
    if not (len(tag) == 3 and tag.isascii() and tag.isalpha()):
        raise GameError("not_found", "There is no clan with that tag.", field="tag")
    return stale_while_revalidate(_key(tag), ClanCard, CARD_SECONDS, lambda: _read(tag))


def drop_card(clan: ClanId) -> None:
    """The clan has changed: nobody reads what was kept of it. One statement."""
    for tag in Clan.objects.filter(pk=clan).values_list("tag", flat=True):
        drop_card_of(tag)


def drop_card_of(tag: str) -> None:
    """Nobody reads what was kept under this tag, such as a tag that a clan had before."""
    invalidate(_key(tag))


def _key(tag: str) -> str:
    return f"clan card {tag}"


def _read(tag: str) -> ClanCard:
    found: ClanCard | None = _CARD.row(tag=tag)
    if found is None:
        raise GameError("not_found", "There is no clan with that tag.", field="tag")
    return found


# Served by clan_tag_unique and members_of_clan.
_CARD = Statement(
    f"""SELECT json_build_array(k.id, k.name, k.tag, k.faction, k.admission, k.crest, k.charter_html, k.level, k.contribution, k.size,
    k.founded_at, k.disbanded_at, k.leader_id,
    coalesce((SELECT json_agg(json_build_array(CASE WHEN c.user_id IS NULL THEN '' ELSE c.name END, c.emblem, c.class_slug, c.level, m.rank)
            ORDER BY array_position(ARRAY{list(RANKS)}, m.rank::text), m.rank_at, m.id)
        FROM clans_member m JOIN game_character c ON c.id = m.character_id WHERE m.clan_id = k.id), '[]'), k.perks)::text
FROM clans_clan k WHERE k.tag = %(tag)s AND k.holds_names""",  # noqa: S608 (a constant of the code)
    ClanCard,
)
