"""Writes into the log of a clan."""

from clans.models import Clan, ClanLogEntry
from game.models.ids import CharacterId


def log(
    clan: Clan, kind: str, *, actor: CharacterId | None = None, subject: CharacterId | None = None, **detail: object
) -> None:
    """One statement. kind: of models/log_entry.py. actor None: the city."""
    ClanLogEntry.objects.create(clan=clan, kind=kind, actor_id=actor, subject_id=subject, detail=detail)
