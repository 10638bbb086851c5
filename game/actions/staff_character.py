"""Staff rename a character whose name hurts people, or looks like somebody else's."""

from accounts.queries.rank import Rank
from accounts.queries.staff_names import looks_like_staff
from game.actions import ledger
from game.actions.character_names import problem_with
from game.actions.forget import write_names_elsewhere
from game.actions.raid_names import take_names_out_of_open_raids
from game.actions.staff_action import StaffContext, staff_action
from game.models.ids import CharacterId
from game.queries.board import drop
from game.queries.news import forget_cached
from game.rules.errors import GameError
from game.rules.raid_fold import Renamed
from vvw_site.foundation.naming import skeleton


# unaudited: the new name is in the row; an entry outlives an erased account.
@staff_action("rename_character", Rank.MODERATOR, unaudited=["name"])
def rename_character(context: StaffContext, *, character: CharacterId, name: str) -> None:
    """Give a character another name, checked as at its creation; its player is told. The old name is replaced in battles, open raids and
    the hall of fame too. GameError: invalid, name_taken (name), not_found, forbidden, nothing_to_do (it has that name)."""
    found = context.characters([character])[character]
    if found.user_id is None:
        raise GameError("not_found", "Its account was erased, and its name with it.")
    if problem := problem_with(name):
        raise GameError("invalid", problem, field="name")
    if looks_like_staff(name):
        raise GameError("invalid", "That name looks like the name of one of the staff. Choose another.", field="name")
    if name == found.name:
        raise GameError("nothing_to_do", "It has that name already.", field="name")
    renamed = Renamed(found.name, name)
    take_names_out_of_open_raids({character: renamed})
    context.write(ledger.of(character))
    found.name, found.skeleton = name, skeleton(name)
    found.save(update_fields=["name", "skeleton"])
    write_names_elsewhere({character: renamed}, in_hall=True)
    context.notify([character], f"The staff gave {renamed.before} another name: {name}.")
    context.after_commit(drop)
    context.after_commit(forget_cached)
