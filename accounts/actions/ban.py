"""Keeping somebody out for a time, or only quiet: by staff, with a reason, written down."""

from datetime import datetime

from django.db import transaction

from accounts.actions.audit import record
from accounts.actions.sessions import end_all
from accounts.models import User


def ban(*, actor: User, user_id: int, until: datetime, reason: str, address: str | None = None) -> User:
    """Nobody is logged in as this user from the commit on, and no one can log in until then; a date in the past lifts it."""
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).get(pk=user_id)
        user.banned_until, user.ban_reason = until, reason[:300]
        user.save(update_fields=["banned_until", "ban_reason"])
        if user.is_banned:
            end_all(user)
        record(
            actor=actor, action="user.ban", target=f"user:{user.pk}", reason=reason,
            detail={"until": until.isoformat()}, address=address,
        )  # fmt: skip
    return user


def mute(*, actor: User, user_id: int, until: datetime, reason: str, address: str | None = None) -> User:
    """The user may play on but say nothing until then; a date in the past lifts it."""
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).get(pk=user_id)
        user.muted_until = until
        user.save(update_fields=["muted_until"])
        record(
            actor=actor, action="user.mute", target=f"user:{user.pk}", reason=reason,
            detail={"until": until.isoformat()}, address=address,
        )  # fmt: skip
    return user
