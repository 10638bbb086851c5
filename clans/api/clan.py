"""The own clan over the API: found, look at, change, leave and disband."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from clans.actions import found, membership, settings
from clans.queries.members import clan_mates
from clans.queries.membership import access_membership, rights_in
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import Line
from game.models.ids import CharacterId

Rank = Literal["leader", "officer", "veteran", "initiate"]
ChosenRank = Literal["officer", "veteran", "initiate"]
Gold = Annotated[int, Meta(ge=0, le=settings.GOLD_MOST)]


class NewClan(Struct, frozen=True, forbid_unknown_fields=True):
    """tag: three letters."""

    name: Line
    tag: Annotated[str, Meta(min_length=3, max_length=3)]


class FoundedClan(Struct, frozen=True):
    """gold: what the character has left."""

    id: int
    tag: str
    gold: int


class ClanMember(Struct, frozen=True):
    """id: of the character."""

    id: int
    name: str
    level: int
    rank: Rank
    joined_at: datetime
    seen_at: datetime


class OwnClan(Struct, frozen=True):
    """rank, may: of the caller. daily_gold: what it may take out of the bank in 24 hours; null: any amount."""

    id: int
    name: str
    tag: str
    faction: str
    admission: str
    level: int
    contribution: int
    founded_at: datetime
    rank: Rank
    may: list[str]
    daily_gold: int | None
    members: list[ClanMember]


class TypedName(Struct, frozen=True, forbid_unknown_fields=True):
    """name: of the clan, as a confirmation."""

    name: Line


class DisbandedClan(Struct, frozen=True):
    """refund: gold that came back."""

    id: int
    refund: int


class AdmissionChoice(Struct, frozen=True, forbid_unknown_fields=True):
    admission: Literal["open", "application", "invitation"]


class ChosenAdmission(Struct, frozen=True):
    admission: str


class RankRightsEntry(Struct, frozen=True):
    rank: ChosenRank
    may: list[str]
    daily_gold: int


class AllRankRights(Struct, frozen=True):
    ranks: list[RankRightsEntry]


class RightsChoice(Struct, frozen=True, forbid_unknown_fields=True):
    """may: what the rank may do from now on."""

    may: Annotated[list[Line], Meta(max_length=40)]
    daily_gold: Gold


class RankChoice(Struct, frozen=True, forbid_unknown_fields=True):
    rank: ChosenRank


class MemberState(Struct, frozen=True):
    """rank: empty when the character is not in the clan any more."""

    id: int
    rank: str


class ClanEndpoint(Endpoint):
    @endpoint(OwnClan, refuses="no_clan")
    def get(self, request: ApiRequest[None]) -> OwnClan:
        """The character's clan with all its members."""
        own = access_membership(request.character.id)
        clan, mates = own.clan, clan_mates(own.clan.id)
        members = [ClanMember(m.id, m.name, m.level, m.rank, m.joined_at, m.seen_at) for m in mates]
        return OwnClan(
            clan.pk, clan.name, clan.tag, clan.faction, clan.admission, clan.level, clan.contribution, clan.founded_at, own.rank,
            sorted(own.capabilities), own.daily_gold, members,
        )  # fmt: skip

    @endpoint(FoundedClan, status=201, body=NewClan, changes=True, refuses="level_too_low in_a_clan name_taken not_enough_gold")
    def post(self, request: ApiRequest[NewClan]) -> FoundedClan:
        """Found a clan of the character's faction, and lead it. It costs 500 gold."""
        made = found.found(request.actor, name=request.body.name, tag=request.body.tag)
        return FoundedClan(made.clan, made.tag, made.gold)


class LeaveClanEndpoint(Endpoint):
    @endpoint(MemberState, changes=True, refuses="no_clan")
    def post(self, request: ApiRequest[None]) -> MemberState:
        """Leave the clan. The last member ends it."""
        left = membership.leave(request.actor)
        return MemberState(left.member, left.rank)


class DisbandClanEndpoint(Endpoint):
    @endpoint(DisbandedClan, body=TypedName, changes=True, refuses="no_clan forbidden too_early")
    def post(self, request: ApiRequest[TypedName]) -> DisbandedClan:
        """End the clan. Only its leader can, by sending its name."""
        ended = found.disband(request.actor, name=request.body.name)
        return DisbandedClan(ended.clan, ended.refund)


class ClanAdmissionEndpoint(Endpoint):
    @endpoint(ChosenAdmission, body=AdmissionChoice, changes=True, refuses="no_clan forbidden")
    def post(self, request: ApiRequest[AdmissionChoice]) -> ChosenAdmission:
        """Choose how people join."""
        return ChosenAdmission(settings.choose_admission(request.actor, admission=request.body.admission).admission)


class ClanRanksEndpoint(Endpoint):
    @endpoint(AllRankRights, refuses="no_clan")
    def get(self, request: ApiRequest[None]) -> AllRankRights:
        """What the ranks below the leader may do."""
        rights = rights_in(access_membership(request.character.id).clan.id)
        return AllRankRights([RankRightsEntry(r.rank, r.capabilities, r.daily_gold) for r in rights])  # type: ignore[arg-type]


class ClanRankEndpoint(Endpoint):
    @endpoint(RankRightsEntry, body=RightsChoice, changes=True, refuses="no_clan forbidden")
    def post(self, request: ApiRequest[RightsChoice], rank: str) -> RankRightsEntry:
        """Choose what a rank below one's own may do. Only what one may do oneself is given or taken."""
        sent = request.body
        done = settings.change_rights(request.actor, rank=rank, capabilities=sent.may, daily_gold=sent.daily_gold)  # type: ignore[arg-type]
        return RankRightsEntry(done.rank, done.capabilities, done.daily_gold)  # type: ignore[arg-type]


class MemberRankEndpoint(Endpoint):
    @endpoint(MemberState, body=RankChoice, changes=True, refuses="no_clan forbidden nothing_to_do")
    def post(self, request: ApiRequest[RankChoice], id: int) -> MemberState:
        """Promote or demote a member. id: of the character."""
        changed = membership.change_rank(request.actor, member=CharacterId(id), rank=request.body.rank)
        return MemberState(changed.member, changed.rank)


class ExpelMemberEndpoint(Endpoint):
    @endpoint(MemberState, changes=True, refuses="no_clan forbidden")
    def post(self, request: ApiRequest[None], id: int) -> MemberState:
        """Expel a member of a lower rank."""
        gone = membership.expel(request.actor, member=CharacterId(id))
        return MemberState(gone.member, gone.rank)


class HandOverEndpoint(Endpoint):
    @endpoint(MemberState, changes=True, refuses="no_clan forbidden")
    def post(self, request: ApiRequest[None], id: int) -> MemberState:
        """Make another member the leader. Only the leader can."""
        leads = membership.hand_over(request.actor, member=CharacterId(id))
        return MemberState(leads.member, leads.rank)
