"""Short tables below a clan: its members, what its ranks may do, its log."""

from clans.models import Clan, ClanLogEntry, Member, RankRights
from clans.presenters.log import line_of
from game.admin import panels
from game.admin.panels import Panel


def members_of(clan: Clan) -> Panel:
    members = Member.objects.select_related("character").filter(clan=clan).order_by("rank_at", "pk")[: panels.MAX_ROWS]
    rows = [
        (panels.link_to(m.character), m.get_rank_display(), panels.when(m.joined_at), panels.when(m.character.seen_at))
        for m in members
    ]
    more = panels.listing(Member, q=f"clan:{clan.pk}")
    return Panel("Members", ("Character", "Rank", "Joined", "Last seen"), rows, "None: it was disbanded.", more)


def rights_of(clan: Clan) -> Panel:
    rows = [
        (r.get_rank_display(), ", ".join(r.capabilities) or "—", f"{r.daily_gold:,}")
        for r in RankRights.objects.filter(clan=clan).order_by("pk")
    ]
    return Panel("What the ranks may do", ("Rank", "Capabilities", "Gold a day"), rows, "None.")


def log_of(clan: Clan) -> Panel:
    entries = ClanLogEntry.objects.select_related("actor", "subject").filter(clan=clan).order_by("-pk")[: panels.MAX_ROWS]
    rows = [(panels.when(entry.at), sentence_of(entry)) for entry in entries]
    return Panel("Log", ("When", "What"), rows, "Empty.", panels.listing(ClanLogEntry, q=f"clan:{clan.pk}"))


def sentence_of(entry: ClanLogEntry) -> str:
    line = line_of(entry)
    return " ".join(part for part in (line.actor, line.words, line.subject) if part) + line.after
