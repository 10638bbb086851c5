"""What can be reported of a clan: its name and tag, and its charter. The leader answers for them."""

from collections.abc import Sequence

from clans.models import Clan, ClanLogEntry
from game.models.ids import CharacterId
from game.queries.report_targets import ContextLine, Reported, ReportTarget, number_in, register
from game.rules.errors import GameError

QUOTE_MOST = 300
REASONS = ("insult", "staff", "spam", "other")
LOG_LINES = 20


def register_targets() -> None:
    register(ReportTarget("clan", "the name of this clan", _name, _around, REASONS))
    register(ReportTarget("charter", "the charter of this clan", _charter, _around, REASONS))


def _name(key: str, reporter: CharacterId) -> Reported:
    clan, leader = _led(key, reporter)
    return Reported(leader, clan.name, _page_of(clan), f"{clan.name} [{clan.tag}]")


def _charter(key: str, reporter: CharacterId) -> Reported:
    clan, leader = _led(key, reporter)
    if not clan.charter:
        raise GameError("not_found", "This clan has no charter.", field="target")
    return Reported(leader, clan.name, _page_of(clan), clan.charter[:QUOTE_MOST])


def _led(key: str, reporter: CharacterId) -> tuple[Clan, CharacterId]:
    """One statement. GameError: not_found, forbidden (one's own clan)."""
    clan = Clan.objects.filter(pk=number_in(key), disbanded_at__isnull=True).first()
    if clan is None or clan.leader_id is None:
        raise GameError("not_found", "There is no such clan any more.", field="target")
    if clan.leader_id == reporter:
        raise GameError("forbidden", "You lead this clan, so you can change it yourself.", field="target")
    return clan, CharacterId(clan.leader_id)


def _around(key: str) -> Sequence[ContextLine]:
    """What the clan is called and says now, and what its log says of both."""
    clan = Clan.objects.select_related("leader").filter(pk=int(key)).first()
    if clan is None:
        return []
    changes = ClanLogEntry.objects.filter(clan=clan, kind__in=("founded", "renamed", "charter", "crest")).select_related(
        "actor"
    )
    lines = [ContextLine(one.actor, one.at, _words(one)) for one in changes.order_by("-pk")[:LOG_LINES]]
    now = ContextLine(
        clan.leader, clan.founded_at, clan.charter or "No charter.", f"{clan.name} [{clan.tag}]", is_reported=True
    )
    return [*reversed(lines), now]


def _words(entry: ClanLogEntry) -> str:
    before, after = entry.detail.get("before", ""), entry.detail.get("after", "")
    return f"{entry.kind}: {before} → {after}" if before or after else entry.kind


def _page_of(clan: Clan) -> str:
    return f"/clans/{clan.tag}/"
