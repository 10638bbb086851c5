"""Recording log-ins, failed ones too, and deleting old ones."""

from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import LoginEvent
from accounts.queries.login_history import hash_of_network
from accounts.queries.logins import accounts_of
from accounts.rules.browsers import browser_family
from vvw_site.foundation.database.statement import Statement

KEPT = timedelta(days=90)
NOBODYS = timedelta(days=1)
"""A row of no account is kept for so long."""


def record_login(*, user_id: int, now: datetime, method: str = LoginEvent.OTHER, address: str = "", agent: str = "") -> None:
    """The time of the last login, and the login itself. One statement."""
    _LAST_LOGIN.rows(user=user_id, now=now, method=method, network=hash_of_network(address, now), browser=browser_family(agent))


def record_failed_login(*, login: str, method: str, address: str, agent: str) -> None:
    """Somebody typed a wrong password for this name or e-mail address. A name of nobody leaves a row too, so that the two answers take
    as long. Two statements for a name, three for an address."""
    found = accounts_of(login)
    record_failure(user_id=found[0].pk if len(found) == 1 else None, method=method, address=address, agent=agent)


def record_failure(*, user_id: int | None, method: str, address: str, agent: str) -> None:
    """One statement."""
    LoginEvent.objects.create(
        user_id=user_id, at=timezone.now(), method=method, succeeded=False, network=hash_of_network(address),
        browser=browser_family(agent),
    )  # fmt: skip


def sweep_logins(now: datetime | None = None) -> int:
    """Delete log-ins that are older than KEPT, and those of nobody. Two statements. Safe to run twice."""
    now = now or timezone.now()
    old, _ = LoginEvent.objects.filter(at__lt=now - KEPT).delete()
    nobodys, _ = LoginEvent.objects.filter(user=None, at__lt=now - NOBODYS).delete()
    return old + nobodys


# The update comes first: its lock on the account's row is the one that the insert's check of an erased account waits for.
_LAST_LOGIN = Statement("""WITH logged_in AS (
    UPDATE accounts_user SET last_login = %(now)s WHERE id = %(user)s RETURNING id
)
INSERT INTO accounts_loginevent (user_id, at, method, succeeded, network, browser)
SELECT id, %(now)s, %(method)s, true, %(network)s, %(browser)s FROM logged_in""")
