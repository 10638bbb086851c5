"""The clans of the city over the API, for anybody: the list, one clan, its wars, and the latest wars."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from clans.api.war import ApiWarList, war_entry
from clans.queries.card import ClanCard, clan_card
from clans.queries.ladder import LadderRow, ladder
from clans.queries.war import WarView, latest_wars, wars_of
from clans.rules.ladder import PAGE, PAGES_MOST, SEARCH_MOST, LadderChoice
from clans.rules.level import xp_bonus
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import NO_NUL


class ClansQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """search: a part of a name, or a tag. recruiting: clans that are open, that take applications, or any of both. page: from 1."""

    search: Annotated[str, Meta(max_length=SEARCH_MOST, pattern=NO_NUL)] = ""
    faction: Literal["", "vampire", "werewolf"] = ""
    recruiting: Literal["", "open", "application", "any"] = ""
    order: Literal["level", "size", "new"] = "level"
    page: Annotated[int, Meta(ge=1, le=PAGES_MOST)] = 1


class ListedClan(Struct, frozen=True):
    """admission: open, application or invitation."""

    tag: str
    name: str
    faction: str
    admission: str
    level: int
    contribution: int
    members: int
    founded_at: datetime


class ClanList(Struct, frozen=True):
    """found: clans that fit, on all pages. next: the page after this one; null on the last one."""

    found: int
    clans: list[ListedClan]
    next: int | None


class PublicMember(Struct, frozen=True, rename={"class_slug": "class"}):
    """name: empty for somebody who left the game. rank: leader, officer, veteran or initiate."""

    name: str
    class_slug: str
    level: int
    rank: str


class PublicClan(Struct, frozen=True):
    """room: for how many members. xp_bonus: percent. charter: HTML, without scripts. perks: slugs. disbanded_at: null while it lives; then
    it has no members."""

    tag: str
    name: str
    faction: str
    admission: str
    level: int
    contribution: int
    room: int
    xp_bonus: int
    charter: str
    perks: list[str]
    founded_at: datetime
    disbanded_at: datetime | None
    members: list[PublicMember]


class ClansEndpoint(Endpoint):
    @endpoint(ClanList, query=ClansQuery, open=True)
    def get(self, request: ApiRequest[ClansQuery]) -> ClanList:
        """The living clans, 25 a page, by level, size or age; those that recruit with `recruiting`."""
        sent = request.query
        choice = LadderChoice(" ".join(sent.search.split()), sent.faction, sent.recruiting, sent.order, sent.page)
        found = ladder(choice)
        is_last = sent.page * PAGE >= found.found or sent.page == PAGES_MOST
        return ClanList(found.found, [_listed(row) for row in found.rows], None if is_last else sent.page + 1)


class PublicClanEndpoint(Endpoint):
    @endpoint(PublicClan, open=True, refuses="not_found")
    def get(self, request: ApiRequest[None], tag: str) -> PublicClan:
        """A clan as everybody sees it, at most five minutes old."""
        return _public(clan_card(tag))


class PublicClanWarsEndpoint(Endpoint):
    @endpoint(ApiWarList, open=True, refuses="not_found")
    def get(self, request: ApiRequest[None], tag: str) -> ApiWarList:
        """Wars of a clan: the open one first, then the newest."""
        return _wars(wars_of(clan_card(tag).id))


class LatestWarsEndpoint(Endpoint):
    @endpoint(ApiWarList, open=True)
    def get(self, request: ApiRequest[None]) -> ApiWarList:
        """The latest wars of all clans, the newest first."""
        return _wars(latest_wars())


def _listed(row: LadderRow) -> ListedClan:
    return ListedClan(row.tag, row.name, row.faction, row.admission, row.level, row.contribution, row.size, row.founded_at)


def _public(card: ClanCard) -> PublicClan:
    return PublicClan(
        card.tag, card.name, card.faction, card.admission, card.level, card.contribution, card.room, xp_bonus(card.level),
        card.charter_html, card.perks, card.founded_at, card.disbanded_at,
        [PublicMember(m.name, m.class_slug, m.level, m.rank) for m in card.members],
    )  # fmt: skip


def _wars(found: list[WarView]) -> ApiWarList:
    return ApiWarList([war_entry(war) for war in found])
