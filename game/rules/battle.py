"""A battle as it is stored: what the dice decide over, and what came of it. Every version of the rules reads and returns these.

Stored battles are decoded into these structs for ever. A new field therefore needs a default, a new outcome only extends the
list, and no stored name ever changes.
"""

from typing import Literal

from msgspec import Struct

from game.rules.sheet import Sheet

BlowOutcome = Literal["hit", "crit", "dodge", "bleed", "stunned", "heal", "bless", "ward", "blocked", "stun"]


class Blow(Struct, frozen=True, array_like=True):
    """One line of a fight. actor 0 is the challenger, 1 the foe; hp holds both healths after it.

    action: "attack", a skill's slug, or "" for what happens by itself (bleeding, being stunned).
    amount: damage done, or health won back for "heal".
    """

    round: int
    actor: int
    action: str
    outcome: BlowOutcome
    amount: int
    hp: tuple[int, int]


class Fight(Struct, frozen=True):
    """won: the challenger brought the foe down (if both still stand after the last round, it is not a win)."""

    won: bool
    rounds: int
    hp: tuple[int, int]
    blows: tuple[Blow, ...]


class Drop(Struct, frozen=True, array_like=True):
    """An item that a monster may leave: chance in ten-thousandths, quantity from low to high."""

    item: str
    chance: int
    low: int
    high: int


class MonsterProfile(Struct, frozen=True):
    """A monster as a hunt needs it: its sheet, the xp and gold it gives, its drops. gold from low to high."""

    slug: str
    sheet: Sheet
    xp: int
    gold: tuple[int, int]
    drops: tuple[Drop, ...]


class Encounters(Struct, frozen=True, array_like=True):
    """The monsters of a place, and the weight of each: how likely a hunter meets it."""

    slugs: tuple[str, ...]
    weights: tuple[int, ...]


class HuntOutcome(Struct, frozen=True, rename={"monster": "prey"}):
    """xp: what the kill is worth (at the last level none of it is given: levels.rise). loot: (item, quantity).

    xp, gold and loot are empty when the fight was not won.
    """

    monster: str
    fight: Fight
    xp: int
    gold: int
    loot: tuple[tuple[str, int], ...]


class EventName(Struct, frozen=True, array_like=True):
    """An event of the world, as a battle names it: its number, its kind and its title at that moment."""

    id: int
    kind: str
    title: str


class XpBonus(Struct, frozen=True, array_like=True):
    """What a hunter has for being in a clan or for having a pupil. percent: more XP. title: the clan's tag; empty for a mentor."""

    kind: Literal["clan", "mentor"]
    percent: int
    title: str


class BattleEvent(Struct, frozen=True, omit_defaults=True):
    """What events of the world and the hunter's bonuses did to the reward of a hunt, in percent of what it would have been; 100
    changes nothing.

    xp: bonuses included. drop: for the chance of each drop. names: of the events that were on for the monster that was met.
    bonuses: not stored if the hunter had none.
    """

    xp: int
    gold: int
    drop: int
    names: tuple[EventName, ...]
    bonuses: tuple[XpBonus, ...] = ()


class BattleInputs(Struct, frozen=True, omit_defaults=True, rename={"monster": "prey"}):
    """Everything that the dice decide over in a hunt. With the seeds and the nonce it is enough to replay the hunt.

    event: None, and not stored, if no event and no bonus changed the reward. Rules 1 know no events.
    """

    encounters: Encounters
    hunter: Sheet
    monster: MonsterProfile
    event: BattleEvent | None = None
