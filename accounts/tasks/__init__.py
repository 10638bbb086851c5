"""Celery tasks. Each may run twice, or twice at once, without harm."""

from accounts.tasks.accounts import sweep_accounts, sweep_limits
from accounts.tasks.outbox import send_outbox, sweep_outbox
from accounts.tasks.sessions import sweep_sessions

__all__ = ["send_outbox", "sweep_accounts", "sweep_limits", "sweep_outbox", "sweep_sessions"]
