"""Skills: what a fighter can do besides a plain attack."""

from typing import Literal

from msgspec import Struct

SkillKind = Literal["strike", "bleed", "drain", "stun", "execute", "ward", "bless", "mend"]


class Skill(Struct, frozen=True, array_like=True):
    """One skill as the fight needs it.

    power: percent of the attack (0 for a skill that strikes no blow).
    extra: bleed: percent of the attack that the foe loses each round; drain: percent of the damage healed; stun: chance
        in percent that the foe loses its next turn; execute: percent added to power against a foe with little health;
        bless: percent added to attack; mend: percent of full health healed; strike, ward: unused.
    rounds: bleed: rounds that it lasts; bless: own turns that it lasts; ward: blows that it blocks.
    cooldown: rounds until the skill can be used again.
    """

    slug: str
    kind: SkillKind
    power: int
    extra: int
    rounds: int
    cooldown: int
