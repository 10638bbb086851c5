"""The one way to write down what was done: append-only, as the database sees to."""

from typing import Any

from accounts.models import AuditEntry, User


def record(
    *, actor: User | None, action: str, target: str = "", reason: str = "", detail: dict[str, Any] | None = None,
    address: str | None = None, key: str | None = None,
) -> AuditEntry:  # fmt: skip
    """Write one entry, in the caller's transaction. actor None: the site itself. target: "user:12", "character:7".

    detail names people by number, never by name or address, and holds no secret: an entry outlives the account. address
    is kept for staff only, for the same reason. Texts that are too long are cut. key: unique, of the form that asked for it.
    """
    return AuditEntry.objects.create(
        actor=actor,
        action=action[:60],
        target=target[:60],
        reason=reason[:300],
        detail=detail or {},
        address=address if actor is not None and actor.is_staff else None,
        key=key,
    )
