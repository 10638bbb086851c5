"""Another name for a character, wherever the old one stands."""

from game.actions.forget import write_names_elsewhere
from game.actions.raid_names import take_names_out_of_open_raids
from game.actions.transaction import EffectContext
from game.models import Character
from game.queries.board import drop
from game.queries.news import forget_cached
from game.rules.raid_fold import Renamed
from vvw_site.foundation.naming import skeleton


def rename(context: EffectContext, character: Character, name: str) -> Renamed:
    """Give the character, which is locked, a name that was checked. The old one is replaced in battles, open raids and the hall of fame;
    boards and news are read anew. IntegrityError name_unique_without_case, name_has_no_look_alike."""
    renamed = Renamed(character.name, name)
    take_names_out_of_open_raids({character.id: renamed})
    character.name, character.skeleton = name, skeleton(name)
    character.save(update_fields=["name", "skeleton"])
    write_names_elsewhere({character.id: renamed}, in_hall=True)
    context.after_commit(drop)
    context.after_commit(forget_cached)
    return renamed
