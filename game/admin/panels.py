"""Short tables below a record: what belongs to it, newest first, in a fixed number of statements."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.http import urlencode
from msgspec import Struct

from accounts.models import AuditEntry, User
from game.actions import ledger
from game.actions.staff_account import FOR_GOOD
from game.models import Character, Holding, Notice, PendingGrant, Transfer
from game.models.ids import CharacterId
from game.presenters.names import asset_name, is_gold, item_name
from game.queries.ledger import history_of, log_of, received_by, sent_by

LINES = 15
SANCTIONS = {
    "staff.ban": "banned", "staff.unban": "ban lifted", "staff.mute": "muted", "staff.unmute": "may speak again",
    "staff.end_sessions": "logged out everywhere",
}  # fmt: skip
"""Actions of the audit, in words."""


class Panel(Struct, frozen=True):
    """rows: cells as text or safe HTML, each row as long as the headers. more: where all of it is, or empty."""

    title: str
    headers: Sequence[str]
    rows: list[Sequence[Any]]
    empty: str
    more: str = ""


def link_to(record: Any, text: str = "") -> str:
    """A link to the admin's page of a record."""
    opts = record._meta
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])
    return format_html('<a class="vvw-link" href="{}">{}</a>', address, text or str(record))


def short(moment: Any) -> str:
    return f"{timezone.localtime(moment):%d %b %Y %H:%M}" if moment else "—"


def when(moment: Any) -> str:
    """A moment as a cell that is not broken into lines."""
    return format_html('<span class="vvw-when">{}</span>', short(moment))


def listing(model: Any, **query: Any) -> str:
    opts = model._meta
    words = urlencode(query)
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist") + (f"?{words}" if words else "")


def holdings(character: Character) -> Panel:
    held = Holding.objects.filter(character=character).order_by("slot", "item", "pk")[:LINES]
    rows = [(link_to(h, item_name(h.item)), f"{h.quantity:,}", h.slot or "—", h.durability or "—") for h in held]
    more = listing(Holding, q=character.name)
    return Panel("Holdings", ("Item", "Quantity", "Worn", "Durability"), rows, "It holds nothing.", more)


def ledger_lines(character: Character) -> Panel:
    me = ledger.of(character.id)
    rows = []
    for line in log_of(character.id, LINES):
        sign, other = ("−", line.destination) if line.source == me else ("+", line.source)
        what = asset_name(line.asset)
        moved = f"{sign}{line.quantity:,} {what}"
        rows.append((link_to(line, f"{line.pk}"), when(line.at), moved, other, line.reason, line.reference or "—"))
    headers = ("No.", "When", "Movement", "From or to", "Reason", "Reference")
    return Panel("Ledger", headers, rows, "Nothing has moved yet.", listing(Transfer, q=me))


def notices(character: Character) -> Panel:
    found = Notice.objects.filter(character=character).order_by("-pk")[:LINES]
    rows = [(when(n.at), n.text, "read" if n.read_at else "unread") for n in found]
    return Panel("Notices", ("When", "Text", "State"), rows, "It was told nothing.")


def sessions(user: User | None) -> Panel:
    found = user.usersession_set.order_by("-last_seen_at")[:LINES] if user else []
    rows = [(when(s.last_seen_at), s.ip, s.user_agent[:80], when(s.created_at)) for s in found]
    return Panel("Sessions", ("Seen", "Address", "Browser", "Since"), rows, "Nobody is logged in.")


def characters(user: User) -> Panel:
    found = Character.objects.filter(user=user).order_by("-seen_at")[:LINES]
    rows = [(link_to(c), c.get_faction_display(), c.level, f"{c.gold:,}", when(c.seen_at), when(c.deleted_at)) for c in found]
    return Panel("Characters", ("Name", "Faction", "Level", "Gold", "Seen", "Deleted"), rows, "It has no character yet.")


def holder(code: str) -> str:
    """A holder of the ledger; a character as a link to its page."""
    kind, _, number = code.partition(":")
    if kind != "character":
        return code
    address = reverse("admin:game_character_change", args=[number])
    return format_html('<a class="vvw-link" href="{}">{}</a>', address, code)


def link_to_history(holding: int) -> str:
    return format_html(
        '<a class="vvw-link" href="{}">{}</a>', listing(Transfer, q=f"holding:{holding}"), f"{holding}: its history"
    )


def history_of_a_thing(holding: Holding) -> Panel:
    """Who had it when."""
    return _history(Transfer.objects.filter(history_of(holding.id)), listing(Transfer, q=f"holding:{holding.pk}"))


def history_of_a_stack(holding: Holding) -> Panel:
    """The movements of such things to and from its holder: a stack has no past of its own."""
    code = ledger.of(CharacterId(holding.character_id))
    lines = Transfer.objects.filter(sent_by(code) | received_by(code), asset=holding.item)
    return _history(lines, listing(Transfer, q=f"{code} {holding.item}"))


def _history(lines: Any, more: str) -> Panel:
    rows = [
        (link_to(line, f"{line.pk}"), when(line.at), holder(line.source), holder(line.destination), line.reason, line.reference)
        for line in lines.order_by("-pk")[:LINES]
    ]
    return Panel("Where it has been", ("No.", "When", "From", "To", "Reason", "Reference"), rows, "Nothing is known.", more)


def amount(grant: PendingGrant) -> str:
    return f"{grant.quantity:,} {'gold' if is_gold(grant.asset) else f'× {item_name(grant.asset)}'}"


def grants_that_wait() -> Panel:
    """What waits for a second person, the oldest first."""
    waiting = PendingGrant.objects.select_related("character", "asked_by").filter(state="open", expires_at__gt=timezone.now())
    rows = [
        (link_to(g, f"{g.pk}"), when(g.asked_at), amount(g), link_to(g.character), str(g.asked_by), when(g.expires_at))
        for g in waiting.order_by("pk")[:LINES]
    ]
    headers = ("No.", "Asked", "What", "To", "By", "Until")
    return Panel("Waits for a second person", headers, rows, "Nothing.", listing(PendingGrant, state="waits"))


def actor(entry: AuditEntry) -> str:
    return str(entry.actor or "the site")


def sanctions(user: User) -> Panel:
    """What staff did to an account before, for every rank: who decides about the next step needs the earlier ones."""
    found = AuditEntry.objects.select_related("actor").filter(target=f"user:{user.pk}", action__in=SANCTIONS).order_by("-at")
    rows = [(when(e.at), SANCTIONS[e.action], until(e.detail.get("until")), actor(e), e.reason) for e in found[:LINES]]
    return Panel("Earlier sanctions", ("When", "What", "Until", "By", "Reason"), rows, "None.")


def until(moment: str | None) -> str:
    """An end of a sanction, as the audit has it."""
    end = parse_datetime(moment) if moment else None
    if end is None:
        return "—"
    return "for good" if end >= FOR_GOOD else short(end)


def audit(targets: Iterable[str]) -> Panel:
    found = AuditEntry.objects.select_related("actor").filter(target__in=list(targets)).order_by("-at")[:LINES]
    rows = [(link_to(e, when(e.at)), e.action, actor(e), e.reason or "—") for e in found]
    return Panel("Audit", ("When", "Action", "By", "Reason"), rows, "No entry.")


def allowed(viewer: AbstractBaseUser, panels: Iterable[tuple[str, Any]]) -> list[Panel]:
    """Of pairs (permission, function without arguments) the panels that the viewer may see."""
    return [make() for permission, make in panels if viewer.has_perm(permission)]
