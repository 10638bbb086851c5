"""The webhook of the own clan over the API, for members whose rank may see and set it."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from clans.actions.webhook import THRESHOLD_MOST, remove_webhook, reveal_secret, set_webhook
from clans.queries.membership import access_membership
from clans.queries.webhook import newest_reports, webhook_of
from clans.rules.webhook import URL_MOST
from game.actions.actor import Actor
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import NO_NUL


class WebhookTry(Struct, frozen=True):
    """A report. at: when it was written. attempts: how often it was sent. sent_at, failed_at: both null while it waits. status: of the last
    answer. error: why it failed."""

    id: int
    at: datetime
    kind: str
    worth: int
    attempts: int
    sent_at: datetime | None
    failed_at: datetime | None
    status: int | None
    error: str


class WebhookState(Struct, frozen=True):
    """threshold: what a movement must be worth to be reported, in gold. disabled_at: it failed too often, and gets nothing until it is set
    again. reports: the newest twenty."""

    url: str
    threshold: int
    set_at: datetime
    disabled_at: datetime | None
    reports: list[WebhookTry]


class OwnWebhook(Struct, frozen=True):
    """webhook: null without one."""

    webhook: WebhookState | None


class WebhookChoice(Struct, frozen=True, forbid_unknown_fields=True):
    """url: https, at a public address."""

    url: Annotated[str, Meta(min_length=1, max_length=URL_MOST, pattern=NO_NUL)]
    threshold: Annotated[int, Meta(ge=0, le=THRESHOLD_MOST)] = 0


class ChosenWebhook(Struct, frozen=True):
    """secret: signs each report. It is shown this one time, to who set it; empty when the call is repeated."""

    url: str
    threshold: int
    secret: str


class RemovedWebhook(Struct, frozen=True):
    url: str


class WebhookEndpoint(Endpoint):
    @endpoint(OwnWebhook, refuses="no_clan forbidden")
    def get(self, request: ApiRequest[None]) -> OwnWebhook:
        """Where movements of the bank are reported, and the newest reports. The secret is not shown."""
        reader = access_membership(request.character.id)
        reader.require("webhook")
        hook = webhook_of(reader.clan)
        if hook is None:
            return OwnWebhook(None)
        tries = [
            WebhookTry(r.pk, r.created_at, r.kind, r.worth, r.attempts, r.sent_at, r.failed_at, r.status, r.error)
            for r in newest_reports(hook)
        ]
        return OwnWebhook(WebhookState(hook.url, hook.threshold, hook.set_at, hook.disabled_at, tries))

    @endpoint(ChosenWebhook, body=WebhookChoice, changes=True, refuses="no_clan forbidden")
    def put(self, request: ApiRequest[WebhookChoice]) -> ChosenWebhook:
        """Report movements of the bank to this address from now on, in the place of the one before, with a new secret."""
        done = set_webhook(request.actor, url=request.body.url, threshold=request.body.threshold)
        return ChosenWebhook(done.url, done.threshold, reveal_secret(Actor(request.character.id)).secret)

    @endpoint(RemovedWebhook, changes=True, refuses="no_clan forbidden nothing_to_do")
    def delete(self, request: ApiRequest[None]) -> RemovedWebhook:
        """Report nothing any more."""
        return RemovedWebhook(remove_webhook(request.actor).url)
