"""What is counted for achievements and when they are earned: once each, from the rows that exist, however often the fold runs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from game.actions import achievement_fold
from game.actions.achievement_fold import fold_achievements, words_of
from game.content import catalogue
from game.content.achievements import COMING
from game.models import AchievementFold, AchievementProgress, Character, EarnedAchievement, Notice
from game.queries.achievement_sources import CountSource, is_counted, register
from game.tests.achievements import CRIT, HIT, counts_of, earned_by, fold_all, make_battle, move
from game.tests.boards import make_many
from game.tests.letters import make_letter
from game.tests.make import give, make_character
from game.tests.seasons import end_season, make_scorer, make_season

pytestmark = pytest.mark.django_db


def test_kills_hunts_and_levels_come_from_the_row_of_the_character() -> None:
    hunter = make_character(level=16, kills=100, hunts=130, streak_days=7)
    fold_all()
    assert {"first-blood", "the-page-is-full", "out-after-dark", "known-at-the-gate", "seven-bells-running"} <= earned_by(
        hunter
    )
    assert "volume-two" not in earned_by(hunter) and "known-by-their-tracks" not in earned_by(hunter)


def test_battles_are_counted_by_kind_of_prey_and_region_with_crits_gold_and_finds() -> None:
    hunter = make_character()
    make_battle(hunter, blows=[CRIT, CRIT, HIT], gold=7, loot=[["wax-stub", 2], ["rat-tail", 1]])
    make_battle(hunter, won=False, blows=[CRIT], gold=0)
    fold_all()
    counts = counts_of(hunter)
    assert (counts["crit"], counts["gold"], counts["loot"], counts["kill:rat"]) == (3, 7, 3, 1)
    assert counts[f"kill@{catalogue().places['old-mill'].region}"] == 1


def test_the_blows_of_the_foe_are_no_crits_of_the_hunter() -> None:
    hunter = make_character()
    make_battle(hunter, blows=[[1, 1, "attack", "crit", 9, [11, 1]]])
    fold_all()
    assert "crit" not in counts_of(hunter)


def test_archived_battles_count_and_one_that_is_in_both_tables_counts_once() -> None:
    hunter = make_character()
    make_battle(hunter, gold=5, archived=True)
    both = make_battle(hunter, gold=3)
    from game.models import ArchivedBattle, Battle

    copy = {field.attname: getattr(both, field.attname) for field in Battle._meta.concrete_fields}
    ArchivedBattle.objects.create(**copy)
    fold_all()
    assert counts_of(hunter)["gold"] == 8


def test_purchases_sales_uses_missions_and_raids_come_from_the_ledger() -> None:
    hunter = make_character(gold=100)
    move(hunter, "cellar-draught", 30, "buy")
    move(hunter, "cellar-draught", 4, "sell", away=True)
    move(hunter, "cellar-draught", 1, "use", away=True)
    for _ in range(2):
        move(hunter, "gold", 5, "mission")
    move(hunter, "gold", 50, "raid")
    give(hunter, "cellar-draught", 500)
    fold_all()
    counts = counts_of(hunter)
    assert {key: counts[key] for key in ("buy", "sell", "use", "mission", "raid")} == {
        "buy": 30, "sell": 4, "use": 1, "mission": 2, "raid": 1,
    }  # fmt: skip
    assert {"patron-of-the-row", "first-errand-of-many", "stood-with-the-rest"} <= earned_by(hunter)


def test_the_trophy_of_a_raid_is_the_killing_blow() -> None:
    hunter = make_character()
    trophy = next(iter(catalogue().raid_bosses.values())).trophy
    move(hunter, trophy, 1, "raid")
    fold_all()
    assert "the-last-word" in earned_by(hunter)


def test_letters_that_were_sent_count_and_received_ones_do_not() -> None:
    sender, recipient = make_character(level=5), make_character(level=5)
    make_letter(sender, recipient)
    fold_all()
    assert "yours-faithfully" in earned_by(sender) and "yours-faithfully" not in earned_by(recipient)


def test_a_first_place_of_a_season_counts_with_the_next_thing_that_the_character_does() -> None:
    make_season()
    best, second = make_scorer(40), make_scorer(20)
    fold_all()
    end_season()
    Character.objects.filter(pk__in=[best.pk, second.pk]).update(place="old-mill")
    fold_all()
    assert {"written-on-the-wall", "nobody-above"} <= earned_by(best)
    assert "nobody-above" not in earned_by(second)


def test_a_streak_that_ended_keeps_its_best_count() -> None:
    hunter = make_character(streak_days=6)
    fold_all()
    Character.objects.filter(pk=hunter.pk).update(streak_days=1)
    fold_all()
    assert counts_of(hunter)["streak"] == 6


def test_what_was_counted_is_not_counted_again() -> None:
    hunter = make_character()
    make_battle(hunter, gold=5)
    fold_all()
    fold_all()
    make_battle(hunter, gold=6)
    fold_all()
    assert counts_of(hunter)["gold"] == 11
    assert EarnedAchievement.objects.filter(character=hunter, achievement="first-blood").count() <= 1


def test_a_character_whose_row_was_written_is_looked_at_again() -> None:
    one, _other = make_character(), make_character()
    fold_all()
    make_battle(one)
    # Other transactions of the cluster may hold the horizon back, so that more are looked at, and nothing is counted twice.
    assert fold_all().characters >= 1
    assert counts_of(one)


def test_many_rows_of_one_character_are_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(achievement_fold, "ROWS", 1)
    hunter = make_character()
    for _ in range(45):
        make_battle(hunter, gold=1)
    fold_all()
    assert counts_of(hunter)["gold"] == 45


def test_a_walk_goes_on_where_the_last_one_stopped() -> None:
    make_many(5, kills="n")
    stopped = fold_achievements(seconds=0, batch=2)
    assert stopped is not None and not stopped.is_finished and stopped.characters == 2
    assert fold_achievements(batch=2) is not None
    assert EarnedAchievement.objects.filter(achievement="first-blood").count() == 5


def test_who_changed_behind_the_walk_is_seen_by_the_next_one() -> None:
    make_many(4, kills="0")
    first = Character.objects.get(name="Crowd_1")
    fold_achievements(seconds=0, batch=2)
    Character.objects.filter(pk=first.pk).update(kills=1)
    fold_all()
    assert not earned_by(first)
    fold_all()
    assert earned_by(first) == {"first-blood"}


def test_other_content_begins_a_walk_over_everybody() -> None:
    make_many(3, kills="n")
    fold_all()
    EarnedAchievement.objects.all().delete()
    # How far back a walk looks depends on what else runs in the cluster, so this says nothing about a walk without new content.
    AchievementFold.objects.update(content="another")
    assert fold_all().earned == 3


def test_after_a_restore_with_lower_transaction_numbers_everybody_is_looked_at() -> None:
    make_many(3, kills="n")
    fold_all()
    AchievementFold.objects.update(horizon=2**40)
    assert fold_all().characters == 3


def test_several_achievements_at_once_make_one_notice() -> None:
    hunter = make_character(level=16, kills=100)
    Notice.objects.all().delete()
    fold_all()
    [notice] = Notice.objects.filter(character=hunter)
    assert (notice.kind, notice.link) == ("reward", "/play/achievements/")
    assert "achievements: “" in notice.text and " more." in notice.text
    fold_all()
    assert Notice.objects.filter(character=hunter).count() == 1


def test_the_words_of_a_notice_name_one_and_count_many() -> None:
    assert words_of(["first-blood"]) == "The clerks have written down an achievement: “First Blood”."
    assert words_of(["the-page-is-full"]).endswith("You may call yourself the Listed.")
    assert words_of(["first-blood", "night-owl", "the-page-is-full"]).endswith("2 titles come with them.")
    longest = sorted(catalogue().achievements, key=lambda slug: -len(catalogue().achievements[slug].name))
    assert len(words_of(longest[:90])) < 300


def test_deleted_characters_wait_until_they_are_restored() -> None:
    from django.utils import timezone

    hunter = make_character(kills=1, deleted_at=timezone.now())
    fold_all()
    assert not earned_by(hunter) and not AchievementProgress.objects.exists()
    Character.objects.filter(pk=hunter.pk).update(deleted_at=None)
    fold_all()
    assert "first-blood" in earned_by(hunter)


def test_the_fold_makes_as_many_statements_for_1000_characters_as_for_10() -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as taken:
            fold_all(batch=2_000)
        return len([one for one in taken if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))])

    make_many(10, kills="n")
    few = statements()
    make_many(1_000, kills="n", name="'Throng_' || n", skeleton="'throng' || n")
    assert statements() == few == 6


def test_an_event_is_counted_or_still_to_come_and_never_both() -> None:
    events = {one.key for one in catalogue().achievements.values()}
    assert {key for key in events if not is_counted(key)} == COMING & events
    assert not [event for event in COMING if is_counted(event)]


def test_two_sources_of_one_count_are_refused() -> None:
    with pytest.raises(ValueError, match="is registered"):
        register(CountSource("more_kills", ("kill",), "SELECT 1", "is"))
