"""The numbers of rules 2 that a replay reads. Frozen."""

ROUNDS_MAX = 30
ROLL_LOW, ROLL_HIGH = 850, 1150
"""The spread of a blow, in thousandths of the attack."""
SOAK, SOAK_PER_LEVEL = 100, 5
"""How much defence halves a blow, at level 0 and for each level of the striker: see fight.soak."""
EXECUTE_BELOW_PERCENT = 35
MEND_BELOW_PERCENT = 60

FULL_XP_LEVELS = 4
"""A kill gives its full xp to hunters up to this many levels above it; each further level takes a tenth off."""
LEVEL_MAX = 60
"""At this level no xp is given, so a battle's own xp may be less than the kill is worth."""
