"""The log of a clan, newest first."""

from clans.models import ClanLogEntry
from clans.models.ids import ClanId

PAGE = 50


def log_of(clan: ClanId, before: int | None = None) -> list[ClanLogEntry]:
    """One more than PAGE, so that the caller sees whether there is a next page. One statement. Served by log_of_clan."""
    found = ClanLogEntry.objects.filter(clan_id=clan).select_related("actor", "subject").order_by("-pk")
    return list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])
