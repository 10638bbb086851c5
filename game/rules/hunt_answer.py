"""The answer of a hunt: what the API sends, what the page shows, and what its receipt stores."""

from msgspec import Struct

from game.rules import tuning
from game.rules.battle import BattleEvent, Blow
from game.rules.hunt_series import Stop
from game.rules.loadout import NewSkill


class Met(Struct, frozen=True):
    slug: str
    name: str
    level: int


class Loot(Struct, frozen=True):
    item: str
    quantity: int


class NeedsRepair(Struct, frozen=True):
    """A worn item that should be repaired soon. left: the fights that it still lasts (0: it is broken and gives nothing)."""

    item: str
    left: int


class MissionDone(Struct, frozen=True):
    """A mission that a hunt finished: its reward can be claimed. mission: slug."""

    id: int
    mission: str


class Fairness(Struct, frozen=True):
    """commit: the hash of the seed that the dice came from. nonce: which fight of that seed it was."""

    commit: str
    nonce: int


class HuntAnswer(Struct, frozen=True):
    """What a hunt gave, and the hunter after it (xp_now of xp_next, gold_now). wear: worn items to repair soon.

    xp: what was given, so none at the last level, where xp_next is 0.

    rounds: every blow as [round, actor, action, outcome, amount, [hp, hp of the foe]].

    event: what events of the world made of xp, gold and the chances of drops, in percent, and each bonus of the hunter's clan or
    pupil as [kind, percent, tag]; null if nothing.

    energy_full_in, health_full_in: seconds until they are full. unspent: attribute points to spend. These three are null in a
    repeated answer that an earlier version of the site stored.

    new_skills: learnt with this level; `slotted` ones are in the loadout from now on. missions_done: finished by this hunt.
    """

    battle_id: int
    won: bool
    monster: Met
    xp: int
    gold: int
    loot: list[Loot]
    level_up: int
    level: int
    hp: int
    hp_max: int
    energy: int
    xp_now: int
    xp_next: int
    gold_now: int
    rounds: tuple[Blow, ...]
    fairness: Fairness
    wear: list[NeedsRepair] = []
    # A receipt of the version before lacks these: each needs a default.
    energy_max: int = tuning.ENERGY_MAX
    energy_full_in: int | None = None
    health_full_in: int | None = None
    unspent: int | None = None
    event: BattleEvent | None = None
    new_skills: list[NewSkill] = []
    missions_done: list[MissionDone] = []


class HuntSeriesAnswer(Struct, frozen=True):
    """Several hunts of one action, in their order. stopped_by: find (something that does not stack), hurt (less than half of full
    health is left), energy (not enough for another), times (as many as were asked for)."""

    hunts: list[HuntAnswer]
    stopped_by: Stop
