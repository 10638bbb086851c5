"""Reading the hall of fame: its seasons with their winners, a board of one season, and the places of a character. One statement each."""

from datetime import datetime

from msgspec import Struct

from game.models.ids import CharacterId
from game.queries.board_kinds import board_kinds
from game.rules.errors import GameError
from vvw_site.foundation.database.statement import Statement

SEASONS = 12
"""Seasons on one page of the hall."""
OF_CHARACTER = 5
"""Seasons that a public profile names."""


class HallPlace(Struct, frozen=True, array_like=True):
    """A place on a board. name: as it was; empty once the account was erased. profile: the name of today, None unless it is alive.
    gold, title: of the reward."""

    board: str
    rank: int
    character: CharacterId
    name: str
    profile: str | None
    emblem: int
    faction: str
    class_slug: str
    score: int
    gold: int
    title: str


class HallSeason(Struct, frozen=True, array_like=True):
    """boards: slugs, empty while it is on. places: the winners, or a board; in the order of their ranks."""

    number: int
    starts_at: datetime
    ends_at: datetime
    ended_at: datetime | None
    boards: list[str]
    places: list[HallPlace]


class OwnResult(Struct, frozen=True, array_like=True):
    """In the order of the season's boards."""

    ranks: list[int | None]
    scores: list[int]


class SeasonPage(Struct, frozen=True, array_like=True):
    """own: of the viewer's character, None where it is not ranked on any board. latest: the number of the last season there is."""

    season: HallSeason
    own: OwnResult | None
    latest: int


class SeasonOfCharacter(Struct, frozen=True, array_like=True):
    number: int
    boards: list[str]
    ranks: list[int | None]


def hall_seasons(before: int | None, count: int = SEASONS) -> list[HallSeason]:
    """Newest first, the one that is on too, with the first three of each board. before: the number of the last one shown."""
    return _SEASONS.rows(before=before, count=count)


def season_page(number: int, board: str | None, character: CharacterId | None) -> SeasonPage:
    """A season with the first hundred of a board; None: of its first one. GameError not_found."""
    found: SeasonPage | None = _PAGE.row(number=number, board=board, character=character)
    if found is None:
        raise GameError("not_found", "There is no such season. The hall of fame lists them all.")
    boards = found.season.boards if found.season.ended_at is not None else list(board_kinds())
    if board is not None and board not in boards:
        raise GameError("not_found", f"That season has no such board. Choose one of {', '.join(boards)}.", field="board")
    return found


def seasons_of(character: CharacterId, count: int = OF_CHARACTER) -> list[SeasonOfCharacter]:
    """The last seasons in which a character was ranked, newest first."""
    return _OF_CHARACTER.rows(character=character, count=count)


def ended_seasons() -> list[tuple[int, datetime]]:
    """(number, ended_at) of all that have ended, newest first, for the sitemap."""
    return [(number, at) for number, at in _ENDED.rows()]


_PLACE = """json_build_array(k.board, k.rank, k.character_id, k.name,
    CASE WHEN c.deleted_at IS NULL AND c.user_id IS NOT NULL THEN c.name END, c.emblem, c.faction, c.class_slug, k.score,
    coalesce(w.gold, 0), coalesce(w.title, ''))"""
# Served by one_character_per_season_place and one_season_reward_per_place.
_PLACES = f"""coalesce((SELECT json_agg({_PLACE} ORDER BY k.rank)
    FROM game_seasonrank k JOIN game_character c ON c.id = k.character_id
    LEFT JOIN game_seasonreward w ON w.season_id = k.season_id AND w.board = k.board AND w.rank = k.rank
    WHERE k.season_id = s.id AND {{which}}), '[]')"""  # noqa: S608 (constants of the code)
_SEASON = f"json_build_array(s.number, s.starts_at, s.ends_at, s.ended_at, s.boards, {_PLACES})"
_SEASONS = Statement(
    f"""SELECT {_SEASON.format(which="k.board = ANY (s.boards) AND k.rank <= 3")}::text FROM game_season s
WHERE %(before)s::bigint IS NULL OR s.number < %(before)s::bigint ORDER BY s.number DESC LIMIT %(count)s::int""",  # noqa: S608
    HallSeason,
)
_PAGE = Statement(
    f"""SELECT json_build_array({_SEASON.format(which="k.board = coalesce(%(board)s::text, s.boards[1])")},
    (SELECT json_build_array(r.ranks, r.scores) FROM game_seasonresult r
        WHERE r.character_id = %(character)s::bigint AND r.season_id = s.id),
    (SELECT max(number) FROM game_season))::text
FROM game_season s WHERE s.number = %(number)s::bigint""",  # noqa: S608
    SeasonPage,
)
# Served by one_result_in_each_season, which is asked for each season that ended.
_OF_CHARACTER = Statement(
    """SELECT json_build_array(s.number, s.boards, r.ranks)::text
FROM game_seasonresult r JOIN game_season s ON s.id = r.season_id
WHERE r.character_id = %(character)s::bigint ORDER BY s.number DESC LIMIT %(count)s::int""",
    SeasonOfCharacter,
)
_ENDED = Statement(
    "SELECT json_build_array(number, ended_at)::text FROM game_season WHERE ended_at IS NOT NULL ORDER BY number DESC LIMIT 50000",
    tuple[int, datetime],
)
