"""Erasing abandoned accounts, and deleting expired counts of limits."""

from celery import shared_task

from accounts.actions import limit_count
from accounts.actions import sweep_accounts as accounts


@shared_task(name="accounts.tasks.sweep_accounts")  # type: ignore[untyped-decorator]  # celery has no types
def sweep_accounts() -> dict[str, int]:
    return accounts.sweep_accounts()


@shared_task(name="accounts.tasks.sweep_limits")  # type: ignore[untyped-decorator]  # celery has no types
def sweep_limits() -> int:
    return limit_count.sweep_limits()
