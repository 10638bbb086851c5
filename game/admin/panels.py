"""Short tables below a record with what belongs to it, newest first. Each takes a fixed number of statements."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.http import urlencode
from msgspec import Struct

from accounts.models import AuditEntry, LoginEvent, User
from accounts.models.ids import UserId
from accounts.queries.login_history import seen_together
from accounts.queries.sessions import NETWORK
from game.actions import ledger
from game.actions.sanctions import FOR_GOOD
from game.models import Character, Holding, LedgerAccount, Letter, Notice, PendingGrant, Report, StaffNote, Transfer
from game.models.ids import AccountId
from game.presenters.names import amount_in_words, asset_name, item_name
from game.presenters.sanctions import step_title
from game.queries.ledger import history_of, log_of, received_by, sent_by, through_escrow
from game.queries.report import open_reports, reports_of
from game.queries.staff_notes import notes_about

MAX_ROWS = 15
MAIL = "/play/mail/"
"""The pages of letters, to which notices about letters link."""
SANCTIONS = {
    "staff.ban": "banned", "staff.unban": "ban lifted", "staff.mute": "muted", "staff.unmute": "may speak again",
    "staff.end_sessions": "logged out everywhere", "staff.warn": "warned", "staff.sanction_report": "sanctioned for a report",
    "staff.bar_reports": "may not report", "staff.unbar_reports": "may report again", "staff.decide_appeal": "appeal decided",
}  # fmt: skip
"""Actions in the audit, with the words that the panel shows."""


PAGES = {"character": "character", "escrow": "ledgeraccount", "clan": "ledgeraccount"}
"""The models of holders with a page, by the kind in their code."""


class Panel(Struct, frozen=True):
    """rows: cells as text or safe HTML, as many per row as there are headers. empty: shown without rows. more: the URL of the whole
    list, or empty."""

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[object]]
    empty: str
    more: str = ""


def link_to(record: Any, text: str = "") -> str:
    """A link to the admin's page of a record."""
    opts = record._meta
    return link(reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk]), text or str(record))


def link(address: str, text: str) -> str:
    return format_html('<a class="vvw-link" href="{}">{}</a>', address, text)


def short(moment: Any) -> str:
    return f"{timezone.localtime(moment):%d %b %Y %H:%M}" if moment else "—"


def when(moment: Any) -> str:
    """A moment as a table cell that does not wrap."""
    return format_html('<span class="vvw-when">{}</span>', short(moment))


def listing(model: Any, **query: Any) -> str:
    opts = model._meta
    words = urlencode(query)
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist") + (f"?{words}" if words else "")


def holdings(character: Character) -> Panel:
    held = Holding.objects.filter(character=character).order_by("slot", "item", "pk")[:MAX_ROWS]
    rows = [(link_to(h, item_name(h.item)), f"{h.quantity:,}", h.slot or "—", h.durability or "—") for h in held]
    more = listing(Holding, q=character.name)
    return Panel("Holdings", ("Item", "Quantity", "Worn", "Durability"), rows, "It holds nothing.", more)


def ledger_lines(character: Character) -> Panel:
    me = ledger.of(character.id)
    rows = []
    for line in log_of(character.id, MAX_ROWS):
        sign, other = ("−", line.destination) if line.source == me else ("+", line.source)
        what = asset_name(line.asset)
        moved = f"{sign}{line.quantity:,} {what}"
        rows.append((link_to(line, f"{line.pk}"), when(line.at), moved, holder(other), line.reason, line.reference or "—"))
    headers = ("No.", "When", "Movement", "From or to", "Reason", "Reference")
    return Panel("Ledger", headers, rows, "Nothing has moved yet.", listing(Transfer, q=me))


def notices(character: Character) -> Panel:
    found = Notice.objects.filter(character=character).order_by("-pk")[:MAX_ROWS]
    rows = [(when(n.at), notice_text(n), "read" if n.read_at else "unread") for n in found]
    return Panel("Notices", ("When", "Text", "State"), rows, "No notices yet.")


def notice_text(notice: Notice) -> str:
    """What a notice says. One about a letter quotes its subject, which is private, so the letter is named by its number."""
    if not notice.link.startswith(MAIL):
        return notice.text
    return f"about letter {notice.link.removeprefix(MAIL).rstrip('/')}"


def sessions(user: User | None) -> Panel:
    found = UserSession.objects.filter(user=user).order_by("-last_seen_at")[:MAX_ROWS] if user else []
    rows = [(when(s.last_seen_at), s.data.get(NETWORK, "")[:8] or "—", s.user_agent[:80], when(s.created_at)) for s in found]
    return Panel("Sessions", ("Seen", "Network", "Browser", "Since"), rows, "Nobody is logged in.")


def logins(user: User) -> Panel:
    found = LoginEvent.objects.filter(user=user).order_by("-at")[:MAX_ROWS]
    rows = [
        (when(e.at), e.get_method_display(), "yes" if e.succeeded else "no", e.browser, e.network[:8] or "—") for e in found
    ]  # fmt: skip
    return Panel("Log-ins", ("When", "With", "Succeeded", "Browser", "Network"), rows, "None within 90 days.")


def shared_networks(user: User) -> Panel:
    """A hint for people. Nothing acts on it."""
    rows = [
        (link(reverse("admin:accounts_user_change", args=[o.user]), o.username), f"{o.networks:,}", when(o.last))
        for o in seen_together(user.pk, MAX_ROWS)
    ]
    title = "Seen in the same networks (a household, a school or a phone company has one too)"
    return Panel(title, ("Account", "Networks", "Last"), rows, "Nobody.")


def characters(user: User) -> Panel:
    found = Character.objects.filter(user=user).order_by("-seen_at")[:MAX_ROWS]
    rows = [(link_to(c), c.get_faction_display(), c.level, f"{c.gold:,}", when(c.seen_at), when(c.deleted_at)) for c in found]
    return Panel("Characters", ("Name", "Faction", "Level", "Gold", "Seen", "Deleted"), rows, "It has no character yet.")


def holder(code: str) -> str:
    """A holder in the ledger; a character and an account as links to their pages."""
    kind, _, number = code.partition(":")
    if kind not in PAGES:
        return code
    return link(reverse(f"admin:game_{PAGES[kind]}_change", args=[number]), code)


def words(text: str, subject: str = "") -> str:
    """What a player wrote, as a table cell that keeps its lines."""
    above = format_html("<strong>{}</strong>\n", subject) if subject else ""
    return format_html('<div class="vvw-words">{}{}</div>', above, text)


def link_to_history(holding: int) -> str:
    return link(listing(Transfer, q=f"holding:{holding}"), f"{holding}: its history")


def history_of_holding(holding: Holding) -> Panel:
    """The holders of a single item, and when: characters, escrows of letters, and the world."""
    return _history(Transfer.objects.filter(history_of(holding.id)), listing(Transfer, q=f"holding:{holding.pk}"))


def history_of_stack(holding: Holding) -> Panel:
    """The movements of the item to and from its holder, because the ledger does not tell stacks apart."""
    code = holding.holder or ""
    account = holding.account_id
    both = sent_by(code) | received_by(code) if account is None else through_escrow(AccountId(account))
    lines = Transfer.objects.filter(both, asset=holding.item)
    return _history(lines, listing(Transfer, q=f"{code} {holding.item}"))


def _history(lines: Any, more: str, title: str = "Where it has been") -> Panel:
    rows = [
        (link_to(line, f"{line.pk}"), when(line.at), holder(line.source), holder(line.destination), line.reason, line.reference)
        for line in lines.order_by("-pk")[:MAX_ROWS]
    ]
    return Panel(title, ("No.", "When", "From", "To", "Reason", "Reference"), rows, "Nothing is known.", more)


def through_account(account: LedgerAccount) -> Panel:
    """The movements into and out of an escrow."""
    lines = Transfer.objects.filter(through_escrow(AccountId(account.pk)))
    return _history(lines, listing(Transfer, q=str(account)), "Movements")


def held_by_account(account: LedgerAccount) -> Panel:
    held = Holding.objects.filter(account=account).order_by("pk")[:MAX_ROWS]
    rows = [(link_to(h, item_name(h.item)), f"{h.quantity:,}", h.upgrade or "—") for h in held]
    return Panel("Holdings", ("Item", "Quantity", "Upgrade"), rows, "It holds no items.")


def sender_of(letter: Letter) -> str:
    """A link to the sender; the city has no page."""
    return link_to(letter.sender) if letter.sender else "the city"


def reports_about(letter: Letter) -> Panel:
    return report_list("Reports", reports_of(letter, MAX_ROWS), "Nobody reported it.")


def report_list(title: str, reports: Iterable[Report], empty: str, more: str = "") -> Panel:
    rows = [(link_to(r, f"{r.pk}"), when(r.first_at), r.get_reason_display(), f"{r.reporters:,}", r.state) for r in reports]
    return Panel(title, ("No.", "First", "Reason", "Reporters", "State"), rows, empty, more)


def report_queue(reader: UserId) -> Panel:
    """The open reports that this member of the staff may see, the most urgent first."""
    rows = [
        (link_to(r, f"{r.pk}"), f"{r.reporters:,}", r.get_reason_display(), r.target, link_to(r.about) if r.about else "—",
         when(r.first_at))
        for r in open_reports(MAX_ROWS, reader)
    ]  # fmt: skip
    headers = ("No.", "Reporters", "Reason", "About", "Written by", "First")
    return Panel("Open reports", headers, rows, "None.", listing(Report))


def amount(grant: PendingGrant) -> str:
    return amount_in_words(grant.asset, grant.quantity)


def open_grants() -> Panel:
    """Grants that a second person has to confirm, the oldest first."""
    waiting = PendingGrant.objects.select_related("character", "asked_by").filter(state="open", expires_at__gt=timezone.now())
    rows = [
        (link_to(g, f"{g.pk}"), when(g.asked_at), amount(g), link_to(g.character), str(g.asked_by), when(g.expires_at))
        for g in waiting.order_by("pk")[:MAX_ROWS]
    ]
    headers = ("No.", "Asked", "What", "To", "By", "Until")
    return Panel("Waits for a second person", headers, rows, "Nothing.", listing(PendingGrant, state="waits"))


def actor(entry: AuditEntry) -> str:
    return str(entry.actor or "the site")


def sanctions(user: User) -> Panel:
    """Earlier sanctions of an account. Every rank sees them, because each decision depends on the earlier ones."""
    found = AuditEntry.objects.select_related("actor").filter(target=f"user:{user.pk}", action__in=SANCTIONS).order_by("-at")
    rows = [(when(e.at), _sanction(e), until(e.detail.get("until")), actor(e), e.reason) for e in found[:MAX_ROWS]]
    return Panel("Earlier sanctions", ("When", "What", "Until", "By", "Reason"), rows, "None.")


def _sanction(entry: AuditEntry) -> str:
    words, outcome = step_title(entry.detail.get("step", "")), entry.detail.get("outcome")
    return words or (f"{SANCTIONS[entry.action]}: {outcome}" if outcome else SANCTIONS[entry.action])


def notes(user: User) -> Panel:
    """What the staff noted about an account."""
    rows = [(when(n.at), str(n.author), words(n.text)) for n in notes_about(user.id, MAX_ROWS)]
    return Panel("Notes of the staff", ("When", "By", "Note"), rows, "None.", listing(StaffNote, q=user.username))


def until(moment: str | None) -> str:
    """The end of a sanction, from the ISO text in the audit."""
    end = parse_datetime(moment) if moment else None
    if end is None:
        return "—"
    return "for good" if end >= FOR_GOOD else short(end)


def audit(targets: Iterable[str]) -> Panel:
    found = AuditEntry.objects.select_related("actor").filter(target__in=list(targets)).order_by("-at")[:MAX_ROWS]
    rows = [(link_to(e, when(e.at)), e.action, actor(e), e.reason or "—") for e in found]
    return Panel("Audit", ("When", "Action", "By", "Reason"), rows, "No entry.")


def permitted(viewer: User | AnonymousUser, panels: Iterable[tuple[str, Callable[[], Panel]]]) -> list[Panel]:
    """The panels that the viewer may see. panels: pairs of a permission and a function that makes the panel."""
    return [make() for permission, make in panels if viewer.has_perm(permission)]
