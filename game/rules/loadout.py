"""New skills of a character that gained levels, and what they do to its loadout."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from game.rules import tuning


class NewSkill(Struct, frozen=True):
    """A skill that was learnt with a level. slotted: it went into a free slot, and fights use it from now on."""

    slug: str
    slotted: bool


def learn(
    loadout: Sequence[str], skills: Iterable[tuple[str, int]], *, before: int, level: int
) -> tuple[list[str], list[NewSkill]]:
    """The loadout after the levels above `before` up to `level`, and what was learnt with them.

    skills: those of the class as (slug, level). A new skill takes a free slot, behind the chosen ones; chosen skills stay.
    """
    after, learnt = list(loadout), []
    for slug, needed in skills:
        if before < needed <= level:
            free = len(after) < tuning.LOADOUT_SIZE and slug not in after
            if free:
                after.append(slug)
            learnt.append(NewSkill(slug, free))
    return after, learnt
