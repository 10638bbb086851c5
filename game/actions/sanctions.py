"""Imposing and lifting sanctions, within a staff action: the row, the account's columns, sessions, the notice and the mail."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string

from accounts.actions.outbox import queue_mail
from accounts.actions.sessions import end_all
from accounts.models import User
from accounts.models.ids import UserId
from accounts.queries.email_addresses import verified_address
from accounts.registries import hooks
from game.actions import boards
from game.actions.notices import NewNotice, notify_all
from game.actions.staff_action import StaffContext
from game.models import Character, Report, Sanction, SanctionText
from game.models.notice_choice import STAFF
from game.models.sanction import STATE_KINDS
from game.queries.appeal_token import appeal_path
from game.queries.sanctions import is_active
from game.rules.sanctions import BAN, BANNING, MUTE, NO_REPORTS, SUSPENSION, WARNING

FOR_GOOD = datetime(9999, 12, 31, tzinfo=UTC)
"""In the account's columns: without an end."""
SANCTION_PAGES = "/play/sanctions/"
_SAID = {
    WARNING: "The staff warn you.", MUTE: "You were muted {until}.", SUSPENSION: "Your account was suspended {until}.",
    BAN: "Your account was suspended {until}.", NO_REPORTS: "You cannot report anything {until}.",
}  # fmt: skip


def impose(
    context: StaffContext, account: User, kind: str, until: datetime | None, *,
    text: SanctionText | None = None, report: Report | None = None,
) -> Sanction:  # fmt: skip
    """A sanction of a locked account, from now on. The reason is that of the staff action. until: None or FOR_GOOD without an end.

    One of the same sort that would last longer is replaced. The caller has written the audit entry and locks nothing afterwards.
    """
    until = None if until is not None and until >= FOR_GOOD else until
    _replace_longer(context, account, kind, until)
    made = Sanction.objects.create(
        user=account, kind=kind, reason=context.actor.reason, text=text, report=report, staff=context.staff, starts_at=context.now,
        ends_at=until,
    )  # fmt: skip
    _set_state(account, kind, made)
    tell(account, _SAID[kind].format(until=until_in_words(until)), made.reason, made)
    if kind in BANNING:
        end_all(account)
        for listener in hooks.on_banned:
            listener(account.pk)
        boards.remove(Character.objects.filter(user_id=account.pk).values_list("pk", flat=True))
    return made


def lift(context: StaffContext, account: User, sanctions: Q, why: str, kinds: Iterable[str] = ()) -> int:
    """Lift those of the locked account's sanctions that match and were not lifted before, so that they do not count in its record any
    more. Returns how many. why: of Sanction.LIFTED. kinds: whose state is computed even if no row says why it holds (the version before
    wrote none). Of what still holds, the sanction that lasts longest counts."""
    found = list(Sanction.objects.filter(sanctions, user_id=account.pk, lifted_at=None))
    Sanction.objects.filter(pk__in=[sanction.pk for sanction in found]).update(
        lifted_at=context.now, lifted_by=context.staff, lifted_why=why
    )
    for kind in {sanction.kind for sanction in found} | set(kinds):
        held = Sanction.objects.filter(is_active(context.now), user_id=account.pk, kind__in=_same_sort(kind))
        _set_state(account, kind, max(held, key=lambda one: one.ends_at or FOR_GOOD, default=None))
    return len(found)


def tell(account: User, words: str, reason: str, sanction: Sanction) -> None:
    """A notice to each living character, and a mail to the verified address, with a link that works without a login."""
    told = Character.objects.filter(user_id=account.pk, deleted_at=None).order_by("pk").values_list("pk", flat=True)
    line = f"{words} Reason: {reason}" if reason else words
    notify_all([NewNotice(c, STAFF, line, f"{SANCTION_PAGES}{sanction.pk}/") for c in told])
    address = verified_address(account.pk)
    if address is None:
        return
    site = settings.SITE_URL.rstrip("/")
    said = {
        "words": words, "reason": reason, "name": account.username, "link": f"{site}{appeal_path(sanction.pk)}",
        "site_name": settings.SITE_NAME, "contact": settings.CONTACT_EMAIL,
    }  # fmt: skip
    queue_mail(
        subject=words.rstrip("."), text=render_to_string("game/email/sanction.txt", said),
        html=render_to_string("game/email/sanction.html", said), to=[address], sender=settings.DEFAULT_FROM_EMAIL,
    )  # fmt: skip


def until_in_words(until: datetime | None) -> str:
    """The end of a sanction, for people. until: None without an end."""
    return "for good" if until is None else f"until {until.astimezone(UTC):%d %B %Y, %H:%M} UTC"


def until_minute(until: datetime) -> str:
    """The same from a column of the account, in the form that refusals have, which programs get too."""
    return "for good" if until >= FOR_GOOD else f"until {until:%Y-%m-%d %H:%M} UTC"


def _replace_longer(context: StaffContext, account: User, kind: str, until: datetime | None) -> None:
    if until is None:
        return
    longer = Q(kind__in=_same_sort(kind)) & (Q(ends_at=None) | Q(ends_at__gt=until))
    held = Sanction.objects.filter(longer, is_active(context.now), user_id=account.pk)
    held.update(lifted_at=context.now, lifted_by=context.staff, lifted_why=Sanction.REPLACED)


def _same_sort(kind: str) -> tuple[str, ...]:
    return next((kinds for kinds in STATE_KINDS.values() if kind in kinds), (kind,))


def _set_state(account: User, kind: str, longest: Sanction | None) -> None:
    """Write into the account what holds of a kind of sanction. Warnings and bans from reporting have no column."""
    for column, kinds in STATE_KINDS.items():
        if kind in kinds:
            setattr(account, column, None if longest is None else longest.ends_at or FOR_GOOD)
            if column == "banned_until":
                account.ban_reason = longest.reason if longest else ""
            account.save(update_fields=[column, "ban_reason"])


def user_of(report: Report) -> UserId | None:
    """The account of the one whom a report is about. One statement."""
    found = Character.objects.filter(reports_about=report).values_list("user_id", flat=True).first()
    return None if found is None else UserId(found)
