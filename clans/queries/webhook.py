"""The webhook of a clan, and its newest reports."""

from clans.models import Clan, Webhook, WebhookReport


def webhook_of(clan: Clan) -> Webhook | None:
    """With who set it. One statement."""
    return Webhook.objects.select_related("set_by").filter(clan=clan).first()


def newest_reports(webhook: Webhook, limit: int = 20) -> list[WebhookReport]:
    """One statement."""
    return list(WebhookReport.objects.filter(webhook=webhook).order_by("-pk")[:limit])
