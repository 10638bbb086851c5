"""Deleting expired sessions, old log-ins, and addresses that versions before stored."""

from accounts.actions import sessions
from accounts.actions.forget_addresses import forget_addresses
from accounts.actions.login_history import sweep_logins
from vvw_site.foundation.jobs.run import JobWindow, job


@job("accounts.tasks.sweep_sessions")
def sweep_sessions(window: JobWindow) -> str:
    ended, logins, addresses = sessions.sweep_sessions(), sweep_logins(), forget_addresses()
    return f"{ended:,} expired sessions and {logins:,} old log-ins deleted, {addresses:,} addresses forgotten"
