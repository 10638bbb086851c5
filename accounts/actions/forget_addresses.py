"""Replacing the IP addresses that versions before stored: in the audit by the hash of their network, in the list of sessions by nothing."""

from allauth.usersessions.models import UserSession

from accounts.models import AuditEntry
from accounts.queries.login_history import hash_of_network
from accounts.rules.networks import UNKNOWN_ADDRESS
from vvw_site.foundation.database.statement import Statement

BATCH = 1_000


def forget_addresses() -> int:
    """Returns how many rows had an address. Two statements, and two more for each BATCH. Safe to run twice, and to stop at any line;
    the version before may still write addresses while it runs beside this one."""
    return _in_audit() + _in_sessions()


def _in_audit() -> int:
    done = 0
    while rows := list(AuditEntry.objects.exclude(address=None).order_by("pk").values_list("pk", "address", "at")[:BATCH]):
        networks = [hash_of_network(address or "", at) for _, address, at in rows]
        _AUDIT.rows(ids=[pk for pk, _, _ in rows], networks=networks)
        done += len(rows)
    return done


def _in_sessions() -> int:
    done = 0
    with_address = UserSession.objects.exclude(ip=UNKNOWN_ADDRESS).order_by("pk")
    while ids := list(with_address.values_list("pk", flat=True)[:BATCH]):
        UserSession.objects.filter(pk__in=ids).update(ip=UNKNOWN_ADDRESS)
        done += len(ids)
    return done


# The trigger of the audit lets this one change pass (migration 0013).
_AUDIT = Statement("""UPDATE accounts_auditentry a SET address = NULL, network = g.network
FROM unnest(%(ids)s::bigint[], %(networks)s::text[]) AS g(id, network) WHERE a.id = g.id AND a.address IS NOT NULL""")
