"""Encrypting anew what accounts store encrypted: sessions, second factors, mails that wait."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.actions.outbox import WORDS, purpose_of
from accounts.encrypted import Encrypted, register
from accounts.models import OutboxMessage
from accounts.second_factor import SECRETS, SecondFactor
from vvw_site.foundation.keyring import keyring


def register_all() -> None:
    register(Encrypted("sessions", stale_sessions, renew_session))
    register(Encrypted("second factors", stale_factors, renew_factor))
    register(Encrypted("mails", stale_mails, renew_mail))


def stale_sessions(key: str) -> QuerySet:
    return Session.objects.exclude(session_data__startswith=f"{key}.")


def renew_session(session: Session) -> bool:
    """The copy in Redis is of an older version then, and is read again at the next request."""
    anew = _again(session.session_data, f"session {session.pk}")
    return bool(Session.objects.filter(pk=session.pk, session_data=session.session_data).update(session_data=anew))


def stale_factors(key: str) -> QuerySet:
    stale = Q()
    for name in SECRETS:
        stale |= Q(**{f"data__{name}__isnull": False}) & ~Q(**{f"data__{name}__startswith": f"{key}."})
    return Authenticator.objects.filter(stale)


def renew_factor(factor: Authenticator) -> bool:
    """Under the row's lock: a recovery code may be used at the same moment."""
    with transaction.atomic():
        locked = Authenticator.objects.select_for_update().filter(pk=factor.pk).first()
        if locked is None:
            return False
        adapter, data = SecondFactor(), dict(locked.data)
        for name in SECRETS & data.keys():
            data[name] = adapter.encrypt(adapter.decrypt(data[name]))
        return bool(Authenticator.objects.filter(pk=locked.pk).update(data=data))


def stale_mails(key: str) -> QuerySet:
    there = OutboxMessage.objects.filter(**{f"payload__{WORDS}__isnull": False})
    return there.exclude(**{f"payload__{WORDS}__startswith": f"{key}."})


def renew_mail(message: OutboxMessage) -> bool:
    with transaction.atomic():
        locked = OutboxMessage.objects.select_for_update(skip_locked=True).filter(pk=message.pk).first()
        if locked is None or WORDS not in locked.payload:
            return False
        payload: dict[str, Any] = locked.payload
        payload[WORDS] = _again(payload[WORDS], purpose_of(locked))
        return bool(OutboxMessage.objects.filter(pk=locked.pk).update(payload=payload))


def _again(encrypted: str, purpose: str) -> str:
    return keyring().encrypt(keyring().decrypt(encrypted, purpose), purpose)
