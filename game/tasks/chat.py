"""Each hour: move old messages to the archive."""

from game.actions import chat_archive
from vvw_site.foundation.jobs.run import JobWindow, job


@job("game.archive_chat")
def archive_chat(window: JobWindow) -> str:
    return chat_archive.archive_messages(window.now)
