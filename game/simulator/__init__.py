"""The simulator: plays the game's rules over the catalogue to measure the balance. No database.

docs/balance.md explains how it plays and lists the targets.
"""
