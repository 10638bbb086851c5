"""Rules 2, frozen: rules 1, and what an event of the world does to the reward. Battles that were fought under them are replayed
with exactly this code and these numbers.

Nothing in this package changes any more: not a number, not a formula, not the order of the rolls. game/rules/versions.py
says how to make the next version.
"""
