"""The hall of fame: podiums, boards of ended seasons, and the places of a character in words."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from game.models.ids import CharacterId
from game.presenters.event import seconds_until, time_left
from game.queries.board_kinds import board_kinds
from game.queries.hall import SEASONS, HallPlace, HallSeason, OwnResult, SeasonOfCharacter, SeasonPage
from game.rules.season_reward import REWARDS, SeasonPlaces, gold_of_board

GONE = "Somebody who left"


class PlaceLine(Struct, frozen=True):
    """name: in words. profile: of the character today, None unless it is alive. is_gone: its account was erased."""

    rank: int
    name: str
    profile: str | None
    is_gone: bool
    emblem: int
    faction: str
    class_slug: str
    score: int
    gold: int
    title: str
    own: bool


class Podium(Struct, frozen=True):
    """The first three of a board, fewer if fewer were ranked."""

    slug: str
    title: str
    unit: str
    steps: list[PlaceLine]


class SeasonCard(Struct, frozen=True):
    number: int
    starts_at: datetime
    ended_at: datetime
    podiums: list[Podium]


class SeasonOn(Struct, frozen=True):
    """The season that is on. gold: that it will give if every board is full. seconds, left: until its end, 0 once it is over."""

    number: int
    starts_at: datetime
    ends_at: datetime
    rewards: tuple[SeasonPlaces, ...]
    gold: int
    seconds: int
    left: str


class HallPage(Struct, frozen=True):
    """earlier: the number before which the next page begins, None on the last one."""

    season_on: SeasonOn | None
    seasons: list[SeasonCard]
    first: bool
    earlier: int | None


class OwnPlace(Struct, frozen=True):
    board: str
    title: str
    unit: str
    rank: int
    score: int


class SeasonBoardPage(Struct, frozen=True):
    """podium, lines: of the board that is shown. boards: (slug, title) of all. own: the viewer's places. previous, following: numbers
    of the seasons beside it, None where there is none. season_on: set while the season is on; nothing else is shown then."""

    number: int
    starts_at: datetime
    ended_at: datetime | None
    board: str
    title: str
    unit: str
    boards: list[tuple[str, str]]
    podium: Podium
    lines: list[PlaceLine]
    own: list[OwnPlace]
    previous: int | None
    following: int | None
    season_on: SeasonOn | None


def hall_page(seasons: Sequence[HallSeason], before: int | None, viewer: CharacterId | None, now: datetime) -> HallPage:
    """seasons: SEASONS at most, newest first."""
    on = next((season for season in seasons if season.ended_at is None), None)
    cards = [
        SeasonCard(season.number, season.starts_at, season.ended_at, podiums_of(season, viewer))
        for season in seasons if season.ended_at is not None
    ]  # fmt: skip
    more = len(seasons) == SEASONS and seasons[-1].number > 1
    return HallPage(None if on is None else season_on(on, now), cards, before is None, seasons[-1].number if more else None)


def season_board_page(found: SeasonPage, board: str | None, viewer: CharacterId | None, now: datetime) -> SeasonBoardPage:
    season = found.season
    slug = board or next(iter(season.boards), "")
    title, unit = words_of(slug)
    lines = [_line(place, viewer) for place in season.places]
    return SeasonBoardPage(
        season.number, season.starts_at, season.ended_at, slug, title, unit, [(one, words_of(one)[0]) for one in season.boards],
        Podium(slug, title, unit, lines[:3]), lines, own_places(season.boards, found.own),
        season.number - 1 if season.number > 1 else None, season.number + 1 if season.number < found.latest else None,
        season_on(season, now) if season.ended_at is None else None,
    )  # fmt: skip


def season_on(season: HallSeason, now: datetime) -> SeasonOn:
    gold, seconds = gold_of_board() * len(board_kinds()), seconds_until(season.ends_at, now)
    return SeasonOn(season.number, season.starts_at, season.ends_at, REWARDS, gold, seconds, time_left(seconds))


def podiums_of(season: HallSeason, viewer: CharacterId | None) -> list[Podium]:
    """One for each board on which somebody was ranked, in the season's order."""
    found = []
    for slug in season.boards:
        steps = [_line(place, viewer) for place in season.places if place.board == slug]
        if steps:
            found.append(Podium(slug, *words_of(slug), steps))
    return found


def own_places(boards: Sequence[str], own: OwnResult | None) -> list[OwnPlace]:
    """The boards on which the viewer was ranked, the best place first."""
    if own is None:
        return []
    places = [
        OwnPlace(board, *words_of(board), rank, score)
        for board, rank, score in zip(boards, own.ranks, own.scores, strict=False) if rank is not None
    ]  # fmt: skip
    return sorted(places, key=lambda place: place.rank)


def season_lines(seasons: Sequence[SeasonOfCharacter]) -> list[tuple[int, str]]:
    """(number, words) such as (3, "12th in kills, 40th in raid damage"): the two best places of each season."""
    return [(season.number, line) for season in seasons if (line := _places_in_words(season))]


def _places_in_words(season: SeasonOfCharacter) -> str:
    ranked = sorted((rank, n) for n, rank in enumerate(season.ranks[: len(season.boards)]) if rank is not None)
    return ", ".join(f"{ordinal(rank)} in {words_of(season.boards[n])[0].lower()}" for rank, n in ranked[:2])


def words_of(board: str) -> tuple[str, str]:
    """(title, unit of its scores). A board that is no longer counted keeps its slug as its name."""
    kind = board_kinds().get(board)
    return (board.capitalize(), "points") if kind is None else (kind.title, kind.season_unit or kind.unit)


def ordinal(number: int) -> str:
    """Such as `1st`, `12th` or `1,023rd`."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


def _line(place: HallPlace, viewer: CharacterId | None) -> PlaceLine:
    return PlaceLine(
        place.rank, place.name or GONE, place.profile if place.name else None, not place.name, place.emblem, place.faction,
        place.class_slug, place.score, place.gold, place.title, place.character == viewer,
    )  # fmt: skip
