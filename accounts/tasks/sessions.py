"""Deleting expired sessions."""

from celery import shared_task

from accounts.actions import sessions


@shared_task(name="accounts.tasks.sweep_sessions")  # type: ignore[untyped-decorator]  # celery has no types
def sweep_sessions() -> int:
    return sessions.sweep_sessions()
