"""Sending the outbox of webhooks: each report is leased in one statement, sent outside any transaction, and marked in one statement."""

import hashlib
import hmac
import json
import time
from datetime import timedelta

import structlog
from django.utils import timezone

from clans.actions.webhook_connection import NotReported, allowed_ports, post
from clans.actions.webhook_secret import decrypted
from clans.models import Webhook, WebhookReport
from clans.rules.webhook import parse_url
from game.actions.notices import notify
from game.models.ids import CharacterId
from game.models.notice_choice import CLAN
from game.rules.errors import GameError
from vvw_site.foundation.keyring import CannotDecrypt

logger = structlog.get_logger(__name__)

LEASE_SECONDS = 60
"""More than one report takes (webhook_connection.TOTAL_SECONDS, and the name server's time)."""
MAX_ATTEMPTS = 10
LONGEST_PAUSE = timedelta(hours=6)
KEEP = timedelta(days=14)
GONE = 410


def send_due(most: int = 200, seconds: float = 45.0) -> dict[str, int]:
    """Send what is due, the oldest first. Counts: sent, failed (to be tried again), given_up.

    Two senders never take the same report, because taking it makes it due only when the lease ends. A sender that is killed after the
    server took the report repeats it, with the same number. After a failure everything else for that address waits as long, so a slow
    server of one clan does not keep others waiting.
    """
    counts, until = {"sent": 0, "failed": 0, "given_up": 0}, time.monotonic() + seconds
    WebhookReport.objects.filter(created_at__lt=timezone.now() - KEEP).delete()
    for _ in range(most):
        report = next(iter(WebhookReport.objects.raw(_LEASE, {"lease": LEASE_SECONDS})), None)
        if report is None or time.monotonic() > until:
            break
        counts[_send(report)] += 1
    return counts


def _send(report: WebhookReport) -> str:
    webhook = Webhook.objects.select_related("clan").filter(pk=report.webhook_id).first()
    if webhook is None:
        return "given_up"  # it was removed with its reports at this moment
    try:
        target = parse_url(webhook.url, ports=allowed_ports())
        body = body_of(report, webhook)
        status = post(target, body, headers_of(report, body, decrypted(webhook)))
    except (NotReported, GameError, CannotDecrypt) as error:
        return _mark_failed(report, webhook, error)
    WebhookReport.objects.filter(pk=report.pk).update(sent_at=timezone.now(), failed_at=None, status=status, error="")
    return "sent"


def body_of(report: WebhookReport, webhook: Webhook) -> bytes:
    """The report as JSON. The name of a member is that of now; who left the game has none."""
    actor = report.actor.name if report.actor is not None and report.actor.user_id is not None else None
    return json.dumps({
        "id": report.pk, "kind": report.kind, "at": report.created_at.isoformat(), "clan": webhook.clan.tag, "member": actor,
        "worth": report.worth, "moved": report.moves,
    }, separators=(",", ":")).encode()  # fmt: skip


def headers_of(report: WebhookReport, body: bytes, secret: bytes) -> dict[str, str]:
    """X-VvW-Signature is the HMAC-SHA-256 of "<X-VvW-Time>.<body>" under the secret, as hex: an old report cannot be sent again."""
    moment = str(int(time.time()))
    signature = hmac.new(secret, moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json", "User-Agent": "VvW-Webhook/1", "X-VvW-Report": str(report.pk), "X-VvW-Time": moment,
        "X-VvW-Signature": f"sha256={signature}", "Connection": "close",
    }  # fmt: skip


def _mark_failed(report: WebhookReport, webhook: Webhook, error: Exception) -> str:
    """Only the sender that took the report last marks it."""
    now, attempts = timezone.now(), report.attempts + 1
    status = error.status if isinstance(error, NotReported) else None
    final = attempts >= MAX_ATTEMPTS or status == GONE
    pause = min(timedelta(minutes=2 ** min(attempts - 1, 10)), LONGEST_PAUSE)
    mine = WebhookReport.objects.filter(pk=report.pk, leases=report.leases, sent_at=None)
    mine.update(attempts=attempts, status=status, error=str(error)[:200], due_at=now + pause, failed_at=now if final else None)
    waiting = WebhookReport.objects.filter(webhook=webhook, sent_at=None, failed_at=None, due_at__lt=now + pause)
    waiting.update(due_at=now + pause)
    logger.warning("report_not_sent", report=report.pk, final=final, error=str(error)[:200])
    if not final:
        return "failed"
    if Webhook.objects.filter(pk=webhook.pk, disabled_at=None).update(disabled_at=now):
        waiting.update(failed_at=now)
        text = f"The webhook of {webhook.clan.name} does not answer, and is off now. Set it again when its server is back."
        notify(CharacterId(webhook.set_by_id), text, "/play/clan/bank/webhook/", kind=CLAN)
    return "given_up"


_LEASE = """UPDATE clans_webhookreport AS r SET leases = r.leases + 1, due_at = clock_timestamp() + make_interval(secs => %(lease)s)
WHERE r.id = (
    SELECT id FROM clans_webhookreport WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= clock_timestamp()
    ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
) RETURNING r.*"""
