"""A character's place in its clan: the membership, the rank, and what it may do."""

from msgspec import Struct

from clans.models import Clan, Member, RankRights
from clans.models.ids import ClanId
from clans.rules.rank import CAPABILITIES, Capability, Rank
from game.models.ids import CharacterId
from game.rules.errors import GameError

IN_A_CLAN = "You are in a clan already. Leave it first."


class Membership(Struct, frozen=True):
    """capabilities: the leader has all. daily_gold: what it may take out of the bank in 24 hours; None: any amount."""

    clan: Clan
    member: Member
    rank: Rank
    capabilities: frozenset[Capability]
    daily_gold: int | None

    def may(self, capability: Capability) -> bool:
        return capability in self.capabilities

    def require(self, capability: Capability) -> None:
        """GameError forbidden."""
        if not self.may(capability):
            raise GameError("forbidden", f"Your rank may not {CAPABILITIES[capability]}. Ask {self.clan.name}'s leader.")


def clan_of(character: CharacterId) -> ClanId | None:
    """One statement."""
    return Member.objects.filter(character_id=character).values_list("clan_id", flat=True).first()


def membership_of(character: CharacterId) -> Membership | None:
    """None without a clan. Two statements."""
    member = Member.objects.select_related("clan").filter(character_id=character).first()
    if member is None:
        return None
    rank: Rank = member.rank  # type: ignore[assignment]  # member_rank_is_known
    if rank == "leader":
        return Membership(member.clan, member, rank, frozenset(CAPABILITIES), None)
    rights = RankRights.objects.get(clan_id=member.clan_id, rank=rank)
    return Membership(member.clan, member, rank, capabilities_of(rights), rights.daily_gold)


def capabilities_of(rights: RankRights) -> frozenset[Capability]:
    """As they are stored; capabilities_are_known."""
    return frozenset(capability for capability in CAPABILITIES if capability in rights.capabilities)


def access_membership(character: CharacterId) -> Membership:
    """Two statements. GameError no_clan."""
    found = membership_of(character)
    if found is None:
        raise GameError("no_clan", "You are in no clan. Found one, or join one from the list of clans.")
    return found


def check_in_no_clan(character: CharacterId) -> None:
    """One statement. GameError in_a_clan."""
    if clan_of(character) is not None:
        raise GameError("in_a_clan", IN_A_CLAN)


def rights_in(clan: ClanId) -> list[RankRights]:
    """Of the ranks below the leader. One statement."""
    return list(RankRights.objects.filter(clan_id=clan))


def members_with(character: CharacterId) -> list[CharacterId]:
    """The characters of this character's clan, itself included; empty without a clan. One statement."""
    mates = Member.objects.filter(clan__members__character_id=character)
    return [CharacterId(pk) for pk in mates.values_list("character_id", flat=True)]
