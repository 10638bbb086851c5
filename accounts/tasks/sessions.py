"""Deleting expired sessions."""

from accounts.actions import sessions
from vvw_site.foundation.jobs.run import JobWindow, job


@job("accounts.tasks.sweep_sessions")
def sweep_sessions(window: JobWindow) -> str:
    return f"{sessions.sweep_sessions():,} expired sessions deleted"
