"""The simulator: plays the game's own rules over the catalogue, so that balance is computed and not guessed.

It knows no player and no database; docs/balance.md tells how it plays and what it is held to.
"""
