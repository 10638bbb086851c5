"""The battles of one action of hunting, for its report."""

from game.models import ArchivedBattle, Battle, Character
from game.queries.archive import StoredBattleRow
from game.rules import tuning
from game.rules.errors import GameError


def battles_between(character: Character, first: int, last: int) -> list[StoredBattleRow]:
    """The character's own battles with ids from first to last, oldest first, at most as many as one action makes. One statement, and
    one more if they are archived. GameError not_found."""
    wanted = {"character_id": character.pk, "pk__range": (first, last)}
    live: list[StoredBattleRow] = list(Battle.objects.filter(**wanted).order_by("pk")[: tuning.HUNTS_AT_ONCE])
    found = live or list(ArchivedBattle.objects.filter(**wanted).order_by("pk")[: tuning.HUNTS_AT_ONCE])
    if not found:
        raise GameError("not_found", "You have no such hunts.")
    return found
