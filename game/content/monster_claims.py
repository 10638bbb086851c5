"""What the text of a monster says about its figures: strong, quick, sturdy, hard to hit, and their opposites.

Only phrases that mean one thing are read. A text may say anything else; what it says in these words must be true beside the
monster's peers: those of its rank within two levels, or all ranks if few of its own are near.
"""

import re
from collections.abc import Iterator

from game.content.schema import Monster

NEAR = 2
"""Levels, up and down."""
FEWEST = 3
"""Peers of the same rank."""
CLAIMS: tuple[tuple[str, str, float, float], ...] = (
    ("neither strong nor quick", "attack", 0, 0.5),
    ("neither strong nor quick", "speed", 0, 0.5),
    ("very strong", "attack", 0.66, 1),
    ("strong|hits hard|hits fast and hard", "attack", 0.5, 1),
    ("no great strength|not strong", "attack", 0, 0.5),
    ("very slow|slower than a", "speed", 0, 0.34),
    ("nothing slower|little is slower|slowest", "speed", 0, 0.2),
    (
        "slow and|slow one|slow feet|slow as|slow on|it is slow|all of it slow|moves after nearly everyone|not quick",
        "speed",
        0,
        0.5,
    ),
    ("quick enough|quick and exact|quick to strike|fast, thin|fast and hard|at speed|fast enough to open", "speed", 0.5, 1),
    ("enormous health|huge health|vast health|endless health|great depth of health|health without end", "hp", 0.66, 1),
    ("much health|deal of killing|unbreakable|hard to get to the end|a lot to get through", "hp", 0.5, 1),
    ("deal of it to get through|slow to fall|sturdy|less is harder to finish", "hp", 0.5, 1),
    ("frail|brittle|little health|over at a touch|nothing of it once|quickly finished", "hp", 0, 0.5),
    ("not much of a body|no stamina|thin in the trunk|not hard to hurt", "hp", 0, 0.5),
    ("hard to hit|dodges well|slide out from under|slide off", "dodge", 0.5, 1),
    (
        "never dodge|never dodges|cannot dodge|will not dodge|easy to hit|impossible to miss|no footwork|no grace at all",
        "dodge",
        0,
        0.5,
    ),
    ("thick-shelled|armour all over|more steel than|shell turns", "defence", 0.5, 1),
    ("thin of hide|no armour|no guard|flesh is soft", "defence", 0, 0.5),
    ("critical bites|often critical|as a rule critically|many a critical", "crit", 0.5, 1),
)
"""(phrases, figure, from and to which share of its peers the monster may exceed in it). The first claims are the closest: what they
have read is not read again."""
NOT_OF_ITSELF = re.compile(r"strong (?:weapons?|blows?|skills?)|little health (?:left|of)")
"""Advice to the hunter in the same words."""
SAID = {
    "attack": "strength",
    "speed": "speed",
    "hp": "health",
    "dodge": "dodging",
    "defence": "armour",
    "crit": "critical hits",
}


def false_claims(monster: Monster, monsters: list[Monster]) -> Iterator[str]:
    """A sentence for each claim that the figures of its peers contradict. monsters: all, including this one."""
    text, read = NOT_OF_ITSELF.sub("", monster.text.lower().replace("strong health", "much health")), ""
    for phrases, figure, low, high in CLAIMS:
        for phrase in phrases.split("|"):
            if phrase in text and re.search(rf"\b{phrase}\b", text) and not (figure in read and phrase in read):
                read += f"{figure}: {phrase}; "
                share = share_below(monster, figure, monsters)
                if not low <= share <= high:
                    yield (
                        f"text: “{phrase}” is not true: its {SAID[figure]} ({getattr(monster, figure)}) is above that of "
                        f"{share:.0%} of its peers (rank and level), and the words mean {low:.0%} to {high:.0%}"
                    )


def share_below(monster: Monster, figure: str, monsters: list[Monster]) -> float:
    """0 to 1: how many of its peers have less of the figure; equal ones count half."""
    near = [other for other in monsters if other is not monster and abs(other.level - monster.level) <= NEAR]
    same = [other for other in near if other.rank == monster.rank]
    values: list[int] = [getattr(other, figure) for other in (same if len(same) >= FEWEST else near)]
    own: int = getattr(monster, figure)
    return sum((value < own) + 0.5 * (value == own) for value in values) / max(1, len(values))
