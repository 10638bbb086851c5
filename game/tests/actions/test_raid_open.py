"""Opening raids: by the schedule, by hand, and what a boss keeps from its last appearance."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.queries.rank import Rank
from game.actions.raid_job import tick
from game.actions.raid_open import open_now, open_scheduled
from game.actions.staff_raid import call_off_raid, start_raid
from game.content import catalogue
from game.content.raid_windows import window_at
from game.models import Notice, Raid, RaidReminder
from game.models.ids import RaidId
from game.queries.raid import current_raid
from game.queries.raid_proof import raid_problems
from game.rules import tuning
from game.rules.errors import GameError
from game.tests.make import make_character
from game.tests.raids import BOSS, end_now, fold_now, make_hit, make_hunter, make_raid, strike, wound
from game.tests.staff import by as as_staff
from game.tests.staff import make_staff

pytestmark = pytest.mark.django_db
OPENS = datetime(2026, 11, 28, 12, tzinfo=UTC)
LATER = timedelta(minutes=3)


def raid_of(raid: RaidId | None) -> Raid:
    assert raid is not None
    return Raid.objects.get(pk=raid)


def ended(damage: int = 0, *, health: int = 1000, boss: str = BOSS) -> RaidId:
    """A raid that is over, with so much damage done."""
    raid = make_raid(health=health, boss=boss)
    if damage:
        make_hit(make_hunter(), raid, damage)
    end_now(raid)
    fold_now(raid)
    return raid


def test_the_raid_of_a_window_has_its_times_and_the_boss_of_its_turn() -> None:
    found = raid_of(open_scheduled(OPENS + LATER))
    assert (found.window, found.opened_at) == (OPENS, OPENS)
    assert found.starts_at == OPENS + timedelta(minutes=10) and found.ends_at == OPENS + timedelta(minutes=40)
    bosses = list(catalogue().raid_bosses)
    assert found.boss == bosses[window_at(OPENS).number % len(bosses)]
    assert (found.hp, found.health, found.number, found.seq, found.state) == (found.hp_max, found.hp_max, 0, 0, Raid.OPEN)
    monster = catalogue().monsters[found.boss]
    assert found.target == {"level": monster.level, "defence": monster.defence, "dodge": monster.dodge}
    assert [phase["kind"] for phase in found.phases] == [phase.kind for phase in catalogue().raid_bosses[found.boss].phases]


def test_a_window_opens_once() -> None:
    raid = raid_of(open_scheduled(OPENS))
    assert open_scheduled(OPENS + LATER) is None
    Raid.objects.filter(pk=raid.pk).update(state=Raid.ESCAPED, ended_at=timezone.now())
    assert open_scheduled(OPENS + LATER) is None and Raid.objects.count() == 1


@pytest.mark.parametrize("late", [timedelta(minutes=10), timedelta(minutes=20), timedelta(hours=5)])
def test_a_window_is_missed_once_its_fight_would_have_begun(late: timedelta) -> None:
    assert open_scheduled(OPENS + late) is None and not Raid.objects.exists()


def test_a_window_opens_while_a_raid_of_the_staff_is_on() -> None:
    other = make_raid(fight=3000)
    assert raid_of(open_scheduled(OPENS)).window == OPENS
    assert raid_of(other).state == Raid.OPEN


def test_a_raid_that_is_over_and_that_nobody_settled_is_settled_by_the_next_opening() -> None:
    old, hunter = make_raid(health=1000), make_hunter()
    make_hit(hunter, old, 400)
    end_now(old)
    new = make_raid()
    assert (raid_of(old).state, raid_of(old).counted, raid_of(new).state) == (Raid.ESCAPED, 1, Raid.OPEN)
    assert raid_problems(old) == [] and raid_of(new).health == 1_000_000 - 400


def test_the_schedule_also_settles_what_is_over() -> None:
    old = make_raid()
    end_now(old)
    assert raid_of(open_scheduled(OPENS)).window == OPENS and raid_of(old).state == Raid.ESCAPED


def test_those_who_asked_are_told_once_when_the_window_opens() -> None:
    asked, other, next_time = make_character(), make_character(), make_character()
    RaidReminder.objects.create(character=asked, window=OPENS)
    RaidReminder.objects.create(character=next_time, window=OPENS + timedelta(hours=6))
    raid = raid_of(open_scheduled(OPENS))
    open_scheduled(OPENS + LATER)
    notice = Notice.objects.get(link=f"/raids/{raid.pk}/")
    assert notice.character_id == asked.pk and catalogue().raid_bosses[raid.boss].title in notice.text
    assert not Notice.objects.filter(character__in=[other, next_time]).exists()


def test_a_raid_that_staff_start_reminds_nobody() -> None:
    RaidReminder.objects.create(character=make_character(), window=OPENS)
    make_raid()
    assert not Notice.objects.exists()


def test_a_boss_that_escaped_keeps_its_damage_for_its_next_appearance() -> None:
    ended(300)
    found = raid_of(make_raid(health=2000))
    assert (found.hp_max, found.health, found.hp) == (2000, 1700, 1700)


def test_the_damage_of_two_escapes_adds_up_and_leaves_a_tenth() -> None:
    ended(300)
    ended(300)
    assert raid_of(make_raid(health=1000)).health == 400
    Raid.objects.filter(state=Raid.OPEN).update(state=Raid.ESCAPED, ended_at=timezone.now(), hp=1, vampire=399)
    assert raid_of(make_raid(health=1000)).health == 1000 * tuning.RAID_HEALTH_LEAST_PERCENT // 100


def test_a_boss_that_fell_comes_back_whole_and_another_boss_has_no_wound() -> None:
    ended(300)
    other = next(slug for slug in catalogue().raid_bosses if slug != BOSS)
    assert raid_of(ended(1000, boss=other)).state == Raid.WON
    assert raid_of(ended(0, boss=other)).health == 1000
    assert raid_of(make_raid(health=1000)).health == 700


def test_a_raid_that_was_called_off_leaves_the_boss_as_it_was_at_its_start() -> None:
    ended(300)
    raid = make_raid(health=1000)
    make_hit(make_hunter(), raid, 200)
    call_off_raid(as_staff(make_staff(Rank.GAME_MASTER)), raid=raid)
    assert (raid_of(raid).state, raid_of(raid).hp) == (Raid.CALLED_OFF, 500)
    assert raid_of(make_raid(health=1000)).health == 700


def attended(window: datetime, *, hunters: int, hits: int, damage: int, state: str = Raid.WON) -> None:
    raid = make_raid(health=damage)
    Raid.objects.filter(pk=raid).update(
        window=window, hunters=hunters, counted=hits, number=hits, vampire=damage, hp=0 if state == Raid.WON else damage,
        killing_hit=1 if state == Raid.WON else None, state=state, ended_at=timezone.now(),
    )  # fmt: skip


def test_health_follows_the_attendance_of_the_same_hour() -> None:
    attended(OPENS - timedelta(days=1), hunters=40, hits=1000, damage=30_000)
    attended(OPENS - timedelta(days=2), hunters=20, hits=500, damage=15_000)
    attended(OPENS - timedelta(hours=6), hunters=5000, hits=5000, damage=10_000_000)
    assert raid_of(open_scheduled(OPENS)).hp_max == 30 * tuning.RAID_HITS_PER_HUNTER * 30


def test_only_the_last_four_raids_of_the_hour_count() -> None:
    attended(OPENS - timedelta(days=9), hunters=5000, hits=5000, damage=10_000_000)
    for day in (4, 3, 2, 1):
        attended(OPENS - timedelta(days=day), hunters=10, hits=100, damage=2000)
    assert raid_of(open_scheduled(OPENS)).hp_max == 10 * tuning.RAID_HITS_PER_HUNTER * 20


def test_health_is_set_before_the_start_and_hits_do_not_change_the_full_health() -> None:
    raid = make_raid(health=500)
    for _ in range(5):
        make_hit(make_hunter(), raid, 10)
        fold_now(raid)
        found = raid_of(raid)
        assert (found.hp_max, found.health) == (500, 500)
    assert found.hp == 450


@pytest.mark.parametrize("given, field", [
    ({"boss": "nobody"}, "boss"), ({"boss": "ash-rat"}, "boss"), ({"gather": -1}, "gather"), ({"gather": 86_401}, "gather"),
    ({"fight": 0}, "fight"), ({"fight": 10**9}, "fight"), ({"health": 0}, "health"), ({"health": -5}, "health"),
    ({"health": 10**16}, "health"),
])  # fmt: skip
def test_bad_values_are_refused_and_named(given: dict[str, Any], field: str) -> None:
    with pytest.raises(GameError) as refusal:
        open_now(**given)
    assert (refusal.value.code, refusal.value.field) == ("invalid", field) and not Raid.objects.exists()


def test_several_raids_can_be_on_and_the_current_one_is_the_last_that_fights() -> None:
    first, second = make_raid(), make_raid(boss="old-hundredweight")
    make_raid(gather=60)
    found = current_raid()
    assert found is not None and found.id == second
    hunter = make_hunter()
    strike(hunter, first)
    tick()
    assert (raid_of(first).counted, raid_of(second).counted) == (1, 0)


def test_the_command_prints_the_id_and_names_a_bad_option(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("start_raid", "--boss", BOSS, "--gather", "5", "--fight", "60", "--health", "1234")
    found = raid_of(json.loads(capsys.readouterr().out)["id"])
    assert (found.boss, found.hp_max, found.window) == (BOSS, 1234, None)
    assert (found.starts_at - found.opened_at, found.ends_at - found.starts_at) == (timedelta(seconds=5), timedelta(seconds=60))
    with pytest.raises(CommandError, match="--boss: There is no raid"):
        call_command("start_raid", "--boss", "nobody")


def test_staff_start_one_raid_per_key_and_a_raid_that_is_over_cannot_be_called_off() -> None:
    master = make_staff(Rank.GAME_MASTER)
    start_raid(as_staff(master, key="start-key-1"), boss=BOSS, gather=0, fight=60, health=900)
    raid = Raid.objects.get()
    end_now(raid.id)
    with pytest.raises(GameError) as refusal:
        call_off_raid(as_staff(master), raid=raid.id)
    assert refusal.value.code == "raid_over" and raid_of(raid.id).state == Raid.OPEN
    fold_now(raid.id)
    assert raid_of(raid.id).state == Raid.ESCAPED


def test_calling_off_counts_the_last_hits_and_is_refused_when_one_of_them_kills() -> None:
    raid, hunter, master = make_raid(health=100), make_hunter(), make_staff(Rank.GAME_MASTER)
    wound(raid, 60)
    make_hit(hunter, raid, 70)
    with pytest.raises(GameError) as refusal:
        call_off_raid(as_staff(master), raid=raid)
    assert refusal.value.code == "raid_over" and raid_of(raid).number == 0
    fold_now(raid)
    assert raid_of(raid).state == Raid.WON
