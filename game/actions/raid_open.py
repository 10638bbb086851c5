"""Opening raids: those of the schedule, and those that staff or a command start."""

from datetime import datetime, timedelta

import msgspec
from django.db import IntegrityError, connection
from django.db.models import Avg
from django.utils import timezone

from game.actions.notices import NUMBERED, SentNotice, announce
from game.actions.raid_fold import fold_raid
from game.actions.transaction import in_transaction
from game.content import catalogue
from game.content.raid_windows import Window, boss_of, may_open, window_at, windows_after
from game.models import Character, Raid
from game.models.ids import RaidId
from game.models.notice_choice import RAID_BEGINS
from game.queries.raid import raids_to_fold, wound_of
from game.queries.raid_attendance import attendance_at
from game.rules import raid as rules
from game.rules import tuning
from game.rules.errors import GameError
from game.rules.raid_hit import RaidTarget
from game.rules.versions import RAID_RULES_VERSION
from vvw_site.foundation.database.clock import database_now
from vvw_site.foundation.database.faults import broken_constraint

RECENT_DAYS = 7
SECONDS_MAX, HEALTH_MAX = 86_400, 10**15
"""The longest time to gather or to fight, and the most health, that can be asked for."""


def open_scheduled(now: datetime | None = None) -> RaidId | None:
    """Open the raid of the current window, and tell those who asked for it. None if the window's raid was opened before, or if the
    window is missed: then the next window has the next raid."""
    now = now or database_now()
    window = window_at(now)
    if not may_open(window, now) or Raid.objects.filter(window=window.opens_at).exists():
        return None
    boss = boss_of(window, list(catalogue().raid_bosses))
    try:
        return in_transaction(lambda: _open_window(window, boss))
    except IntegrityError as error:
        if broken_constraint(error) != "a_window_has_one_raid":
            raise
        return None  # another process was faster


def open_now(
    *, boss: str | None = None, gather: int | None = None, fight: int | None = None, health: int | None = None
) -> RaidId:
    """open_in_transaction in a transaction of its own."""
    return in_transaction(lambda: open_in_transaction(boss=boss, gather=gather, fight=fight, health=health))


def open_in_transaction(
    *, boss: str | None = None, gather: int | None = None, fight: int | None = None, health: int | None = None
) -> RaidId:
    """Open a raid at once. boss: a slug, by default the one whose turn is next. gather, fight: seconds. health: the boss's full
    health. Several raids can be on at once. GameError invalid (field)."""
    bosses = list(catalogue().raid_bosses)
    now = database_now()
    chosen = boss or boss_of(windows_after(now, 1)[0], bosses)
    if chosen not in bosses:
        raise GameError("invalid", "There is no raid for that boss.", field="boss")
    gather = _seconds("gather", gather, tuning.RAID_GATHER_SECONDS, least=0)
    fight = _seconds("fight", fight, tuning.RAID_FIGHT_SECONDS, least=1)
    if health is not None and not 1 <= health <= HEALTH_MAX:
        raise GameError("invalid", f"Give a health of 1 to {HEALTH_MAX:,}.", field="health")
    starts = now + timedelta(seconds=gather)
    return _open(chosen, None, now, starts, starts + timedelta(seconds=fight), health)


def _seconds(field: str, given: int | None, usual: int, *, least: int) -> int:
    value = usual if given is None else given
    if not least <= value <= SECONDS_MAX:
        raise GameError("invalid", f"Give {least} to {SECONDS_MAX:,} seconds.", field=field)
    return value


def _open_window(window: Window, boss: str) -> RaidId:
    raid = _open(boss, window.opens_at, window.opens_at, window.starts_at, window.ends_at, None)
    title = catalogue().raid_bosses[boss].title
    with connection.cursor() as cursor:
        cursor.execute(_TELL, {
            "window": window.opens_at, "link": f"/raids/{raid}/", "kind": RAID_BEGINS,
            "text": f"{title}: the hunters gather now, and the fight begins in a few minutes.",
        })  # fmt: skip
        announce([SentNotice(*row) for row in cursor.fetchall()])
    return raid


def _open(boss: str, window: datetime | None, opens: datetime, starts: datetime, ends: datetime, health: int | None) -> RaidId:
    _settle_what_is_over()
    monster, raid = catalogue().monsters[boss], catalogue().raid_bosses[boss]
    hp_max = health or _full_health(opens, monster.defence)
    full = rules.health_at_start(hp_max, wound_of(boss))
    made = Raid.objects.create(
        boss=boss, window=window, opened_at=opens, starts_at=starts, ends_at=ends, hp_max=hp_max, health=full, hp=full,
        target=msgspec.to_builtins(RaidTarget(monster.level, monster.defence, monster.dodge)),
        phases=[{"kind": p.kind, "below": p.below, "name": p.name, "text": p.text} for p in raid.phases],
        rules_version=RAID_RULES_VERSION, gold=max(1, sum(monster.gold) // (2 * tuning.RAID_GOLD_PART)),
    )  # fmt: skip
    return made.id


def _settle_what_is_over() -> None:
    """The wound of a boss is known once its last raid is settled, and perhaps no process was there to do that."""
    for raid in raids_to_fold():
        if raid.is_over:
            fold_raid(raid.id)


def _full_health(opens: datetime, defence: int) -> int:
    since = timezone.now() - timedelta(days=RECENT_DAYS)
    level = Character.objects.filter(seen_at__gt=since, hunts__gt=0, deleted_at=None).aggregate(n=Avg("level"))["n"]
    recent = attendance_at(window_at(opens).opens_at.hour)
    return rules.full_health(recent, typical_damage=rules.typical_damage(round(level or 1), defence))


_TELL = f"""WITH given AS (
    SELECT character_id, %(kind)s::text AS kind, %(text)s::text AS text, %(link)s::text AS link, 1 AS nth
    FROM game_raidreminder WHERE "window" = %(window)s
), {NUMBERED}"""  # noqa: S608 (constants of the code)
