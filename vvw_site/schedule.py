"""The clock of the world: every job, its times (UTC) and its queue. At each start beat's table follows these lines (vvw_site/beat.py)."""

from vvw_site.foundation.jobs.job import Job, beat_schedule, task_routes
from vvw_site.foundation.jobs.windows import Every, daily, hourly

JOBS = (
    # Sends again what an outage swallowed: the other jobs run once in each window, and it sees which did not.
    Job("jobs.catch_up", "catch up on jobs", Every(15), once=False),
    Job("jobs.sweep", "sweep runs of jobs", daily(4, 7)),
    # --- accounts
    # Requests start this job after a commit, too. This one sends what a broker that was away did not receive.
    Job("accounts.tasks.send_outbox", "send the outbox", Every(60), queue="mail", once=False),
    Job("accounts.tasks.sweep_outbox", "sweep the outbox", daily(4, 17)),
    Job("accounts.tasks.sweep_sessions", "sweep sessions", daily(4, 27)),
    Job("accounts.tasks.sweep_accounts", "sweep accounts", hourly(37), queue="slow"),
    Job("accounts.tasks.sweep_limits", "sweep limits", hourly(47)),
    # --- game
    # A character's first page of the day assigns its missions as well; this job only saves that page the work.
    Job("game.deal_missions", "deal the day's missions", daily(0, 1), queue="slow"),
    # Events begin and end by their rows: this job only adds those of a year from now.
    Job("game.plan_events", "plan the Blood Moons", daily(0, 21)),
    # The sockets tier folds a raid four times a second. This job opens raids and pays for them, and does the rest meanwhile if that
    # tier is away.
    Job("game.tend_raids", "tend raids", Every(5), once=False),
    Job("game.pay_raids", "pay for raids", Every(60), queue="slow", once=False),
    Job("game.mail_digest", "mail digests of notices", daily(17, 30), queue="mail", seconds=1800),
    Job("game.remind_missions", "remind of missions", daily(20, 0), queue="slow"),
    Job("game.return_letters", "return unclaimed letters", Every(600), queue="slow"),
    Job("game.tend_mentors", "tend mentors and pupils", Every(600), queue="slow"),
    Job("game.count_boards", "count the leaderboards", Every(300), queue="slow"),
    Job("game.rank_everybody", "rank everybody", daily(4, 57), queue="slow", seconds=1800),
    # A run takes two minutes at most; what is left waits for the next one. A first one over a large world is a command
    # (award_achievements).
    Job("game.fold_achievements", "write down achievements", Every(180), queue="slow", seconds=600),
    Job("game.count_rarity", "count how rare achievements are", hourly(52), queue="slow", seconds=600),
    Job("game.gather_news", "gather the news", Every(120), queue="slow"),
    # A run takes two minutes at most for each of two tables; what is left waits for the next hour.
    Job("game.archive", "archive old battles", hourly(23), queue="slow", seconds=600),
    Job("game.archive_chat", "archive old messages", hourly(33), queue="slow", seconds=600),
    # A player who asks starts this job after the commit, too. This run finds what a broker that was away, or a dead worker, left.
    Job("game.compute_stats", "compute statistics of players", Every(60), queue="stats", once=False),
    Job("game.sweep", "sweep the game", hourly(7), queue="slow"),
    Job("game.prove_ledger", "prove the ledger", daily(5, 17), queue="slow", seconds=1800),
    # Finds nothing to do until the season's end, on the database's clock. A million characters take about a minute.
    Job("game.roll_season", "end the season", Every(300), queue="slow", seconds=1800),
    # The end of a season queues it as well.
    Job("game.pay_season", "pay for seasons", Every(300), queue="slow", once=False),
    # --- clans
    Job("clans.pass_on_leads", "pass on the lead of clans", hourly(13), queue="slow"),
    Job("clans.pay_withdrawals", "pay withdrawals from banks of clans", Every(60), once=False),
    # Each member pays once a week: the first run on a Monday finds all, later ones what it left.
    Job("clans.collect_dues", "collect the dues of clans", hourly(3), queue="slow", seconds=600),
    Job("clans.send_reports", "report to webhooks of clans", Every(60), queue="mail", once=False),
    # Wars are counted in steps of five minutes; the next declaration of a clan settles its war as well.
    Job("clans.tend_wars", "count and settle wars", Every(300), queue="slow"),
    Job("clans.count_levels", "count the levels of clans", Every(600), queue="slow"),
)
CELERY_BEAT_SCHEDULE = beat_schedule(JOBS)
CELERY_TASK_ROUTES = task_routes(JOBS)
