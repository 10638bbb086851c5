"""A leaderboard's page."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlencode

from msgspec import Struct

from game.presenters.board_histogram import Bar, histogram_bars
from game.presenters.event import seconds_until, time_left
from game.presenters.rank_chart import RankChart, rank_chart
from game.queries.board import ALL_TIME, PAGE, SEASON, SECONDS, Board, BoardRow
from game.queries.board_kinds import board_kinds
from game.queries.board_scores import ScopedBoard
from game.queries.daily_rank import DayRank, FoundRank
from game.queries.own_rank import BoardPage, OwnRank

SCOPES = {ALL_TIME: "All time", SEASON: "This season"}
PODIUM = 3


class BoardSearch(Struct, frozen=True):
    """What was searched for, and who was found: None for nobody. url: of the page of the board with the row."""

    name: str
    found: FoundRank | None
    url: str


class LeaderboardPage(Struct, frozen=True):
    """boards, scopes: (address, title, whether it is this one). heading: of the column of values. podium: the first three, on the first
    page only. own: the viewer's own rank, None for a visitor and for who is not ranked. own_listed: whether one of the rows is his or
    hers. own_clan: the tag of his or her clan. next_count: when the boards are counted again. seconds, left: until the end of the season."""

    board: Board
    category: str
    scope: str
    title: str
    heading: str
    unit: str
    boards: list[tuple[str, str, bool]]
    scopes: list[tuple[str, str, bool]]
    podium: list[BoardRow]
    rows: list[BoardRow]
    page: int
    newer: str
    older: str
    own: OwnRank | None
    own_listed: bool
    own_clan: str
    own_url: str
    next_count: datetime | None
    seconds: int
    left: str
    search: BoardSearch | None
    bars: list[Bar]
    chart: RankChart | None


def leaderboard_page(
    of: ScopedBoard, found: BoardPage, page: int, now: datetime, *, viewer: str = "", viewer_clan: str = "", history: Sequence[DayRank] = (),
    searched: str = "", sought: FoundRank | None = None,
) -> LeaderboardPage:  # fmt: skip
    """viewer, viewer_clan: the name of the viewer's character, and the tag of its clan. searched: the name that was searched for, and
    sought what was found."""
    shown, own = found.board, found.own
    slug, scope = of.kind.slug, of.scope
    unit, seconds = of.unit, seconds_until(shown.season.ends_at, now) if shown.season else 0
    return LeaderboardPage(
        board=shown,
        category=slug,
        scope=scope,
        title=of.kind.title,
        heading="XP" if unit == "XP" else unit.capitalize(),
        unit=unit,
        boards=[(board_url(kind.slug, scope), kind.title, kind.slug == slug) for kind in board_kinds().values()],
        scopes=[(board_url(slug, one), title, one == scope) for one, title in SCOPES.items()],
        podium=found.rows[:PODIUM] if page == 1 else [],
        rows=found.rows,
        page=page,
        newer=board_url(slug, scope, page - 1) if page > 1 else "",
        older=board_url(slug, scope, page + 1) if page < shown.pages else "",
        own=own,
        own_listed=any(row.name == viewer for row in found.rows),
        own_clan=viewer_clan,
        own_url=board_url(slug, scope, page_of_rank(own.rank)) if own and not own.is_estimate else "",
        next_count=shown.updated_at + timedelta(seconds=SECONDS) if shown.updated_at else None,
        seconds=seconds,
        left=time_left(seconds),
        search=_search(of, searched, sought) if searched else None,
        bars=histogram_bars(shown.histogram, of.step, own.value if own else None),
        chart=rank_chart(history),
    )


def board_url(category: str, scope: str, page: int = 1) -> str:
    query = {"scope": scope} if scope != ALL_TIME else {}
    if page > 1:
        query["page"] = str(page)
    return f"/leaderboards/{category}/" + (f"?{urlencode(query)}" if query else "")


def page_of_rank(rank: int) -> int:
    return -(-rank // PAGE)


def _search(of: ScopedBoard, searched: str, sought: FoundRank | None) -> BoardSearch:
    on_board = sought is not None and sought.source == "board" and sought.rank is not None
    url = board_url(of.kind.slug, of.scope, page_of_rank(sought.rank)) if on_board and sought and sought.rank else ""
    return BoardSearch(searched, sought, url)
