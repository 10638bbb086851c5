"""The words of the stats by where a page shows them."""

from game.content import stat_words
from game.rules.sheet import GEAR_STATS, Derived
from game.rules.tuning import ATTRIBUTES

PERMILLE = stat_words.PERMILLE
ATTRIBUTE_WORDS = {stat: stat_words.STAT_WORDS[stat] for stat in ATTRIBUTES}
GEAR_WORDS = {stat: stat_words.STAT_WORDS[stat] for stat in GEAR_STATS}
"""What an item may add."""
DERIVED_WORDS = {stat: stat_words.STAT_WORDS[stat].lower() for stat in Derived.__struct_fields__}
"""What a character comes to, within a sentence."""
