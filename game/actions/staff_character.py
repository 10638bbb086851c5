"""Staff rename a character whose name hurts people, or looks like somebody else's."""

from accounts.queries.rank import Rank
from game.actions import ledger
from game.actions.character_names import check_name, check_not_staff
from game.actions.renaming import rename
from game.actions.staff_action import StaffContext, staff_action
from game.models.ids import CharacterId
from game.rules.errors import GameError


# unaudited: the new name is in the row; an entry outlives an erased account.
@staff_action("rename_character", Rank.MODERATOR, unaudited=["name"])
def rename_character(context: StaffContext, *, character: CharacterId, name: str) -> None:
    """Give a character another name, checked as at its creation; its player is told. The old name is replaced in battles, open raids and
    the hall of fame too. GameError: invalid, name_taken (name), not_found, forbidden, nothing_to_do (it has that name)."""
    found = context.characters([character])[character]
    if found.user_id is None:
        raise GameError("not_found", "Its account was erased, and its name with it.")
    check_name(name)
    check_not_staff(name)
    if name == found.name:
        raise GameError("nothing_to_do", "It has that name already.", field="name")
    context.write(ledger.of(character))
    renamed = rename(context, found, name)
    context.notify([character], f"The staff gave {renamed.before} another name: {name}.")
