"""A fold, a payment and a gathering of news die at each of their statements: nothing is counted, paid or told twice, and the next run
gives what a single one would have given."""

from itertools import count
from typing import Any

import pytest

from game.actions.achievement_fold import fold_achievements
from game.actions.achievement_pay import pay_achievements
from game.actions.news_gather import gather_news
from game.models import EarnedAchievement, Letter, NewsEntry, Notice
from game.queries.ledger_proof import problems
from game.tests.achievements import counts_of, fold_all, make_battle
from game.tests.actions.test_achievement_pay import SLUG
from game.tests.make import make_character
from game.tests.news import make_ended_raid
from game.tests.races.mortal import Mortal

pytestmark = pytest.mark.django_db(transaction=True)
DYING = "dying_achievements.py"


def order(action: str, dies_at: int) -> dict[str, Any]:
    return {"action": action, "dies_at": dies_at}


def test_a_fold_killed_before_any_statement_counts_and_tells_everything_once(mortal: Mortal) -> None:
    hunters = [make_character(kills=1) for _ in range(2)]
    for dies_at in count():
        for hunter in hunters:
            make_battle(hunter, gold=1)
        mortal.begin(order("fold", dies_at))
        died = mortal.end()
        assert fold_achievements() is not None
        fold_all()
        assert [counts_of(hunter)["gold"] for hunter in hunters] == [dies_at + 1] * 2, f"statement {dies_at}"
        if not died:
            break
    assert dies_at >= 10
    assert EarnedAchievement.objects.filter(achievement="first-blood").count() == 2
    for hunter in hunters:
        assert Notice.objects.filter(character=hunter, link="/play/achievements/").count() == 1


def test_a_payment_killed_before_any_statement_pays_whole_or_nothing(mortal: Mortal) -> None:
    for dies_at in count():
        hunter = make_character()
        EarnedAchievement.objects.create(character=hunter, achievement=SLUG, gold=500)
        mortal.begin(order("pay", dies_at))
        died = mortal.end()
        pay_achievements()
        assert Letter.objects.filter(recipient=hunter).count() == 1 and problems() == [], f"statement {dies_at}"
        if not died:
            break
    assert dies_at >= 4


def test_a_gathering_killed_before_any_statement_tells_everything_once(mortal: Mortal) -> None:
    for dies_at in count():
        raid = make_ended_raid(make_character(), killer=False)
        mortal.begin(order("gather", dies_at))
        died = mortal.end()
        gather_news()
        assert NewsEntry.objects.filter(kind="raid", key=f"{raid.pk}").count() == 1, f"statement {dies_at}"
        if not died:
            break
    assert dies_at >= 5
