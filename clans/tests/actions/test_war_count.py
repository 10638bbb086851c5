"""Counting the deeds of a war: what counts, and that each deed counts once, wherever its row lies."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clans.actions.membership import leave
from clans.actions.war_job import tend_wars
from clans.models import Clan, War, WarFighter, WarScore, WarSide
from clans.queries import war_sources
from clans.queries.war_sources import WarSource
from clans.tests.make import leader_of, make_crowd, make_member
from clans.tests.wars import count_now, end_all, make_rich_clan, make_running_war, make_war, move, points_of, scores, win_hunts
from game.actions.archive import BATTLES
from game.models import ArchivedBattle, Battle, RaidHit
from game.tests.archive import YEAR, archive_now, copy_only, make_old
from game.tests.make import by, make_character
from game.tests.raids import make_hit, make_raid

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def clan_on(side: str) -> Clan:
    return WarSide.objects.select_related("clan").get(side=side).clan


def test_hunts_that_are_won_in_the_war_count_once_however_often_it_is_counted() -> None:
    war = make_running_war()
    hunter = leader_of(clan_on("attacker"))
    win_hunts(hunter, 3)
    win_hunts(hunter, 2, won=False)
    win_hunts(hunter, 4, ago=3 * HOUR)
    for _ in range(3):
        count_now(war)
    assert (points_of(hunter), scores(war)) == (30, (30, 0))
    win_hunts(hunter, 1, ago=timedelta(seconds=0))
    count_now(war)
    assert points_of(hunter) == 30, "what is not a minute old waits"
    Battle.objects.filter(at__gt=timezone.now() - timedelta(seconds=30)).update(at=timezone.now() - timedelta(seconds=62))
    War.objects.update(counted_to=timezone.now() - timedelta(seconds=90))
    count_now(war)
    assert points_of(hunter) == 40
    assert list(WarScore.objects.order_by("at").values_list("attacker", "defender")) == [(30, 0), (40, 0)]


def test_hits_in_raids_count_by_their_damage() -> None:
    war = make_running_war()
    hunter, raid = leader_of(clan_on("defender")), make_raid()
    for damage in (100, 10, 100_000):
        make_hit(hunter, raid, damage, at=timezone.now() - HOUR)
    count_now(war)
    assert RaidHit.objects.count() == 3 and (points_of(hunter), scores(war)) == (5 + 30, (0, 35))


@pytest.mark.parametrize(("damage", "points"), [(19, 0), (20, 1), (39, 1), (100_000, 30)])
def test_a_hit_in_a_raid_is_worth_a_point_for_twenty_damage_up_to_a_most(damage: int, points: int) -> None:
    war = make_running_war()
    hunter = leader_of(clan_on("defender"))
    make_hit(hunter, make_raid(), damage, at=timezone.now() - HOUR)
    count_now(war)
    assert points_of(hunter) == points


def test_who_joined_later_does_not_count_and_who_left_counts_no_more() -> None:
    attacker = make_rich_clan()
    stays, goes = make_member(attacker), make_member(attacker)
    war = move(make_war(attacker), began=2 * HOUR)
    late = make_member(attacker)
    for character in (stays, goes, late):
        win_hunts(character, 1, ago=HOUR)
    leave(by(goes))
    WarFighter.objects.filter(character=goes).update(left_at=timezone.now() - timedelta(minutes=50))
    make_member(clan_on("defender"), character=make_character(faction="werewolf"))
    win_hunts(goes, 5, ago=timedelta(minutes=40))
    count_now(war)
    assert (points_of(stays), points_of(goes)) == (10, 10), "what was done before leaving stays"
    assert not WarFighter.objects.filter(character=late).exists()


def test_only_as_many_fighters_count_as_the_smaller_side_has() -> None:
    attacker = make_rich_clan()
    second = make_member(attacker)
    war = move(make_war(attacker), began=2 * HOUR)
    win_hunts(leader_of(attacker), 2)
    win_hunts(second, 3)
    count_now(war)
    assert (war.places, scores(war)) == (1, (30, 0))


def test_a_battle_counts_once_before_within_and_after_its_move_to_the_archive() -> None:
    war = make_running_war()
    hunter = leader_of(clan_on("attacker"))
    win_hunts(hunter, 2, ago=HOUR)
    # The job was away for a year: the war is as old as the battles become.
    make_old()
    copy_only(BATTLES)
    move(war, began=YEAR + 2 * HOUR)
    assert Battle.objects.filter(character=hunter).count() == ArchivedBattle.objects.filter(character=hunter).count() == 2
    count_now(war)
    assert points_of(hunter) == 20, "in both tables at once"
    archive_now()
    assert not Battle.objects.filter(character=hunter).exists()
    WarFighter.objects.update(points=0)
    War.objects.update(counted_to=war.begins_at, floors={})
    for _ in range(2):
        count_now(war)
    assert points_of(hunter) == 20, "only in the archive"


def test_a_lost_floor_costs_time_and_changes_nothing() -> None:
    war = make_running_war()
    hunter = leader_of(clan_on("attacker"))
    battles = win_hunts(hunter, 3, ago=HOUR)
    count_now(war)
    war.refresh_from_db()
    assert war.floors["hunts"] == max(battle.pk for battle in battles)
    War.objects.update(floors={})
    win_hunts(hunter, 1)
    War.objects.update(counted_to=timezone.now() - timedelta(minutes=40))
    count_now(war)
    assert points_of(hunter) == 40


def test_a_battle_with_a_lower_id_that_happened_after_the_count_is_not_lost() -> None:
    """Two statements at once can take ids in another order than their moments."""
    war = make_running_war()
    hunter = leader_of(clan_on("attacker"))
    late, early = win_hunts(hunter, 2)
    now = timezone.now()
    Battle.objects.filter(pk=early.pk).update(at=now - timedelta(seconds=150))
    Battle.objects.filter(pk=late.pk).update(at=now - timedelta(seconds=30))
    count_now(war)
    assert points_of(hunter) == 10
    past = timedelta(seconds=60)
    for battle, age in ((early, 150), (late, 70)):
        Battle.objects.filter(pk=battle.pk).update(at=now - timedelta(seconds=age))
    War.objects.update(counted_to=now - past - timedelta(seconds=30))
    count_now(war)
    assert points_of(hunter) == 20


def test_repeated_fights_of_the_same_two_count_less_and_less(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source with opponents, as the arena will be: here a battle's gold names the opponent."""
    deeds = """SELECT h.id, h.at, 100::bigint AS points, nullif(h.gold, 0)::bigint AS opponent FROM game_battle h
        WHERE h.character_id = f.character_id AND h.id > f.floor AND h.won"""
    fights = WarSource("fights", "", "0", deeds, repeats=True)
    monkeypatch.setattr(war_sources, "_sources", {"fights": fights})
    war = make_running_war()
    one, other = leader_of(clan_on("attacker")), leader_of(clan_on("defender"))
    for number, (hunter, foe) in enumerate([(one, other), (one, other), (other, one), (one, other), (one, other)]):
        battle = win_hunts(hunter, 1, ago=timedelta(minutes=60 - number))[0]
        Battle.objects.filter(pk=battle.pk).update(gold=foe.pk)
    win_hunts(one, 1, ago=timedelta(minutes=20))
    War.objects.update(counted_to=timezone.now() - timedelta(hours=2))
    count_now(war)
    # 100, 50 and 10 of the pair's fights 1, 2 and 4, nothing for the fifth, and 100 for a deed without an opponent
    assert (points_of(one), points_of(other)) == (100 + 50 + 10 + 100, 25)
    third = win_hunts(one, 1, ago=timedelta(minutes=5))[0]
    Battle.objects.filter(pk=third.pk).update(gold=other.pk)
    War.objects.update(counted_to=timezone.now() - timedelta(minutes=10))
    count_now(war)
    assert points_of(one) == 260, "a later count knows the fights of the earlier ones"


def test_the_job_takes_the_same_statements_for_ten_fighters_and_a_thousand() -> None:
    counted = []
    for number in (5, 500):
        end_all()
        pair = make_rich_clan(), make_rich_clan(faction="werewolf")
        for clan in pair:
            make_crowd(clan, number)
        war = move(make_war(*pair), began=2 * HOUR)
        assert WarFighter.objects.filter(war=war).count() == 2 * number + 2
        for clan in pair:
            win_hunts(leader_of(clan), 3)
        with CaptureQueriesContext(connection) as statements:
            done = tend_wars()
        assert (done.begun, done.counted, scores(war)) == (1, 1, (30, 30))
        counted.append(len(statements))
    assert counted[0] == counted[1] <= 16, counted
