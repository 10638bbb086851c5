"""Writing to the audit log. The database refuses to change or delete entries."""

from collections.abc import Sequence
from typing import Any

from accounts.models import AuditEntry, User
from accounts.queries.login_history import hash_of_network


def record(
    *, actor: User | None, action: str, target: str = "", reason: str = "", detail: dict[str, Any] | None = None,
    address: str | None = None, key: str | None = None,
) -> AuditEntry:  # fmt: skip
    """Write one entry, in the caller's transaction. actor None: the site itself. target: "user:12", "character:7".

    detail identifies people by number, never by name or address, and holds no secret, because an entry outlives the account.
    For the same reason, only the hash of the address's network is stored, and for staff only.
    Texts that are too long are cut. key: the form's unique key.
    """
    return AuditEntry.objects.create(
        actor=actor,
        action=action[:60],
        target=target[:60],
        reason=reason[:300],
        detail=detail or {},
        network=hash_of_network(address) if address and actor is not None and actor.is_staff else "",
        key=key,
    )


def record_each(*, actor: User | None, action: str, targets: Sequence[str], reason: str) -> None:
    """Write one entry for each target, in the caller's transaction and one statement."""
    AuditEntry.objects.bulk_create(
        AuditEntry(actor=actor, action=action[:60], target=target[:60], reason=reason[:300]) for target in targets
    )
