"""The periodic tasks and their times. At each start beat's table follows these lines (vvw_site/beat.py)."""

from typing import Any

from celery.schedules import crontab

CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    # Requests start this task after a commit, too. This one sends what a broker that was away did not receive.
    "send the outbox": {"task": "accounts.tasks.send_outbox", "schedule": 60.0, "options": {"expire_seconds": 55}},
    "sweep the outbox": {"task": "accounts.tasks.sweep_outbox", "schedule": crontab(minute=17, hour=4)},
    "sweep sessions": {"task": "accounts.tasks.sweep_sessions", "schedule": crontab(minute=27, hour=4)},
    "sweep accounts": {"task": "accounts.tasks.sweep_accounts", "schedule": crontab(minute=37)},
    "sweep limits": {"task": "accounts.tasks.sweep_limits", "schedule": crontab(minute=47)},
    # A character's first page of the day assigns its missions as well; this task only saves that page the work.
    "deal the day's missions": {"task": "game.deal_missions", "schedule": crontab(minute=1, hour=0)},
    # The sockets tier folds a raid four times a second. This task opens raids and pays for them, and does the rest meanwhile if that
    # tier is away.
    "tend raids": {"task": "game.tend_raids", "schedule": 5.0, "options": {"expire_seconds": 5}},
    "return unclaimed letters": {"task": "game.return_letters", "schedule": crontab(minute="*/10")},
    "sweep the game": {"task": "game.sweep", "schedule": crontab(minute=7)},
}
