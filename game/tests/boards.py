"""Boards for tests: a count, and worlds with given figures."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import connection
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
    """So many characters of one account, Crowd_1 and so on, by SQL expressions over the number n, such as kills="n * 3"."""
    owner = make_character()
    named = {"name": "'Crowd_' || n", "skeleton": "'crowd' || n", "gold": "0"} | columns
    columns_of = [str(field.column) for field in Character._meta.concrete_fields]
    copied = [column for column in columns_of if column not in ("id", "creation_key", *named)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO game_character ({", ".join([*copied, *named])})
            SELECT {", ".join([*(f"c.{column}" for column in copied), *named.values()])}
            FROM game_character c, generate_series(1, {count:d}) n WHERE c.id = {owner.pk:d} ORDER BY n"""
        )
    Character.objects.filter(pk=owner.pk).update(deleted_at=timezone.now())


def begin_season(*, without: Sequence[Character] = (), number: int = 1) -> Season:
    """A season that began a week ago, with a baseline of what each character has now. `without` began in the season."""
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
