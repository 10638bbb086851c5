"""Gathers the news from the rows that exist anyway: a hunt or a raid writes nothing for them.

Each part reads what is not told yet and records it by its key, so a run may stop anywhere, and two at once tell everything once.
"""

from django.db import connection

from game.actions.news import NewNews, record_all
from game.actions.transaction import in_transaction
from game.content import catalogue
from game.content.names import item_name, monster_name
from game.content.wiki_urls import entry_page
from game.models.ids import CharacterId
from game.queries.board_kinds import board_kinds
from game.queries.news_kinds import EVENT, FIND, RAID, RECORD, SEASON
from game.queries.news_sources import (
    EndedRaid,
    EndedSeason,
    FirstFind,
    highest_level,
    next_finds,
    untold_events,
    untold_raids,
    untold_seasons,
)

LEVELS = (10, 20, 30, 40, 50, 60)
"""The levels whose first hunter is told."""
MOVEMENTS, MOST_READS = 50_000, 40
"""Movements of the ledger in one read, and reads of one run; the next run goes on."""


def gather_news() -> dict[str, int]:
    """Record what has happened. Counts of new entries by kind."""
    return {
        "raids": in_transaction(_raids), "seasons": in_transaction(_seasons), "events": in_transaction(_events),
        "records": in_transaction(_levels), "finds": _finds(),
    }  # fmt: skip


def _raids() -> int:
    news = []
    for raid in untold_raids():
        news.append(_raid(raid))
        if raid.best is not None and raid.damage > raid.record > 0:
            text = (
                f"{{0}} has done {raid.damage:,} damage in one raid. Nobody has ever done more; the mark was {raid.record:,}."
            )
            news.append(NewNews(RECORD, f"raid-damage-{raid.id}", text, f"/raids/{raid.id}/", [raid.best], raid.ended_at))
    return record_all(news)


def _raid(raid: EndedRaid) -> NewNews:
    boss, known = monster_name(raid.boss), catalogue().raid_bosses.get(raid.boss)
    crowd = f"{raid.hunters:,} hunter{'s' * (raid.hunters != 1)}"
    people: list[CharacterId] = []
    if raid.state == "won":
        text = f"{boss} is down. {crowd} stood against it"
        text += ", and the last blow was struck by {0}." if raid.killer is not None else "."
        people = [raid.killer] if raid.killer is not None else []
        more = known.fall if known else ""
    else:
        text, more = f"{boss} got away from {crowd}.", known.escape if known else ""
    return NewNews(RAID, f"{raid.id}", f"{text} {more}".strip(), f"/raids/{raid.id}/", people, raid.ended_at)


def _seasons() -> int:
    return record_all([_season(season) for season in untold_seasons()])


def _season(season: EndedSeason) -> NewNews:
    titles = board_kinds()
    firsts = [
        f"{{{n}}} by {(titles[one.board].title if one.board in titles else one.board).lower()}"
        for n, one in enumerate(season.champions)
    ]
    named = f" First of all: {', '.join(firsts)}." if firsts else " Nobody did anything worth a chisel."
    text = f"Season {season.number} is over.{named}"
    people = [one.character for one in season.champions]
    return NewNews(SEASON, f"{season.number}", text, f"/hall/{season.number}/", people, season.ended_at)


def _events() -> int:
    return record_all([
        NewNews(
            EVENT, f"{one.id}", "The Blood Moon is up over Veyrholt. Hunts give more until it sets."
            if one.kind == "blood_moon" else f"The bell was rung: {one.title}.", f"/events/{one.id}/", at=one.starts_at,
        )
        for one in untold_events()
    ])  # fmt: skip


def _levels() -> int:
    """The first look only notes how high the highest is: who was the first there, before there were news, nobody knows."""
    found = highest_level()
    if found is None or (found.told is not None and found.told >= found.level):
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, {"name": "level", "value": found.level})
    if found.told is None:
        return 0
    return record_all([
        NewNews(RECORD, f"level-{level}", f"{{0}} is the first in Veyrholt to reach level {level}.", people=[found.character])
        for level in LEVELS if found.told < level <= found.level
    ])  # fmt: skip


def _finds() -> int:
    items, told = sorted(one.slug for one in catalogue().items.values() if one.rarity == "legendary"), 0
    for _ in range(MOST_READS):
        new = in_transaction(lambda: _next_finds(items))
        if new is None:
            break
        told += new
    return told


def _next_finds(items: list[str]) -> int | None:
    """None: everything is read. What was found, and how far it was read, are committed together."""
    read = next_finds(items, MOVEMENTS)
    if read is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, {"name": "finds", "value": read.to})
    return record_all([_find(find) for find in read.finds])


def _find(find: FirstFind) -> NewNews:
    how = "made" if find.reason == "craft" else "won" if find.reason in ("raid", "mission") else "found"
    text = f"{{0}} has {how} {item_name(find.item)}, the first one that anybody in this city has seen."
    is_battle = find.reference.startswith("battle:")
    link = f"/play/battles/{find.reference[7:]}/" if is_battle else entry_page("item", find.item)
    return NewNews(FIND, find.item, text, link, [find.character], find.at)


_NOTE = """INSERT INTO game_newsposition (name, value) VALUES (%(name)s, %(value)s)
ON CONFLICT (name) DO UPDATE SET value = greatest(game_newsposition.value, excluded.value)"""
