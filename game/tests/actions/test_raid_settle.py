"""The end of a raid: frozen rewards, one settlement, and pages that show the end before anybody has settled it."""

from typing import Any

import pytest
from django.test import Client

from accounts.actions.erase import erase
from game.actions import raid_job
from game.actions.raid_fold import fold_raid
from game.actions.raid_pay import pay_raids
from game.content import catalogue
from game.models import Character, Raid, RaidFold, RaidHit, RaidReward
from game.models.ids import RaidId
from game.queries.raid import RaidView, current_raid, find_raid, recent_raids
from game.queries.raid_proof import raid_problems
from game.rules import tuning
from game.tests.make import owner_of
from game.tests.raids import BOSS, end_now, fold_now, make_hit, make_hunter, make_raid

pytestmark = pytest.mark.django_db


def view(raid: RaidId) -> RaidView:
    found = find_raid(raid)
    assert found is not None
    return found


def rewards(raid: RaidId) -> list[tuple[Any, ...]]:
    fields = "character", "rank", "hits", "damage", "share", "energy", "trophy"
    return list(RaidReward.objects.filter(raid=raid).order_by("rank").values_list(*fields))


def test_a_won_raid_freezes_one_reward_for_each_hunter_by_damage() -> None:
    raid, one, other, third = make_raid(health=100), make_hunter(), make_hunter(), make_hunter()
    for hunter, damage in ((one, 30), (other, 30), (third, 0), (one, 25), (other, 400), (third, 9)):
        make_hit(hunter, raid, damage)
    fold_now(raid)
    trophy = catalogue().raid_bosses[BOSS].trophy
    assert rewards(raid) == [
        (one.pk, 1, 2, 55, 550, 0, ""),
        (other.pk, 2, 2, 45, 450, 0, trophy),
        (third.pk, 3, 1, 0, 0, 0, ""),
    ]
    gold = Raid.objects.get(pk=raid).gold
    least = gold * tuning.RAID_LEAST_HITS
    assert RaidReward.objects.get(raid=raid, rank=3).gold == least + least * 10 // 100 and raid_problems(raid) == []


def test_a_boss_that_escaped_gives_no_trophy() -> None:
    raid, hunter = make_raid(health=1000), make_hunter()
    make_hit(hunter, raid, 400)
    end_now(raid)
    fold_now(raid)
    assert rewards(raid) == [(hunter.pk, 1, 1, 400, 1000, 0, "")] and view(raid).killer is None


def test_a_raid_that_nobody_hit_ends_without_rewards_and_counts_as_paid() -> None:
    raid = make_raid()
    end_now(raid)
    fold_now(raid)
    assert Raid.objects.get(pk=raid).state == Raid.ESCAPED and rewards(raid) == []
    assert pay_raids() == {"rewards": 0, "refunds": 0, "failed": 0} and Raid.objects.get(pk=raid).paid_at is not None


def test_a_raid_whose_time_is_over_shows_as_escaped_before_it_is_settled_and_reading_writes_nothing(client: Client) -> None:
    raid, hunter = make_raid(), make_hunter()
    make_hit(hunter, raid, 400)
    end_now(raid)
    before = list(Raid.objects.values()), list(RaidHit.objects.values()), RaidFold.objects.count()
    answer = client.get(f"/api/v1/raids/{raid}")
    assert (answer.status_code, answer.json()["state"], answer.json()["hp"]) == (200, "escaped", 1_000_000)
    assert client.get("/api/v1/raids/current").status_code == 404
    assert current_raid() is None and [one.id for one in recent_raids(None, 5)] == [raid]
    assert (list(Raid.objects.values()), list(RaidHit.objects.values()), RaidFold.objects.count()) == before


def test_the_next_tick_settles_once_what_no_process_settled() -> None:
    raid, hunter = make_raid(), make_hunter()
    make_hit(hunter, raid, 400)
    end_now(raid)
    for _ in range(3):
        raid_job.tick()
        Raid.objects.update(folded_at=None)
    found = Raid.objects.get(pk=raid)
    assert (found.state, found.seq, found.counted) == (Raid.ESCAPED, 1, 1)
    assert RaidFold.objects.count() == RaidReward.objects.count() == 1 and raid_problems(raid) == []


def test_hits_that_were_committed_before_the_end_count_even_if_no_process_ran_for_hours() -> None:
    raid, hunter = make_raid(health=100), make_hunter()
    make_hit(hunter, raid, 400)
    end_now(raid)
    raid_job.tend()
    assert Raid.objects.get(pk=raid).state == Raid.WON and raid_problems(raid) == []


def test_the_end_is_told_with_a_new_etag_and_shows_the_killer_and_the_board(client: Client) -> None:
    raid, hunter = make_raid(health=50), make_hunter()
    first = client.get(f"/api/v1/raids/{raid}")
    assert client.get(f"/api/v1/raids/{raid}", headers={"If-None-Match": first["ETag"]}).status_code == 304
    make_hit(hunter, raid, 60)
    fold_now(raid)
    ended = client.get(f"/api/v1/raids/{raid}", headers={"If-None-Match": first["ETag"]})
    assert ended.status_code == 200 and ended.json()["top"] == [[hunter.name, 50]]
    assert (ended.json()["state"], ended.json()["killer"], ended.json()["hp"]) == ("won", hunter.name, 0)


def test_the_etag_changes_when_the_fight_begins_and_when_the_time_is_over(client: Client) -> None:
    raid = make_raid(gather=60)
    tags = [client.get(f"/api/v1/raids/{raid}")["ETag"]]
    Raid.objects.update(starts_at="2026-01-01T00:00Z", opened_at="2026-01-01T00:00Z")
    tags.append(client.get(f"/api/v1/raids/{raid}")["ETag"])
    end_now(raid)
    tags.append(client.get(f"/api/v1/raids/{raid}")["ETag"])
    assert len(set(tags)) == 3


def test_a_settled_raid_holds_no_name_of_its_own() -> None:
    raid, hunter = make_raid(health=50), make_hunter(name="Namesake_one")
    make_hit(hunter, raid, 60)
    fold_now(raid)
    row = Raid.objects.get(pk=raid)
    assert (row.top, row.latest) == ([], []) and view(raid).top[0].name == "Namesake_one"
    erase(user_id=owner_of(hunter).pk)
    gone = Character.objects.get(pk=hunter.pk).name
    assert gone != "Namesake_one" and (view(raid).top[0].name, view(raid).killer) == (gone, gone)


def test_a_raid_is_settled_although_a_hunter_was_erased_meanwhile() -> None:
    raid, hunter, other = make_raid(health=100), make_hunter(), make_hunter()
    make_hit(hunter, raid, 70)
    erase(user_id=owner_of(hunter).pk)
    make_hit(other, raid, 70)
    assert fold_raid(raid) is not None
    assert [row[:4] for row in rewards(raid)] == [(hunter.pk, 1, 1, 70), (other.pk, 2, 1, 30)] and raid_problems(raid) == []


def test_an_erasure_takes_the_name_out_of_every_open_raid() -> None:
    raids, hunter = [make_raid(), make_raid()], make_hunter(name="Namesake_two")
    for raid in raids:
        make_hit(hunter, raid, 20)
        fold_now(raid)
    assert [view(raid).top[0].name for raid in raids] == ["Namesake_two"] * 2
    erase(user_id=owner_of(hunter).pk)
    gone = Character.objects.get(pk=hunter.pk).name
    assert [view(raid).top[0].name for raid in raids] == [view(raid).latest[0].name for raid in raids] == [gone] * 2
    assert all(raid_problems(raid) == [] for raid in raids)
