"""The first steps of a new player, each marked as done from the character's own data."""

from msgspec import Struct

from game.content import catalogue
from game.models import Character

UNTIL_LEVEL = 5


class Step(Struct, frozen=True):
    """url: the page on which the step is taken."""

    words: str
    why: str
    url: str
    done: bool


def first_steps(character: Character, *, guest: bool) -> list[Step]:
    """The steps in order, done ones included. Empty when all are done or the character is above level UNTIL_LEVEL."""
    of, paid = catalogue().classes[character.class_slug], character.streak_day > 0
    grown = sum(character.attributes.values()) > sum(of.start.values())
    learns_at = min(skill.level for skill in catalogue().class_skills[of.slug] if skill.level > 1)
    points, missions = (
        "Every level brings five. A few fights will do.",
        "They count by themselves while you hunt, buy and sell.",
    )
    skill = "It joins the skills that you fight with, up to three; later you choose which."
    steps = [
        Step("Win a fight", "The first places are easy; a defeat costs only health.", "/play/hunt/", character.kills > 0),
        Step("Reach level 2 and spend your points", points, "/play/character/", grown),
        Step(f"Reach level {learns_at} and learn a skill", skill, "/play/character/#skills", character.level >= learns_at),
        Step("Take a mission's reward", missions, "/play/missions/", paid),
    ]
    if guest:
        why = "Until then this browser is your only key."
        steps.append(Step("Sign up, so that it stays yours", why, "/accounts/signup/", False))
    return [] if character.level > UNTIL_LEVEL or all(step.done for step in steps) else steps
