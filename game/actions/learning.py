"""What a character learns with a level, in whichever way it gained it."""

from game.actions.optimistic_action import OptimisticContext
from game.content import catalogue
from game.models import Character
from game.rules.loadout import NewSkill, learn


def learnt_with(character: Character, level: int) -> tuple[list[str], list[NewSkill]]:
    """The loadout at the new level, and the skills that came with it."""
    skills = ((skill.slug, skill.level) for skill in catalogue().class_skills[character.class_slug])
    return learn(character.loadout, skills, before=character.level, level=level)


def write_loadout(context: OptimisticContext, loadout: list[str]) -> None:
    """Add the loadout to what the action writes, if it changed."""
    if loadout != context.character.loadout:
        context.change("loadout = %(loadout)s::varchar[]", loadout=loadout)
