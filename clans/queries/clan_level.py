"""What the contribution of each clan is, as SQL for the job (actions/clan_level.py)."""

from game.models.transfer import GOLD

GIVEN = ("clan_donation", "clan_dues")
"""Reasons by which characters give gold to their clan."""


def _moved(to: str, by: str, condition: str) -> str:
    """Gold between the account of the clan c and characters. The condition on accounts lets Postgres use the partial index."""
    return f"""coalesce((SELECT sum(t.quantity) FROM game_transfer t WHERE t.{to} = 'clan:' || c.account_id
        AND (t.{to} LIKE 'escrow:%%' OR t.{to} LIKE 'clan:%%') AND t.{by} LIKE 'character:%%' AND t.asset = '{GOLD}'{condition}), 0)"""  # noqa: S608


# A reversed withdrawal comes back from a character, and a reversed gift goes back to one.
_IN = _moved("destination", "source", f" AND t.reason IN {(*GIVEN, 'reversal')}")
_OUT = _moved("source", "destination", "")
_LOST = """coalesce((SELECT sum(greatest(0, o.got - o.paid)) FROM clans_warside s JOIN clans_war w ON w.id = s.war_id
        JOIN clans_warside o ON o.war_id = s.war_id AND o.id <> s.id AND o.side = w.outcome WHERE s.clan_id = c.id), 0)"""
_RAIDS = "coalesce((SELECT sum(r.points) FROM clans_clanraidshare r WHERE r.clan_id = c.id), 0)"
CONTRIBUTION = f"(greatest(0, {_IN} - {_OUT} - {_LOST}) + {_RAIDS})::bigint"
"""The contribution of a clan c, an SQL expression for a statement with parameters.

Gold that characters gave, less all gold that went out of the bank to any character, less what other clans won from it in wars, never below
0; and its parts of raids. Gold counts where it is, and once, so nobody gains by a circle: what is taken out and given again does not count
twice, whoever takes it and whoever gives it, and what one clan loses to another counts for neither. What the bank spends (perks, the city's
part of a war) stays counted. Gold that was won was not given, so it does not count; taken out, it counts against the clan. So the level of a
clan falls when its bank is emptied.
"""
