"""The first page of the admin: key figures with links, and the latest staff actions."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from msgspec import Struct

from accounts.models import AuditEntry, OutboxMessage, User
from accounts.queries.rank import GROUPS
from accounts.sessions.request_user import logged_in_user
from game.admin import panels
from game.models import Battle, Character, Transfer
from game.queries.archive import ARCHIVE_DAYS
from game.queries.overview import PROOF, last_proof, numbers
from vvw_site.foundation.jobs.state import job_states

STALE_HOURS = 26


class OverviewCard(Struct, frozen=True):
    """state: "", "good" or "bad"."""

    title: str
    value: str
    note: str
    link: str = ""
    state: str = ""


def overview(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Unfold's DASHBOARD_CALLBACK."""
    context |= {"title": "Overview", "cards": _cards(request), "panels": panels.permitted(request.user, [
        ("game.view_report", partial(panels.report_queue, logged_in_user(request).id)),
        ("game.view_pendinggrant", panels.open_grants),
        ("accounts.view_auditentry", _latest_staff_actions),
        ("accounts.view_user", _staff),
    ])}  # fmt: skip
    return context


def _cards(request: HttpRequest) -> list[OverviewCard]:
    may, now = request.user.has_perm, numbers()
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0).isoformat()
    seen = panels.listing(Character, seen_at__gte=today) if may("game.view_character") else ""
    fought = panels.listing(Battle, at__gte=today) if may("game.view_battle") else ""
    ledger = panels.listing(Transfer) if may("game.view_transfer") else ""
    mail = panels.listing(OutboxMessage, sent_at__isempty=1) if may("accounts.view_outboxmessage") else ""
    waits = f"{now.failing:,} of them failed before" if now.failing else "mails to be sent"
    return [
        OverviewCard("Players today", f"{now.seen:,}", f"{now.made:,} of them new", seen),
        OverviewCard("Hunts today", f"{now.hunts:,}", "since midnight UTC", fought),
        OverviewCard("Gold in circulation", f"{now.gold:,}", "held by characters", ledger),
        _proof_card(request),
        OverviewCard("Outbox", f"{now.waiting:,}", waits, mail, "bad" if now.failing else ""),
        _archive_card(now.archive_lag),
        *([_jobs_card()] if may("jobs.view_jobrun") else []),
    ]


def _jobs_card() -> OverviewCard:
    states = job_states()
    bad = [state.job.title for state in states if state.state in ("failed", "overdue")]
    link = reverse("admin:jobs_jobrun_jobs")
    if bad:
        return OverviewCard("Jobs", f"{len(bad)} of {len(states)}", f"failed or overdue: {', '.join(bad[:3])}", link, "bad")
    return OverviewCard("Jobs", f"{len(states)}", "all ran in time", link, "good")


def _archive_card(lag: float) -> OverviewCard:
    note = f"battles and hits in raids older than {ARCHIVE_DAYS} days"
    hours = lag / 3600
    value = f"{hours / 24:,.0f} days behind" if hours >= 48 else f"{hours:,.0f} h behind" if hours >= 1 else "up to date"
    return OverviewCard("Archive", value, note, state="bad" if hours > 24 else "good")


def _proof_card(request: HttpRequest) -> OverviewCard:
    proof = last_proof()
    link = panels.listing(AuditEntry, q=PROOF) if request.user.has_perm("accounts.view_auditentry") else ""
    if proof is None:
        return OverviewCard("Ledger proof", "never run", "run manage.py verify_ledger", link, "bad")
    when = f"{proof.movements:,} movements, {panels.short(proof.at)}"
    if proof.problems:
        return OverviewCard("Ledger proof", f"{proof.problems:,} wrong", when, link, "bad")
    old = (timezone.now() - proof.at).total_seconds() > STALE_HOURS * 3600
    return OverviewCard("Ledger proof", "is old" if old else "holds", when, link, "bad" if old else "good")


def _latest_staff_actions() -> panels.Panel:
    found = AuditEntry.objects.select_related("actor").filter(action__startswith="staff.")
    found = found.exclude(detail__has_key="part_of").order_by("-at")[:8]
    rows = [
        (panels.link_to(e, panels.when(e.at)), e.action.removeprefix("staff."), e.target, panels.actor(e), e.reason)
        for e in found
    ]
    return panels.Panel(
        "What staff did last", ("When", "What", "To", "By", "Reason"), rows, "Nothing yet.", panels.listing(AuditEntry)
    )


def _staff() -> panels.Panel:
    found = User.objects.filter(is_staff=True).prefetch_related("groups").order_by("-last_login")[:8]
    rows = []
    for user in found:
        ranks = [g.name for g in user.groups.all() if g.name in GROUPS]
        rows.append(
            (panels.link_to(user), "Superuser" if user.is_superuser else ", ".join(ranks), panels.when(user.last_login))
        )
    return panels.Panel("Staff", ("Name", "Rank", "Last login"), rows, "Nobody.", panels.listing(User, is_staff__exact=1))
