"""Seasons for tests: one that is on, characters with scores in it, and its end."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from game.actions.season_pay import pay_seasons
from game.actions.season_roll import Rolled, open_first_season, roll_season
from game.models import Character, Season, SeasonReward
from game.queries.season import season_state
from game.rules import tuning
from game.tests.make import make_character


def make_season() -> Season:
    """The season that is on. Its baselines are of the characters that exist now."""
    open_first_season()
    return Season.objects.get(ended_at=None)


def score(character: Character, *, kills: int = 0, gold: int = 0, xp: int = 0, damage: int = 0) -> None:
    """The character does so much in the season."""
    Character.objects.filter(pk=character.pk).update(
        kills=F("kills") + kills, gold_earned=F("gold_earned") + gold, xp=F("xp") + xp, raid_damage=F("raid_damage") + damage
    )


def make_scorer(kills: int = 0, **fields: Any) -> Character:
    """A character that began in the season, with so many kills, and no gold that counts."""
    return make_character(**{"kills": kills, "gold_earned": tuning.START_GOLD} | fields)


def let_it_end(ago: timedelta = timedelta(minutes=1)) -> datetime:
    """The season's time has been over for so long. Returns its end."""
    ends_at = season_state().now.replace(microsecond=0) - ago
    Season.objects.filter(ended_at=None).update(starts_at=ends_at - timedelta(weeks=8), ends_at=ends_at)
    return ends_at


def end_season(ago: timedelta = timedelta(minutes=1)) -> Rolled:
    """The season's time is over, and it is rolled over. Its rewards are not paid."""
    let_it_end(ago)
    return roll_season()


def make_ended_season(*scorers: Character) -> Season:
    """A season that has ended and is paid for. With no scorers given there are three, with 30, 20 and 10 kills."""
    make_season()
    if not scorers:
        for kills in (30, 20, 10):
            make_scorer(kills)
    ended = Season.objects.get(ended_at=None)
    end_season()
    pay_seasons()
    ended.refresh_from_db()
    return ended


def owed() -> int:
    """Gold of the rewards that are not paid."""
    return sum(SeasonReward.objects.filter(paid_at=None).values_list("gold", flat=True))
