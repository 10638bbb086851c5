"""Rewards of achievements, the count of how rare they are, the command that catches up, and what is left after an erasure."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions.erase import erase
from game.actions.achievement_fold import fold_achievements
from game.actions.achievement_pay import SOURCE, pay_achievements
from game.actions.achievement_rarity import count_rarity
from game.actions.letter_goods import claim
from game.actions.sanctions import FOR_GOOD
from game.content import catalogue
from game.management.commands import award_achievements
from game.models import (
    AchievementFold,
    AchievementProgress,
    AchievementRarity,
    Character,
    EarnedAchievement,
    Letter,
    Transfer,
)
from game.models.ids import LetterId
from game.queries.ledger_proof import problems
from game.tests.achievements import fold_all, make_battle, move
from game.tests.boards import make_many
from game.tests.make import by, make_character, make_user, owner_of
from game.tests.staff import in_days

pytestmark = pytest.mark.django_db
SLUG = "the-last-word"
GOLD = catalogue().achievements[SLUG].gold


def make_killer() -> Character:
    """Who has struck the last blow of a raid, for which there is gold."""
    hunter = make_character()
    move(hunter, next(iter(catalogue().raid_bosses.values())).trophy, 1, "raid")
    return hunter


def test_a_reward_comes_once_as_a_letter_with_its_gold() -> None:
    hunter = make_killer()
    fold_all()
    assert pay_achievements() == 1 and pay_achievements() == 0
    letter = Letter.objects.get(recipient=hunter)
    assert "The Last Word" in letter.subject and letter.attachments == [{"asset": "gold", "quantity": GOLD}]
    line = Transfer.objects.get(reason="achievement")
    assert (line.source, line.quantity, line.reference) == (SOURCE, GOLD, f"achievement:{SLUG}")
    before = Character.objects.get(pk=hunter.pk)
    claim(by(hunter), letter=LetterId(letter.pk))
    after = Character.objects.get(pk=hunter.pk)
    assert (after.gold - before.gold, after.gold_earned - before.gold_earned) == (GOLD, 0) and problems() == []


def test_an_achievement_without_a_reward_pays_nothing() -> None:
    make_character(kills=1)
    fold_all()
    assert pay_achievements() == 0 and not Letter.objects.exists()


def test_a_reward_waits_while_the_player_is_suspended() -> None:
    user = make_user(banned_until=in_days(3))
    hunter = make_character(user)
    move(hunter, next(iter(catalogue().raid_bosses.values())).trophy, 1, "raid")
    fold_all()
    assert pay_achievements() == 0 and in_days(3) < FOR_GOOD
    type(user).objects.filter(pk=user.pk).update(banned_until=None)
    assert pay_achievements() == 1


def test_paying_takes_as_many_statements_for_300_as_for_10() -> None:
    def statements(count: int, name: str) -> int:
        make_many(count, name=f"'{name}_' || n", skeleton=f"'{name.lower()}' || n")
        new = Character.objects.filter(name__startswith=name)
        EarnedAchievement.objects.bulk_create(EarnedAchievement(character=c, achievement=SLUG, gold=GOLD) for c in new)
        with CaptureQueriesContext(connection) as taken:
            assert pay_achievements() == count
        return len(taken)

    assert statements(10, "Few") == statements(300, "Lots")


def test_rarity_is_the_share_of_the_characters_that_have_hunted() -> None:
    make_many(4, hunts="n")
    make_character()
    Character.objects.filter(name="Crowd_1").update(kills=1)
    fold_all()
    assert count_rarity() > 0
    row = AchievementRarity.objects.get(achievement="first-blood")
    assert (row.holders, row.players) == (1, 4)
    assert AchievementRarity.objects.count() == len(catalogue().achievements)
    with CaptureQueriesContext(connection) as taken:
        count_rarity()
    assert len(taken) == 1


def test_the_command_awards_everything_and_says_how_much_in_its_last_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(award_achievements, "EACH", 1)
    make_many(3, kills="n")
    fold_achievements(seconds=0, batch=1)
    out = StringIO()
    call_command("award_achievements", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0].endswith("achievements so far") and lines[-1].endswith(" 2 achievements awarded: done.")
    assert EarnedAchievement.objects.filter(achievement="first-blood").count() == 3
    again = StringIO()
    call_command("award_achievements", stdout=again)
    assert again.getvalue().splitlines()[-1].endswith(" 0 achievements awarded: done.")


def test_an_erasure_leaves_no_achievement_no_count_and_no_title() -> None:
    hunter = make_character(kills=1, title="the-page-is-full")
    make_battle(hunter)
    fold_all()
    assert EarnedAchievement.objects.filter(character=hunter).exists() and AchievementProgress.objects.exists()
    erase(user_id=owner_of(hunter).pk)
    fold_all()
    assert not EarnedAchievement.objects.exists() and not AchievementProgress.objects.exists()
    hunter.refresh_from_db()
    assert hunter.title == "" and AchievementFold.objects.count() == 1
