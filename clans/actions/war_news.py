"""What the city's news say of wars."""

from clans.actions.war_end import WarNews, page_of
from game.actions.news import record

KIND = "clan"


def tell_declared(war: WarNews) -> None:
    record(KIND, f"war-declared:{war.war}", f"{war.attacker} declared war on {war.defender}.", page_of(war.war))


def tell_ended(war: WarNews) -> None:
    """A war that the staff ended is not told."""
    if war.outcome == "draw":
        text = f"The war of {war.attacker} against {war.defender} ended in a draw."
    elif war.outcome == "attacker":
        text = f"{war.attacker} won the war against {war.defender}."
    elif war.outcome == "defender":
        text = f"{war.defender} withstood {war.attacker} and won the war."
    else:
        return
    record(KIND, f"war-ended:{war.war}", text, page_of(war.war))
