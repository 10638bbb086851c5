"""What a newcomer does next: the few steps that show him the game, ticked off from what is known of him anyway."""

from msgspec import Struct

from game.models import Character

UNTIL_LEVEL = 5


class Step(Struct, frozen=True):
    words: str
    why: str
    url: str
    done: bool


def first_steps(character: Character, *, guest: bool) -> list[Step]:
    """The steps in order, done ones too; empty once all are done or the character has outgrown them. No statement."""
    steps = [
        Step("Win a fight", "The first places are easy, and a defeat costs you nothing but health.", "/play/hunt/", character.kills > 0),
        Step(
            "Reach level 2 and spend your points", "Every level brings five. A few fights will do.", "/play/character/",
            character.level > 1 and not character.unspent,
        ),
        Step("Take a mission's reward", "They count by themselves while you hunt, buy and sell.", "/play/missions/", character.streak_day > 0),
    ]  # fmt: skip
    if guest:
        steps.append(
            Step("Sign up, so that it stays yours", "Until then this browser is your only key.", "/accounts/signup/", False)
        )
    return [] if character.level > UNTIL_LEVEL or all(step.done for step in steps) else steps
