"""The game's arithmetic: pure functions on frozen structs and a Dice. No Django, no clock, no I/O.

Everything is counted in whole numbers (permille, percent, seconds), so that Python and the browser agree to the blow.
"""

RULES_VERSION = 1
"""Rises with every change that makes an old battle run differently; it is stored with each battle."""
