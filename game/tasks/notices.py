"""In the evening: remind of rewards of missions, and send the mails with notices."""

from game.actions.mission_reminder import remind_of_missions
from game.actions.notice_digest import send_digests
from game.queries.missions import day_of
from vvw_site.foundation.jobs.run import JobWindow, job


@job("game.remind_missions")
def remind_missions(window: JobWindow) -> str:
    return f"{remind_of_missions(day_of(window.start)):,} characters told"


@job("game.mail_digest")
def mail_digest(window: JobWindow) -> str:
    return f"{send_digests(window.start.date()):,} mails"
