"""Every five minutes: count the leaderboards. Once a day: rank everybody on all of them."""

from game.actions import boards, daily_rank
from vvw_site.foundation.jobs.run import JobWindow, job


@job("game.count_boards")
def count_boards(window: JobWindow) -> str:
    count = boards.count_boards()
    if count is None:
        return "They are being counted elsewhere."
    return f"{count.boards} boards counted, with {count.entries:,} entries"


@job("game.rank_everybody")
def rank_everybody(window: JobWindow) -> str:
    return f"{daily_rank.rank_everybody(window.start):,} ranks stored"
