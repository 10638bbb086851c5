"""The end of a season: ranks, the hall of fame and rewards are frozen, and the next season begins, from one moment."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from game.actions.hunt import hunt
from game.actions.raid_pay import pay_raids
from game.actions.season_roll import open_first_season, roll_season
from game.models import Character, Raid, Season, SeasonBaseline, SeasonRank, SeasonResult, SeasonReward
from game.queries.board import find_board
from game.queries.board_kinds import board_kinds
from game.queries.board_scores import scores
from game.queries.season import HOURS_TO_WAIT
from game.rules.levels import total_xp
from game.rules.season import SECONDS, season_start
from game.rules.season_reward import PLACES, REWARDS, gold_of_board
from game.rules.tuning import START_GOLD
from game.tests.make import by, make_character, owner_of
from game.tests.raids import end_now, fold_now, make_hunter, make_raid, strike
from game.tests.seasons import end_season, let_it_end, make_scorer, make_season, score
from game.tests.staff import in_days

pytestmark = pytest.mark.django_db
BOARDS = ["level", "kills", "raids", "gold"]


def ranks_of(character: Character, season: int = 1) -> dict[str, tuple[int | None, int]]:
    """(rank, score) by board."""
    result = SeasonResult.objects.select_related("season").get(character=character, season__number=season)
    return dict(zip(result.season.boards, zip(result.ranks, result.scores, strict=True), strict=True))


def own_scores(character: Character, season: Season) -> tuple[int, int]:
    """On the board of gold: (of all time, of this season)."""
    boards = [find_board("gold"), find_board("gold", "season")]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT s0, s1 FROM ({scores(boards)}) s WHERE id = %(id)s", {"season": season.pk, "id": character.pk})
        all_time, of_season = cursor.fetchone()
    return all_time, of_season


# --- the first season
def test_a_fresh_world_gets_season_1_of_the_calendar_with_a_baseline_of_everybody_who_has_something() -> None:
    veteran, newcomer = make_character(level=5, xp=7, kills=9, gold_earned=50, raid_damage=3), make_scorer()
    rolled = roll_season()
    season = Season.objects.get()
    assert (rolled.opened, rolled.frozen.baselines, season.number, season.ended_at) == (1, 1, 1, None)
    assert int(season.starts_at.timestamp()) == season_start(int(season.starts_at.timestamp()))
    assert season.ends_at - season.starts_at == timedelta(seconds=SECONDS)
    baseline = SeasonBaseline.objects.get()
    assert (baseline.character_id, baseline.experience, baseline.kills) == (veteran.pk, total_xp(5, 7), 9)
    assert (baseline.gold_earned, baseline.raid_damage) == (50, 3) and newcomer.pk != veteran.pk


def test_opening_again_opens_nothing() -> None:
    make_season()
    assert open_first_season().opened is None and roll_season().opened is None
    assert Season.objects.count() == 1


# --- the end
def test_nothing_happens_before_the_end_in_one_statement() -> None:
    make_season()
    roll_season()
    with CaptureQueriesContext(connection) as taken:
        assert roll_season().ended is None
    assert len(taken) == 1 and Season.objects.get().ended_at is None


def test_the_end_archives_ranks_of_all_boards_and_opens_the_next_season_where_this_one_ended() -> None:
    veteran = make_character(level=10, kills=1_000, gold_earned=5_000)
    make_season()
    score(veteran, kills=5, gold=10, xp=100)
    young, idle = make_scorer(20, gold_earned=START_GOLD + 3), make_scorer()
    ends_at = let_it_end()
    rolled = roll_season()
    ended, opened = Season.objects.order_by("number")
    assert (rolled.ended, rolled.opened, ended.boards, ended.ended_at is None) == (1, 2, BOARDS, False)
    assert (opened.number, opened.starts_at, opened.ended_at) == (2, ends_at, None)
    assert ranks_of(veteran) == {"level": (1, 100), "kills": (2, 5), "raids": (None, 0), "gold": (1, 10)}
    assert ranks_of(young) == {"level": (None, 0), "kills": (1, 20), "raids": (None, 0), "gold": (2, 3)}
    assert not SeasonResult.objects.filter(character=idle).exists()
    assert list(SeasonRank.objects.filter(board="kills").values_list("rank", "name", "score").order_by("rank")) == [
        (1, young.name, 20), (2, veteran.name, 5),
    ]  # fmt: skip
    rewards = SeasonReward.objects.filter(board="kills", paid_at=None).order_by("rank").values_list("rank", "gold", "title")
    assert list(rewards) == [(1, REWARDS[0].gold, REWARDS[0].title), (2, REWARDS[1].gold, REWARDS[1].title)]


def test_the_next_season_counts_from_what_each_had_at_the_end_and_the_old_baselines_are_gone() -> None:
    hero = make_character(kills=100)
    make_season()
    score(hero, kills=7)
    end_season()
    baseline = SeasonBaseline.objects.select_related("season").get()
    assert (baseline.season.number, baseline.kills) == (2, 107)
    score(hero, kills=3)
    end_season()
    assert (ranks_of(hero, 1)["kills"], ranks_of(hero, 2)["kills"]) == ((1, 7), (1, 3))


def test_the_gold_with_which_a_character_begins_counts_in_no_season_and_on_no_board() -> None:
    veteran = make_character()
    make_season()
    newcomer = make_character()
    for one in (veteran, newcomer):
        score(one, gold=7, kills=1)
    ended = Season.objects.get()
    assert [own_scores(one, ended) for one in (veteran, newcomer)] == [(7, 7), (7, 7)]
    end_season()
    assert ranks_of(veteran)["gold"] == (1, 7) and ranks_of(newcomer)["gold"] == (2, 7)
    assert own_scores(newcomer, Season.objects.get(number=2)) == (7, 0)
    assert newcomer.earned == 0 and Character.objects.get(pk=newcomer.pk).earned == 7


def test_of_equal_scores_the_older_character_comes_first() -> None:
    make_season()
    scorers = [make_scorer(4) for _ in range(5)]
    end_season()
    assert [ranks_of(one)["kills"][0] for one in scorers] == [1, 2, 3, 4, 5]


def test_the_hall_and_the_rewards_hold_the_first_hundred_and_the_results_everybody() -> None:
    make_season()
    scorers = [make_scorer() for _ in range(PLACES + 2)]
    for number, one in enumerate(scorers, 1):
        score(one, kills=number)
    rolled = end_season()
    assert (rolled.frozen.results, rolled.frozen.ranks, rolled.frozen.rewards) == (PLACES + 2, PLACES, PLACES)
    assert sum(SeasonReward.objects.values_list("gold", flat=True)) == gold_of_board()
    assert ranks_of(scorers[0])["kills"] == (PLACES + 2, 1)
    assert not SeasonRank.objects.filter(character__in=scorers[:2]).exists()


def test_suspended_closed_deleted_and_erased_ones_are_not_ranked() -> None:
    make_season()
    banned, was_banned, closed, deleted, erased, good = (make_scorer(10) for _ in range(6))
    for character, until in ((banned, in_days(1)), (was_banned, in_days(-1))):
        owner = owner_of(character)
        owner.banned_until = until
        owner.save()
    owner = owner_of(closed)
    owner.is_active = False
    owner.save()
    Character.objects.filter(pk=deleted.pk).update(deleted_at=in_days(0))
    Character.objects.filter(pk=erased.pk).update(deleted_at=in_days(0), user=None)
    end_season()
    assert [r.character_id for r in SeasonRank.objects.order_by("rank")] == [was_banned.pk, good.pk]
    assert set(SeasonReward.objects.values_list("character", flat=True)) == {was_banned.pk, good.pk}
    assert SeasonResult.objects.count() == 2
    # Who may play again needs a baseline; whoever is erased does not.
    assert set(SeasonBaseline.objects.values_list("character", flat=True)) == {
        c.pk for c in (banned, was_banned, closed, deleted, good)
    }


def test_a_second_run_changes_nothing() -> None:
    make_season()
    make_scorer(3)
    end_season()
    before = list(SeasonResult.objects.values()), list(SeasonReward.objects.values()), list(SeasonBaseline.objects.values())
    assert roll_season().ended is None
    after = list(SeasonResult.objects.values()), list(SeasonReward.objects.values()), list(SeasonBaseline.objects.values())
    assert before == after and before[0] and Season.objects.count() == 2


# --- the clock
def test_after_three_days_of_downtime_the_season_ends_once_and_the_next_one_begins_where_it_ended() -> None:
    make_season()
    make_scorer(3)
    ends_at = let_it_end(timedelta(days=3))
    assert roll_season().ended == 1
    assert roll_season().ended is None
    assert Season.objects.get(number=2).starts_at == ends_at and SeasonResult.objects.count() == 1


def test_after_three_months_of_downtime_one_season_ends_and_one_of_the_calendar_begins_without_a_gap_in_the_numbers() -> None:
    make_season()
    make_scorer(3)
    let_it_end(timedelta(days=92))
    rolled = roll_season()
    opened = Season.objects.get(ended_at=None)
    start = int(opened.starts_at.timestamp())
    assert (rolled.ended, rolled.opened, Season.objects.count()) == (1, 2, 2)
    assert start == season_start(start) and roll_season().ended is None


def test_a_clock_that_is_set_back_ends_nothing_twice() -> None:
    make_season()
    make_scorer(3)
    ends_at = let_it_end()
    assert roll_season(ends_at).ended == 1
    for back in (timedelta(seconds=1), timedelta(days=1), timedelta(days=100)):
        assert roll_season(ends_at - back).ended is None
    assert Season.objects.count() == 2 and SeasonReward.objects.count() == 1


# --- raids
def test_the_end_waits_for_raids_that_ended_before_it_until_they_are_paid_so_that_their_damage_counts() -> None:
    make_season()
    hunter, raid = make_hunter(), make_raid()
    strike(hunter, raid)
    end_now(raid)
    ends_at = let_it_end(-timedelta(seconds=2))
    first = roll_season(ends_at)
    fold_now(raid)
    second = roll_season(ends_at)
    assert (first.ended, first.waits_for, second.ended, second.waits_for) == (None, 1, None, 1)
    pay_raids()
    assert roll_season(ends_at).ended == 1
    damage = Character.objects.get(pk=hunter.pk).raid_damage
    assert damage > 0 and ranks_of(hunter)["raids"] == (1, damage)


def test_the_end_waits_for_an_unpaid_raid_for_an_hour_at_most() -> None:
    make_season()
    hunter, raid = make_hunter(), make_raid()
    strike(hunter, raid)
    end_now(raid)
    ends_at = let_it_end(-timedelta(seconds=2))
    wait = timedelta(hours=HOURS_TO_WAIT)
    assert roll_season(ends_at + wait - timedelta(seconds=1)).waits_for == 1
    assert roll_season(ends_at + wait).ended == 1


def test_a_raid_that_goes_on_over_the_end_is_not_waited_for() -> None:
    make_season()
    make_raid()
    let_it_end()
    assert Raid.objects.get().state == Raid.OPEN and roll_season().ended == 1


# --- statements
def test_the_end_takes_as_many_statements_for_ten_characters_as_for_a_thousand() -> None:
    make_season()
    few = _statements_of_an_end(10)
    assert few == _statements_of_an_end(1_000) and SeasonResult.objects.count() == 10 + 1_010


def _statements_of_an_end(more: int) -> int:
    first = Character.objects.count()
    users = User.objects.bulk_create(User(username=f"many_{first + n}") for n in range(more))
    Character.objects.bulk_create(
        Character(user=u, name=f"Many{u.pk}", skeleton=f"many{u.pk}", faction="werewolf", class_slug="redclaw") for u in users
    )
    Character.objects.update(kills=first + 1 + more)
    let_it_end()
    with CaptureQueriesContext(connection) as taken:
        roll_season()
    return len(taken)


def test_a_hunt_after_the_end_counts_in_the_next_season() -> None:
    make_season()
    hero = make_scorer(2, level=10)
    end_season()
    hunt(by(hero), place="old-mill")
    kills = Character.objects.get(pk=hero.pk).kills
    end_season()
    later = SeasonResult.objects.filter(character=hero, season__number=2).values_list("scores", flat=True).first()
    assert ranks_of(hero)["kills"] == (1, 2) and (kills == 2 or (later and later[1] == kills - 2))


def test_all_boards_are_registered_with_a_slug_that_the_season_can_keep() -> None:
    assert list(board_kinds())[:4] == BOARDS and all(len(slug) <= 20 for slug in board_kinds())
