"""Every number of the game's balance, in one place. The simulator measures what they lead to.

The numbers that replaying a battle needs belong to a version of the rules. They come from the version that the game plays,
and change only with a new one: see versions.py.
"""

from game.rules.v2 import numbers as current

LEVEL_MAX = current.LEVEL_MAX
FULL_XP_LEVELS = current.FULL_XP_LEVELS
ROUNDS_MAX = current.ROUNDS_MAX
EXECUTE_BELOW_PERCENT = current.EXECUTE_BELOW_PERCENT
MEND_BELOW_PERCENT = current.MEND_BELOW_PERCENT

POINTS_PER_LEVEL = 5
START_GOLD = 60

ATTRIBUTES = ("str", "dex", "int", "vit", "lck", "wis")
SOFT_CAPS = {"str": 200, "dex": 150, "int": 220, "vit": 180, "lck": 100, "wis": 120}

CRIT_CAP = 850
DODGE_CAP = 600
LIFESTEAL_CAP = 200
CRIT_POWER_BASE = 150
CRIT_POWER_CAP = 250

ENERGY_MAX = 120
ENERGY_SECONDS = 120
"""Seconds for one point of energy."""
HUNT_ENERGY = 2
HUNT_PAUSE_MS = 800
HUNTS_AT_ONCE = 10
"""The most hunts that one action makes. The pause after it is as long as those after as many single hunts."""
HURT_PERCENT = 50
"""With less of full health than this a hunter counts as hurt, and hunts no further in the same action."""

HEALTH_FULL_SECONDS = 40
"""Seconds from no health at all to full health."""
FIGHT_FLOOR_PERCENT = 30
"""A fighter starts a fight with at least this share of full health."""
DEFEAT_PERCENT = 25
"""A beaten hunter has at most this share of full health left: see hunt.health_after."""

LOADOUT_SIZE = 3
CHARACTERS_PER_ACCOUNT = 3
CHARACTERS_A_DAY = 6
"""Characters that an account may create in 24 hours, deleted ones included."""
SELL_PERCENT = 25
CONSUMABLE_LEVELS = 10
"""A consumable that gives energy or a share of full health works up to this many levels above its own. Without that, the cheapest
one would be the best buy at every level, and its energy would bring more gold than it costs."""
DAILY_MISSIONS = 3
MISSION_XP_LEVELS = 7
"""After this many levels a mission is worth twice as many kills as at level 1, after twice as many three times."""
STREAK_PERCENT_PER_DAY = 10
STREAK_DAYS_MAX = 7
SEED_HOURS = 24
"""A server seed that is older is revealed and replaced at the next fight."""

REPAIR_PERCENT = 14
"""Share of an item's price that a full repair costs."""
UPGRADE_MAX = 10
UPGRADE_PERCENT = 5
"""What each upgrade adds to an item's bonus."""
UPGRADE_PRICE_PERCENT = 50
"""The n-th upgrade costs n times this share of the item's price."""

RAID_EVERY_HOURS = 6
RAID_GATHER_SECONDS = 600
RAID_FIGHT_SECONDS = 1800
RAID_HIT_ENERGY = 2
RAID_HIT_PAUSE_MS = 2000
RAID_FIT_PERCENT = 30
"""A hunter needs this share of full health for a hit. A beaten hunter has less: see DEFEAT_PERCENT."""
RAID_HUNTERS_LEAST = 3
RAID_HITS_PER_HUNTER = 45
"""Hits of each expected hunter that a boss takes: see raid.full_health."""
RAID_HEALTH_LEAST_PERCENT = 10
"""A boss that escaped wounded has at least this share of its health when it is back."""
RAID_ATTENDANCE = 4
"""The number of raids of the same hour that say how many hunters to expect."""
RAID_FOLD_MS = 250
RAID_TOP = 10
RAID_LATEST = 8
RAID_LEAST_HITS = 2
"""Everybody who hit the boss gets the gold of this many hits."""
RAID_RANK_PERCENT = {1: 33, 2: 20, 3: 10}
"""What the first three of a raid that was won get on top, in percent."""
RAID_GOLD_PART = 6
"""A hit is worth this part of the gold that a kill of the boss gives on average: about what a hunt at its level gives."""

EVENT_PERCENT_LEAST, EVENT_PERCENT_MOST = 50, 300
"""The bounds of what an event of the world makes of xp, gold and the chances of drops, in percent."""
BLOOD_MOON_XP, BLOOD_MOON_GOLD, BLOOD_MOON_DROP = 150, 125, 125
"""What the Blood Moon makes of xp, gold and the chances of drops, in percent."""

BONUS_MOST = 15
"""Percent of XP that a clan, and that being a mentor, may add to a hunt."""
