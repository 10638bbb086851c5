"""Re-encrypting what accounts stores encrypted: sessions, second factors, unsent mails."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.actions.outbox import ENCRYPTED_BODY, purpose_of
from accounts.models import OutboxMessage
from accounts.registries.encrypted_data import EncryptedData, register
from accounts.rules.second_factor_secrets import SECRET_FIELDS, decrypt_secret, encrypt_secret
from vvw_site.foundation.keyring import keyring


def register_all() -> None:
    register(EncryptedData("sessions", stale_sessions, renew_session))
    register(EncryptedData("second factors", stale_factors, renew_factor))
    register(EncryptedData("mails", stale_mails, renew_mail))


def stale_sessions(key: str) -> QuerySet[Session]:
    return Session.objects.exclude(session_data__startswith=f"{key}.")


def renew_session(session: Session) -> bool:
    """The copy in Redis is then of an older version, so the next request reads the row again."""
    renewed = _reencrypted(session.session_data, f"session {session.pk}")
    return bool(Session.objects.filter(pk=session.pk, session_data=session.session_data).update(session_data=renewed))


def stale_factors(key: str) -> QuerySet[Any]:
    stale = Q()
    for name in SECRET_FIELDS:
        stale |= Q(**{f"data__{name}__isnull": False}) & ~Q(**{f"data__{name}__startswith": f"{key}."})
    factors: QuerySet[Any] = Authenticator.objects.filter(stale)
    return factors


def renew_factor(factor: Authenticator) -> bool:
    """Locks the row, because a recovery code may be used at the same moment."""
    with transaction.atomic():
        locked = Authenticator.objects.select_for_update().filter(pk=factor.pk).first()
        if locked is None:
            return False
        data = dict(locked.data)
        for name in SECRET_FIELDS & data.keys():
            data[name] = encrypt_secret(decrypt_secret(data[name]))
        return bool(Authenticator.objects.filter(pk=locked.pk).update(data=data))


def stale_mails(key: str) -> QuerySet[OutboxMessage]:
    unsent = OutboxMessage.objects.filter(**{f"payload__{ENCRYPTED_BODY}__isnull": False})
    return unsent.exclude(**{f"payload__{ENCRYPTED_BODY}__startswith": f"{key}."})


def renew_mail(message: OutboxMessage) -> bool:
    with transaction.atomic():
        locked = OutboxMessage.objects.select_for_update(skip_locked=True).filter(pk=message.pk).first()
        if locked is None or ENCRYPTED_BODY not in locked.payload:
            return False
        payload: dict[str, Any] = locked.payload
        payload[ENCRYPTED_BODY] = _reencrypted(payload[ENCRYPTED_BODY], purpose_of(locked))
        return bool(OutboxMessage.objects.filter(pk=locked.pk).update(payload=payload))


def _reencrypted(encrypted: str, purpose: str) -> str:
    return keyring().encrypt(keyring().decrypt(encrypted, purpose), purpose)
