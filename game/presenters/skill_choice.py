"""Whether a skill that found no free slot is better than one of those in use: the chance to win with each choice."""

from msgspec import Struct, structs

from game.content import catalogue
from game.content.schema import Place
from game.models import Character
from game.presenters.odds import Odds, odds_at
from game.queries.sheet import skills_of
from game.rules import tuning
from game.rules.sheet import Sheet, unhurt


class SkillOption(Struct, frozen=True):
    """replaced: slug of the skill that would go. loadout: the slugs after that."""

    replaced: str
    loadout: list[str]
    odds: Odds


class SkillChoice(Struct, frozen=True):
    """skill: slug. place: of the last hunt, where all chances hold with full health. now: as the loadout is. options: best first."""

    skill: str
    place: Place
    now: Odds
    options: list[SkillOption]


def skill_choice(character: Character, hunter: Sheet) -> SkillChoice | None:
    """For the skill that was learnt last, if it is not in use and no slot is free; None otherwise, and before the first hunt.

    hunter: the character's sheet, at any health.
    """
    content, loadout = catalogue(), character.loadout
    place = content.places.get(character.place)
    learnt = [skill.slug for skill in content.class_skills[character.class_slug] if skill.level <= character.level]
    if place is None or not learnt or learnt[-1] in loadout or len(loadout) < tuning.LOADOUT_SIZE:
        return None
    well, options = unhurt(hunter), []
    for index, replaced in enumerate(loadout):
        after = [*loadout[:index], learnt[-1], *loadout[index + 1 :]]
        options.append(SkillOption(replaced, after, odds_at(structs.replace(well, skills=skills_of(after)), place.slug)))
    options.sort(key=lambda option: -option.odds.percent)
    return SkillChoice(learnt[-1], place, odds_at(well, place.slug), options)
