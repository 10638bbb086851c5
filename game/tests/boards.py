"""Boards for tests: a count, and worlds with given figures."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from game.actions.boards import count_boards
from game.models import Character, Season, SeasonBaseline
from game.queries.board import drop
from game.rules.levels import total_xp
from game.tests.make import make_character


def count_now() -> None:
    """Count the boards, and let the caches of this process and of Redis forget the ones before."""
    assert count_boards() is not None
    drop()


def make_many(count: int, **columns: str) -> None:
    """So many characters of one account, by SQL expressions over the number n, such as kills="n * 3"."""
    from django.db import connection

    owner = make_character()
    names = {"name": "'Crowd_' || n", "skeleton": "'crowd' || n", "user_id": str(owner.user_id), "gold": "0"} | columns
    copied = [f.column for f in Character._meta.concrete_fields if f.column not in ("id", "creation_key", *names)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO game_character ({", ".join([*copied, *names])})
            SELECT {", ".join([*(f"c.{column}" for column in copied), *names.values()])}
            FROM game_character c, generate_series(1, {count:d}) n WHERE c.id = {owner.pk:d} ORDER BY n"""
        )
    Character.objects.filter(pk=owner.pk).update(deleted_at=timezone.now())


def begin_season(*, number: int = 1, without: Sequence[Character] = ()) -> Season:
    """A season that began a week ago, with a baseline of what each living character has now; `without` began in the season."""
    start = timezone.now() - timedelta(days=7)
    season = Season.objects.create(number=number, starts_at=start, ends_at=start + timedelta(days=56))
    SeasonBaseline.objects.bulk_create(
        SeasonBaseline(
            season=season, character=c, experience=total_xp(c.level, c.xp), kills=c.kills, gold_earned=c.gold_earned,
            raid_damage=c.raid_damage,
        )
        for c in Character.objects.exclude(pk__in=[c.pk for c in without])
    )  # fmt: skip
    return season
