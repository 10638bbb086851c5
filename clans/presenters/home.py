"""The page of the own clan, and the page of somebody who has none."""

from collections.abc import Sequence

from msgspec import Struct

from clans.models import Application, Clan, Invitation
from clans.presenters.members import MemberLine, member_lines
from clans.queries.members import ClanMate
from clans.queries.membership import Membership
from clans.rules.clan import ADMISSIONS, FOUNDING_GOLD, FOUNDING_LEVEL
from clans.rules.level import LEVEL_MOST, contribution_for, xp_bonus
from clans.rules.perk import room_of
from clans.rules.rank import CAPABILITIES, Rank
from game.models import Character


class NoClanPage(Struct, frozen=True):
    """may_found: whether level and gold suffice."""

    invitations: list[Invitation]
    applications: list[Application]
    may_found: bool
    founding_level: int
    founding_gold: int


class ClanPage(Struct, frozen=True):
    """room: members at the most. bonus: percent of XP. next_level_at: the contribution that the next level takes; None at the highest."""

    clan: Clan
    rank: Rank
    may: dict[str, bool]
    lines: list[MemberLine]
    room: int
    bonus: int
    next_level_at: int | None
    admissions: dict[str, str]
    tab: str


def no_clan_page(character: Character, invitations: Sequence[Invitation], applications: Sequence[Application]) -> NoClanPage:
    may_found = character.level >= FOUNDING_LEVEL and character.gold >= FOUNDING_GOLD
    return NoClanPage(list(invitations), list(applications), may_found, FOUNDING_LEVEL, FOUNDING_GOLD)


def clan_page(reader: Membership, mates: Sequence[ClanMate]) -> ClanPage:
    clan = reader.clan
    return ClanPage(
        clan, reader.rank, rights_of(reader), member_lines(mates, reader), room_of(clan.level, clan.perks), xp_bonus(clan.level),
        contribution_for(clan.level + 1) if clan.level < LEVEL_MOST else None, {str(value): words for value, words in ADMISSIONS.items()}, "members",
    )  # fmt: skip


def rights_of(reader: Membership) -> dict[str, bool]:
    """What the reader may do, by capability, for templates."""
    return {capability: reader.may(capability) for capability in CAPABILITIES}
