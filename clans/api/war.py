"""Wars and perks of clans over the API."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from clans.actions import war as actions
from clans.actions.perks import buy_perk
from clans.presenters.perks import perks_page
from clans.queries.access import access_clan
from clans.queries.membership import access_membership
from clans.queries.treasury import gold_of
from clans.queries.war import WarClan, WarView, access_war, curve_of, fighters_of, wars_of
from clans.queries.war_ladder import ladder
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint


class ApiWarSide(Struct, frozen=True):
    """score: of its best fighters, as many as the smaller side has. paid, got: gold into the war and out of it."""

    tag: str
    name: str
    fighters: int
    average_level: int
    score: int
    paid: int
    got: int


class ApiWar(Struct, frozen=True):
    """phase: notice, on, counting (its time is over) or ended. outcome: attacker, defender, draw or cancelled; "" before the end."""

    id: int
    phase: str
    attacker: ApiWarSide
    defender: ApiWarSide
    fee: int
    counted_fighters: int
    declared_at: datetime
    begins_at: datetime
    ends_at: datetime
    counted_to: datetime
    ended_at: datetime | None
    outcome: str


class ApiWarList(Struct, frozen=True):
    wars: list[ApiWar]


class ApiWarFighter(Struct, frozen=True):
    """name: empty for somebody who left the game. counts: whether the points are a part of the score."""

    side: Literal["attacker", "defender"]
    name: str
    level: int
    points: int
    left: bool
    counts: bool


class ApiScorePoint(Struct, frozen=True):
    at: datetime
    attacker: int
    defender: int


class ApiWarRecord(Struct, frozen=True):
    war: ApiWar
    fighters: list[ApiWarFighter]
    curve: list[ApiScorePoint]


class WarTarget(Struct, frozen=True, forbid_unknown_fields=True):
    """tag: of the other clan."""

    tag: Annotated[str, Meta(min_length=3, max_length=3)]


class DeclaredWar(Struct, frozen=True):
    """fee: gold that the bank of the own clan paid."""

    id: int
    fee: int
    begins_at: datetime
    ends_at: datetime


class AnsweredWar(Struct, frozen=True):
    id: int
    fee: int


class ApiLadderRow(Struct, frozen=True):
    rank: int
    tag: str
    name: str
    faction: str
    level: int
    rating: int
    wins: int
    losses: int
    draws: int
    points: int


class ApiLadder(Struct, frozen=True):
    clans: list[ApiLadderRow]


class ApiPerk(Struct, frozen=True):
    """level: of the clan that it takes. after: the perk that comes before, or ""."""

    slug: str
    title: str
    words: str
    price: int
    level: int
    after: str
    bought: bool


class ApiPerks(Struct, frozen=True):
    """gold: what the bank has."""

    gold: int
    perks: list[ApiPerk]


class BoughtPerk(Struct, frozen=True):
    perk: str
    gold: int


class ClanWarsEndpoint(Endpoint):
    @endpoint(ApiWarList, refuses="no_clan")
    def get(self, request: ApiRequest[None]) -> ApiWarList:
        """Wars of the own clan: the open one first, then the newest."""
        return ApiWarList([war_entry(war) for war in wars_of(access_membership(request.character.id).clan.id)])

    @endpoint(
        DeclaredWar, status=201, body=WarTarget, changes=True, refuses="no_clan forbidden too_early not_enough_gold",
    )  # fmt: skip
    def post(self, request: ApiRequest[WarTarget]) -> DeclaredWar:
        """Declare war on another clan. It begins after 24 hours and lasts 24 hours."""
        made = actions.declare(request.actor, clan=access_clan(request.body.tag).id)
        return DeclaredWar(made.war, made.fee, made.begins_at, made.ends_at)


class AnswerWarEndpoint(Endpoint):
    @endpoint(AnsweredWar, changes=True, refuses="no_clan forbidden nothing_to_do not_enough_gold")
    def post(self, request: ApiRequest[None]) -> AnsweredWar:
        """Pay as much as the clan that declared war: the winner gets both."""
        answered = actions.answer(request.actor)
        return AnsweredWar(answered.war, answered.fee)


class WarEndpoint(Endpoint):
    @endpoint(ApiWarRecord, open=True, refuses="not_found")
    def get(self, request: ApiRequest[None], id: int) -> ApiWarRecord:
        """A war of any two clans, with its fighters and the course of its score."""
        war = access_war(id)
        names: dict[int, Literal["attacker", "defender"]] = {
            war.attacker.side_id: "attacker", war.defender.side_id: "defender",
        }  # fmt: skip
        fighters = [ApiWarFighter(names[f.side], f.name, f.level, f.points, f.left, f.counts) for f in fighters_of(id)]
        return ApiWarRecord(war_entry(war), fighters, [ApiScorePoint(p.at, p.attacker, p.defender) for p in curve_of(id)])


class LadderEndpoint(Endpoint):
    @endpoint(ApiLadder, open=True)
    def get(self, request: ApiRequest[None]) -> ApiLadder:
        """The first hundred clans by their rating in wars."""
        return ApiLadder([
            ApiLadderRow(r.rank, r.tag, r.name, r.faction, r.level, r.rating, r.wins, r.losses, r.draws, r.points) for r in ladder()
        ])  # fmt: skip


class PerksEndpoint(Endpoint):
    @endpoint(ApiPerks, refuses="no_clan")
    def get(self, request: ApiRequest[None]) -> ApiPerks:
        """What the own clan has bought for itself, and what it can buy."""
        own = access_membership(request.character.id)
        page = perks_page(own, gold_of(own.clan))
        perks = [(card.perk, card.is_bought) for card in page.cards]
        return ApiPerks(
            page.gold, [ApiPerk(p.slug, p.title, p.words, p.price, p.level, p.after, bought) for p, bought in perks]
        )


class BuyPerkEndpoint(Endpoint):
    @endpoint(
        BoughtPerk, changes=True, refuses="no_clan forbidden nothing_to_do level_too_low not_done not_enough_gold",
    )  # fmt: skip
    def post(self, request: ApiRequest[None], slug: str) -> BoughtPerk:
        """Buy a perk with the gold of the clan's bank."""
        bought = buy_perk(request.actor, perk=slug)
        return BoughtPerk(bought.perk, bought.gold)


def war_entry(war: WarView) -> ApiWar:
    return ApiWar(
        war.id, war.phase, _side(war.attacker), _side(war.defender), war.fee, war.places, war.declared_at, war.begins_at, war.ends_at,
        war.counted_to, war.ended_at, war.outcome,
    )  # fmt: skip


def _side(side: WarClan) -> ApiWarSide:
    return ApiWarSide(side.tag, side.name, side.fighters, side.level, side.score, side.paid, side.got)
