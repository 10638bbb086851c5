"""Access checks: a row for a player is fetched only through these functions, which know whose it is."""

from django.contrib.auth.models import AbstractBaseUser

from accounts.models.ids import UserId
from game.models import ArchivedBattle, Battle, Character, DailyMission, Holding
from game.models.ids import CharacterId, HoldingId
from game.queries.archive import StoredBattleRow
from game.queries.characters import as_read
from game.queries.event_now import EVENTS_NOW, EventsNow
from game.queries.notices import UNREAD, Unread
from game.queries.raid_now import RAID_NOW, RaidNow
from game.rules.errors import GameError
from vvw_site.foundation.database.rows import Instances, selected, shape_of
from vvw_site.foundation.database.statement import Statement

CHOSEN = "character"
"""The session's key for the id of the character that is played."""


def access_character(
    user: AbstractBaseUser, character_id: CharacterId | None, *, count_others: bool = False
) -> Character | None:
    """The user's living character with that id; without an id, or when the id is not one of the user's, the one played last.

    One statement. The character comes with its version, with the raid and the events that are on, and with what it has not read.

    count_others: `has_others` says whether the account has other characters, deleted ones included; the statement takes a third
    longer.
    """
    row = (_PLAYED_AND_OTHERS if count_others else _PLAYED).row(user=user.pk, chosen=character_id)
    if row is None:
        return None
    character = as_read(row[0], row[1])
    character.raid_now, character.events_now, character.unread = row[2], row[3] or (), row[4]
    character.has_others = row[5] if count_others else None
    return character


def access_own_character(user: UserId, character_id: CharacterId, *, deleted: bool | None = False) -> Character:
    """The user's character with that id. deleted: whether it must be deleted; None for either. One statement.

    GameError not_found when there is none.
    """
    own = find_own_character(user, character_id)
    if own is None or deleted not in (None, own.deleted_at is not None):
        raise GameError("not_found", "You have no such character.")
    return own


def find_own_character(user: UserId, character_id: CharacterId) -> Character | None:
    """The user's character with that id, living or deleted; None when there is none. One statement."""
    return Character.objects.filter(user_id=user, pk=character_id).first()


def owner_of(character: CharacterId) -> UserId | None:
    """The user whose character it is, also a deleted one. One statement."""
    owner: UserId | None = _OWNER.row(id=character)
    return owner


def access_holding(character: CharacterId, holding: HoldingId) -> Holding:
    """A holding of the character. One statement. GameError not_found."""
    found = _HOLDING.find(id=holding, character=character)
    if not found:
        raise GameError("not_found", "You do not have that any more.", field="id")
    return found[0]


def access_mission(character: CharacterId, task: int) -> DailyMission:
    """A mission of the character, of any day. One statement. GameError not_found."""
    found = _MISSION.find(id=task, character=character)
    if not found:
        raise GameError("not_found", "You were not given that mission.", field="id")
    return found[0]


_FIRST_CHOICE = """FROM game_character c WHERE c.user_id = %(user)s AND c.deleted_at IS NULL
    ORDER BY c.id IS NOT DISTINCT FROM %(chosen)s DESC, c.seen_at DESC, c.id LIMIT 1"""
_PLAYED = Statement(
    f"SELECT json_build_array({selected(Character, 'c')}, c.xmin, {RAID_NOW}, {EVENTS_NOW}, {UNREAD})::text {_FIRST_CHOICE}",
    tuple[shape_of(Character), str, RaidNow | None, EventsNow, Unread],  # type: ignore[misc]
)
_PLAYED_AND_OTHERS = Statement(
    f"""SELECT json_build_array({selected(Character, "c")}, c.xmin, {RAID_NOW}, {EVENTS_NOW}, {UNREAD},
    (SELECT count(*) FROM game_character o WHERE o.user_id = %(user)s) > 1)::text {_FIRST_CHOICE}""",  # noqa: S608
    tuple[shape_of(Character), str, RaidNow | None, EventsNow, Unread, bool],  # type: ignore[misc]
)
_OWNER = Statement("SELECT to_json(user_id)::text FROM game_character WHERE id = %(id)s AND user_id IS NOT NULL", UserId)
_HOLDING = Instances(Holding, "WHERE m.id = %(id)s AND m.character_id = %(character)s")
_MISSION = Instances(DailyMission, "WHERE m.id = %(id)s AND m.character_id = %(character)s")


def access_battle(battle: int) -> StoredBattleRow:
    """Any battle, with its character and its seed: battles are public. One statement, and one more if it is archived.
    GameError not_found."""
    for model in (Battle, ArchivedBattle):
        if found := model._default_manager.select_related("character", "seed").filter(pk=battle).first():
            return found
    raise GameError("not_found", "There is no such battle.")
