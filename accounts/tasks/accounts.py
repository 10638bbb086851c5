"""Sweeping accounts that nobody comes back to, and counts of limits that have ended."""

from celery import shared_task

from accounts.actions import limit_count, sweep


@shared_task(name="accounts.tasks.sweep_accounts")
def sweep_accounts() -> dict[str, int]:
    return sweep.sweep_accounts()


@shared_task(name="accounts.tasks.sweep_limits")
def sweep_limits() -> int:
    return limit_count.sweep_limits()
