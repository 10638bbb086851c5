"""Erasing abandoned accounts, and deleting expired counts of limits."""

from accounts.actions import limit_count
from accounts.actions import sweep_accounts as accounts
from vvw_site.foundation.jobs.run import JobWindow, job


@job("accounts.tasks.sweep_accounts")
def sweep_accounts(window: JobWindow) -> str:
    found = accounts.sweep_accounts()
    return f"{found['guests']:,} guests and {found['unproven']:,} unproven accounts erased"


@job("accounts.tasks.sweep_limits")
def sweep_limits(window: JobWindow) -> str:
    return f"{limit_count.sweep_limits():,} expired counts deleted"
