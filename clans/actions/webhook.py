"""Setting and removing the address to which a clan has movements of its bank reported."""

from django.db.models.functions import Now
from msgspec import Struct

from clans.actions.locked_clan import lock_own_clan
from clans.actions.log import log
from clans.actions.webhook_connection import allowed_ports
from clans.actions.webhook_secret import decrypted, encrypted, new_secret
from clans.models import Webhook
from clans.rules.webhook import parse_url
from game.actions.player_action import ActionContext, action
from game.rules.errors import GameError

THRESHOLD_MOST = 2**63 - 1


class WebhookSet(Struct, frozen=True):
    url: str
    threshold: int


class WebhookRemoved(Struct, frozen=True):
    url: str


class WebhookSecret(Struct, frozen=True):
    """secret: "" when it was shown before."""

    secret: str


@action("set_webhook", WebhookSet)
def set_webhook(context: ActionContext, *, url: str, threshold: int) -> WebhookSet:
    """Report movements that are worth so much from now on, under a new secret (reveal_secret shows it once). What waits in the outbox for
    another address is dropped. The address is resolved and checked when a report is sent, each time.

    GameError: no_clan, forbidden, invalid (url, threshold).
    """
    parse_url(url, ports=allowed_ports())
    if not 0 <= threshold <= THRESHOLD_MOST:
        raise GameError("invalid", "From how much on is reported: 0 or more gold.", field="threshold")
    clan = lock_own_clan(context, "webhook").clan
    Webhook.objects.filter(clan=clan).delete()
    Webhook.objects.create(
        clan=clan, url=url, secret=encrypted(new_secret(), clan.id), threshold=threshold, set_by=context.character
    )
    log(clan, "webhook", actor=context.character.id, threshold=threshold)
    return WebhookSet(url, threshold)


@action("reveal_webhook_secret", WebhookSecret)
def reveal_secret(context: ActionContext) -> WebhookSecret:
    """The secret of the clan's webhook, once, to who set it. Called without a key: a receipt would keep it. GameError: no_clan, forbidden,
    not_found."""
    clan = lock_own_clan(context, "webhook").clan
    found = Webhook.objects.filter(clan=clan).first()
    if found is None:
        raise GameError("not_found", "Your clan has no webhook.")
    if found.shown_at is not None or found.set_by_id != context.character.pk:
        return WebhookSecret("")
    Webhook.objects.filter(pk=found.pk).update(shown_at=Now())
    return WebhookSecret(decrypted(found).decode())


@action("remove_webhook", WebhookRemoved)
def remove_webhook(context: ActionContext) -> WebhookRemoved:
    """Report nothing any more. GameError: no_clan, forbidden, nothing_to_do."""
    clan = lock_own_clan(context, "webhook").clan
    found = Webhook.objects.filter(clan=clan).first()
    if found is None:
        raise GameError("nothing_to_do", "Your clan has no webhook.")
    found.delete()
    log(clan, "webhook", actor=context.character.id)
    return WebhookRemoved(found.url)
