"""What the city's news say of wars."""

from clans.actions.war_end import WarNews, page_of
from clans.queries.news import KIND, subject_of
from game.actions.news import record

_ENDED = {
    "draw": "The war of {0} against {1} ended in a draw.",
    "attacker": "{0} won the war against {1}.",
    "defender": "{1} withstood {0} and won the war.",
}


def tell_declared(war: WarNews) -> None:
    _tell(war, "war-declared", "{0} declared war on {1}.")


def tell_ended(war: WarNews) -> None:
    """A war that the staff ended is not told."""
    if war.outcome in _ENDED:
        _tell(war, "war-ended", _ENDED[war.outcome])


def _tell(war: WarNews, what: str, text: str) -> None:
    record(KIND, f"{what}:{war.war}", text, page_of(war.war), subjects=[subject_of(war.attacker), subject_of(war.defender)])
