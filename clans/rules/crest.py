"""A clan's crest: charge and colours that it chose, or the ones that its tag gives."""

from collections.abc import Mapping

from msgspec import Struct

from game.emblems import CHARGE_NAMES, COLOURS
from game.rules.errors import GameError

__all__ = ["CHARGE_NAMES", "COLOURS", "Crest", "check_crest", "crest_slug", "stored_crest"]


class Crest(Struct, frozen=True, omit_defaults=True):
    """charge: of CHARGE_NAMES. colours: of COLOURS. Both are empty for the crest that the tag gives. Stored as Clan.crest."""

    charge: str = ""
    colours: str = ""


def check_crest(charge: str, colours: str) -> Crest:
    """Both empty for the tag's own crest. GameError invalid (charge, colours)."""
    if not charge and not colours:
        return Crest()
    if charge not in CHARGE_NAMES:
        raise GameError("invalid", f"Choose a charge: one of {', '.join(CHARGE_NAMES)}.", field="charge")
    if colours not in COLOURS:
        raise GameError("invalid", f"Choose colours: one of {', '.join(COLOURS)}.", field="colours")
    return Crest(charge, colours)


def stored_crest(stored: Mapping[str, object]) -> Crest:
    """What a clan's row holds. Names that are not drawn any more give the tag's own crest."""
    try:
        return check_crest(str(stored.get("charge", "")), str(stored.get("colours", "")))
    except GameError:
        return Crest()


def crest_slug(tag: str, crest: Crest) -> str:
    """Its name in the address of its picture: "ABC", or "ABC-wolf-rust"."""
    return f"{tag}-{crest.charge}-{crest.colours}" if crest.charge else tag
