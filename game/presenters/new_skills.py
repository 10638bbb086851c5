"""Skills that came with a level, in words and for pages that know only the levels."""

from collections.abc import Iterable

from game.content import catalogue
from game.models import Character
from game.presenters.names import skill_name
from game.rules.loadout import NewSkill


def new_skills_in_words(skills: Iterable[NewSkill]) -> str:
    """A sentence for each, such as " You learnt Pour a Glass, and your fights use it from now on."; "" without any."""
    return "".join(
        f" You learnt {skill_name(skill.slug)}"
        + (
            ", and your fights use it from now on."
            if skill.slotted
            else "; choose on your character's page whether it replaces another."
        )
        for skill in skills
    )


def learnt_between(character: Character, before: int, level: int) -> list[NewSkill]:
    """What the character learnt above level `before` up to `level`, and whether its fights use it now."""
    skills = catalogue().class_skills[character.class_slug]
    return [NewSkill(s.slug, s.slug in character.loadout) for s in skills if before < s.level <= level]
