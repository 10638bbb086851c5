"""The secret of a webhook: 32 random bytes, stored encrypted, shown once."""

import secrets

from django.db.models import QuerySet

from clans.models import Webhook
from clans.models.ids import ClanId
from vvw_site.foundation.keyring import keyring


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def encrypted(secret: str, clan: ClanId) -> str:
    return keyring().encrypt(secret.encode(), _purpose(clan))


def decrypted(webhook: Webhook) -> bytes:
    """The bytes of the secret as it was shown. Raises CannotDecrypt."""
    return keyring().decrypt(webhook.secret, _purpose(ClanId(webhook.clan_id)))


def stale(key: str) -> QuerySet[Webhook]:
    """Those that are encrypted under another key."""
    return Webhook.objects.exclude(secret__startswith=f"{key}.")


def renew(webhook: Webhook) -> bool:
    """Encrypt under the current key. A secret that was replaced since it was read stays as it is; then False."""
    as_read = Webhook.objects.filter(pk=webhook.pk, secret=webhook.secret)
    return bool(as_read.update(secret=encrypted(decrypted(webhook).decode(), ClanId(webhook.clan_id))))


def _purpose(clan: ClanId) -> str:
    return f"webhook of clan {clan}"
