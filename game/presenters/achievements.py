"""Achievements prepared for display: on a profile, and on the page of one's own with progress and titles."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from game.content import catalogue
from game.content.achievements import GROUPS, group_of
from game.content.schema import Achievement
from game.presenters.titles import season_title_text
from game.queries.achievement_sources import is_counted
from game.queries.achievements import EarnedRow, EarnedRows, OwnAchievements
from game.queries.titles import SeasonTitle

AchievementState = Literal["earned", "open", "hidden", "coming"]
SHOWN = 12
"""Achievements that a profile shows at once; the others follow behind a button."""
NEAREST = 3
SHOWS = {"": "All", "earned": "Earned", "left": "Still to earn"}
"""What the page can be narrowed to, by the word in its address."""
HIDDEN_NAME, HIDDEN_TEXT = "?", "Nobody talks about this one. Those who have it did not plan to."


class AchievementLine(Struct, frozen=True):
    """An achievement. slug: "" for a hidden one. grade: a rarity, for the medal. count, target, percent: how far it is. rare: how many
    have it, in words; "" before the first count. title: that it gives. at: when it was earned. gold: of the reward."""

    slug: str
    name: str
    text: str
    state: AchievementState
    group: str
    grade: str
    count: int
    target: int
    percent: int
    rare: str
    title: str
    gold: int
    at: datetime | None


class ProfileAchievements(Struct, frozen=True):
    """first: the newest. more: the others. total: how many can be earned now."""

    first: list[AchievementLine]
    more: list[AchievementLine]
    total: int

    @property
    def earned(self) -> int:
        return len(self.first) + len(self.more)


class AchievementGroup(Struct, frozen=True):
    """earned, total: of those that can be earned now."""

    slug: str
    title: str
    lines: list[AchievementLine]
    earned: int
    total: int


class WearableTitle(Struct, frozen=True):
    slug: str
    text: str
    worn: bool


class AchievementsPage(Struct, frozen=True):
    """nearest: those that are not far away. titles: that the character may wear. show: which lines the groups have; shows: (address,
    title, whether it is this one)."""

    earned: int
    total: int
    percent: int
    nearest: list[AchievementLine]
    groups: list[AchievementGroup]
    show: str
    shows: list[tuple[str, str, bool]]
    titles: list[WearableTitle]


def profile_achievements(found: EarnedRows) -> ProfileAchievements:
    known = catalogue().achievements
    lines = [
        _line(known[row.achievement], row, 0, row.holders, found.players) for row in found.earned if row.achievement in known
    ]
    return ProfileAchievements(lines[:SHOWN], lines[SHOWN:], _total())


def achievements_page(found: OwnAchievements, worn: str, show: str = "") -> AchievementsPage:
    """worn: the slug of the title. show: a key of SHOWS; anything else shows all."""
    show = show if show in SHOWS else ""
    lines = own_lines(found)
    groups = [_group(slug, title, [line for line in lines if line.group == slug]) for slug, (title, _) in GROUPS.items()]
    earned, total = sum(line.state == "earned" for line in lines), _total()
    nearest = sorted((line for line in lines if line.state == "open" and line.count), key=lambda line: -line.percent)[:NEAREST]
    if show:
        groups = [
            replace(group, lines=[one for one in group.lines if (one.state == "earned") == (show == "earned")])
            for group in groups
        ]
    shows = [(f"/play/achievements/{f'?show={slug}' if slug else ''}", title, slug == show) for slug, title in SHOWS.items()]
    return AchievementsPage(
        earned, total, earned * 100 // max(1, total), nearest, [group for group in groups if group.lines], show, shows,
        titles_of(found, worn),
    )  # fmt: skip


def own_lines(found: OwnAchievements) -> list[AchievementLine]:
    """All of the content, in its order within each ladder. A hidden one that is not earned says nothing of itself."""
    rows = {row.achievement: row for row in found.earned}
    every = sorted(catalogue().achievements.values(), key=lambda one: (one.key, one.target))
    return [
        _line(one, rows.get(one.slug), found.counts.get(one.key, 0), found.holders.get(one.slug), found.players)
        for one in every
    ]


def titles_of(found: OwnAchievements, worn: str) -> list[WearableTitle]:
    """Those of achievements, and those of seasons."""
    known = catalogue().achievements
    earned = [
        (row.achievement, title) for row in found.earned if row.achievement in known and (title := known[row.achievement].title)
    ]
    places = [SeasonTitle(place.season, place.board, place.rank) for place in found.seasons]
    seasons = [(place.slug, text) for place in places if (text := season_title_text(place))]
    return [WearableTitle(slug, text, slug == worn) for slug, text in (*seasons, *earned)]


def rarity_words(holders: int | None, players: int) -> str:
    """Such as `4 % of players have it`."""
    if holders is None or not players:
        return ""
    if not holders:
        return "Nobody has it yet"
    share = min(100.0, holders * 100 / players)
    if share < 0.1:
        return "Fewer than 1 player in 1,000 has it"
    return f"{f'{share:.0f}' if share >= 1 else f'{share:.1f}'} % of players have it"


def _line(one: Achievement, row: EarnedRow | None, count: int, holders: int | None, players: int) -> AchievementLine:
    state: AchievementState = "open" if is_counted(one.key) else "coming"
    if row is not None:
        state = "earned"
    elif one.hidden:
        state = "hidden"
    group, grade = group_of(one), catalogue().achievement_grades[one.slug]
    if state == "hidden":
        return AchievementLine(
            "", HIDDEN_NAME, HIDDEN_TEXT, state, group, grade, 0, 0, 0, rarity_words(holders, players), "", 0, None
        )
    done = one.target if row is not None else min(count, one.target)
    # The shares are counted now and then: what is earned since then has no share yet, and somebody has it.
    is_unknown = state == "coming" or (state == "earned" and not holders)
    return AchievementLine(
        one.slug, one.name, one.text, state, group, grade, done, one.target, done * 100 // one.target,
        "" if is_unknown else rarity_words(holders, players), one.title or "", one.gold, row.at if row is not None else None,
    )  # fmt: skip


def _group(slug: str, title: str, lines: Sequence[AchievementLine]) -> AchievementGroup:
    can = [line for line in lines if line.state != "coming"]
    return AchievementGroup(slug, title, list(lines), sum(line.state == "earned" for line in lines), len(can))


def _total() -> int:
    return sum(is_counted(one.key) for one in catalogue().achievements.values())
