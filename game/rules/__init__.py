"""The game's arithmetic: pure functions on frozen structs and a Dice. No Django, no clock, no I/O.

Everything is counted in whole numbers (permille, percent, seconds), so that Python and the browser agree on every blow.
"""

RULES_VERSION = 2
"""The version that the game plays; it is stored with each battle. versions.py has every version and says how to make a new one."""
