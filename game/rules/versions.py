"""Every version of the rules that a stored battle may have been fought under.

A version holds everything that replaying a battle needs: the order of the rolls, the formulas and the numbers. Sheets,
encounters and drops are stored with the battle, and the dice (dice.py) never change, so they belong to no version.
Version 2 added the events of the world.

To change what a replay reads, make version 3; nothing in a published version changes:

1. Copy game/rules/v2/ to game/rules/v3/ and static/js/rules_v2.js to static/js/rules_v3.js, and change the copies.
2. Add version 3 to VERSIONS below, to RULES in static/js/rules.js and to RULES in tools/check_battle.py, and describe the
   difference in docs/fairness.md, section 8.
3. Set RULES_VERSION to 3, and let fight.py, hunt.py and tuning.py of this package import from v3: the game now plays it.
4. `python tools/make_vectors.py` writes game/tests/vectors/hunts_v3.json. It refuses to change the files of earlier versions.
   Add the new file's digest to PINNED in game/tests/rules/test_versions.py.
"""

from collections.abc import Callable

from msgspec import Struct

from game.rules import raid_v1
from game.rules.battle import BattleInputs, HuntOutcome
from game.rules.dice import Dice
from game.rules.raid_hit import HitInputs, HitOutcome
from game.rules.v1 import hunt as hunt_v1
from game.rules.v1 import numbers as numbers_v1
from game.rules.v2 import hunt as hunt_v2
from game.rules.v2 import numbers as numbers_v2


class BattleRules(Struct, frozen=True):
    """One version. replay_hunt: the slug of the monster that is met, and the outcome against the stored monster.

    level_max: the level at which no xp is given, and from which on a battle may have given less than the kill is worth.
    """

    replay_hunt: Callable[[BattleInputs, Dice], tuple[str, HuntOutcome]]
    level_max: int


VERSIONS: dict[int, BattleRules] = {
    1: BattleRules(hunt_v1.replay_hunt, numbers_v1.LEVEL_MAX),
    2: BattleRules(hunt_v2.replay_hunt, numbers_v2.LEVEL_MAX),
}

HIT_RULES: dict[int, Callable[[HitInputs, Dice], HitOutcome]] = {1: raid_v1.resolve_hit}
"""The versions of the rules of a hit on a raid's boss. They are counted apart from those of battles."""
RAID_RULES_VERSION = 1
