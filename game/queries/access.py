"""Whose is it? A row for a player is fetched only through these functions."""

from django.contrib.auth.models import AbstractBaseUser

from accounts.models.ids import UserId
from game.models import Battle, Character, DailyMission, Holding
from game.models.ids import CharacterId, HoldingId
from game.queries.characters import as_read
from game.rules.errors import GameError
from vvw_site.foundation.database.rows import Instances, selected, shape_of
from vvw_site.foundation.database.statement import Statement


def access_character(
    user: AbstractBaseUser, character_id: CharacterId | None, *, count_others: bool = False
) -> Character | None:
    """The user's living character with that id; without an id, or when it is not his, the one he played last.

    One statement; the character comes with its version. count_others: it also knows whether the account has others, ones that
    were deleted lately included; that costs the statement a third more.
    """
    row = (_PLAYED_AND_OTHERS if count_others else _PLAYED).row(user=user.pk, chosen=character_id)
    if row is None:
        return None
    character = as_read(row[0], row[1])
    character.has_others = row[2] if count_others else None
    return character


def access_own_character(user: UserId, character_id: CharacterId, *, deleted: bool | None = False) -> Character:
    """The user's character with that id: a living one, one that was let go (deleted), or either (None).

    GameError not_found when there is none.
    """
    own = find_own_character(user, character_id)
    if own is None or deleted not in (None, own.deleted_at is not None):
        raise GameError("not_found", "You have no such character.")
    return own


def find_own_character(user: UserId, character_id: CharacterId) -> Character | None:
    """The user's character with that id, living or let go; None when there is none."""
    return Character.objects.filter(user_id=user, pk=character_id).first()


def access_holding(character: CharacterId, holding: HoldingId) -> Holding:
    """A thing that the character holds. GameError not_found when it does not."""
    mine = _HOLDING.find(id=holding, character=character)
    if not mine:
        raise GameError("not_found", "You do not have that any more.", field="id")
    return mine[0]


def access_mission(character: CharacterId, task: int) -> DailyMission:
    mine = _MISSION.find(id=task, character=character)
    if not mine:
        raise GameError("not_found", "You were not given that mission.", field="id")
    return mine[0]


_FIRST_CHOICE = """FROM game_character c WHERE c.user_id = %(user)s AND c.deleted_at IS NULL
    ORDER BY c.id IS NOT DISTINCT FROM %(chosen)s DESC, c.seen_at DESC, c.id LIMIT 1"""
_PLAYED = Statement(
    f"SELECT json_build_array({selected(Character, 'c')}, c.xmin)::text {_FIRST_CHOICE}",
    tuple[shape_of(Character), str],  # type: ignore[misc]
)
_PLAYED_AND_OTHERS = Statement(
    f"""SELECT json_build_array({selected(Character, "c")}, c.xmin,
    (SELECT count(*) FROM game_character o WHERE o.user_id = %(user)s) > 1)::text {_FIRST_CHOICE}""",  # noqa: S608
    tuple[shape_of(Character), str, bool],  # type: ignore[misc]
)
_HOLDING = Instances(Holding, "WHERE m.id = %(id)s AND m.character_id = %(character)s")
_MISSION = Instances(DailyMission, "WHERE m.id = %(id)s AND m.character_id = %(character)s")


def access_battle(battle: int) -> Battle:
    """Battles are shared by link: anybody may read one. GameError not_found when there is none."""
    fought = Battle.objects.select_related("character", "seed").filter(pk=battle).first()
    if fought is None:
        raise GameError("not_found", "There is no such battle.")
    return fought
