"""The page about the dice."""

from django.utils.safestring import SafeString
from msgspec import Struct

from game.presenters.document import document
from game.queries.fairness import Seed


class FairnessPage(Struct, frozen=True):
    """seeds: the player's, the current one first; none for a visitor. procedure: docs/fairness.md as HTML."""

    seeds: list[Seed]
    procedure: SafeString


def fairness_page(seeds: list[Seed]) -> FairnessPage:
    return FairnessPage(seeds, document("fairness"))
