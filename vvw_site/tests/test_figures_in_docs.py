"""Pages and files of the proxy that repeat a figure of the code say the code's figure."""

import re
from typing import get_type_hints

import pytest
from django.conf import settings

from accounts.actions import login_history
from accounts.rules import networks
from clans.rules import ladder
from deploy import room_protocol, sockets
from game.actions import character, receipts, stats, sweep, tokens
from game.api import mail as mail_api
from game.presenters import entries
from game.queries import board, news
from game.realtime import consumer, hub, room
from game.rules import errors, friends, mail, report, sanctions, tuning
from game.views import inventory
from vvw_site.foundation import sockets as frames
from vvw_site.foundation.backup.role import SLOT_LIMIT
from vvw_site.foundation.database import roles
from vvw_site.limits.limit import of_file
from vvw_site.middleware import late_requests
from vvw_site.settings import declared, identity
from vvw_site.settings.folders import BASE_DIR

ROUND = {1: "one", 2: "two", 3: "three", 5: "five", 6: "six", 10: "ten", 20: "twenty"}
KB = 1024
WITHOUT_FIGURES = r"```.*?```|<!-- written.*?<!-- end -->|^\| `\w+` \| \d{3} \|.*?$|`[^`\n]*`|\]\([^)]*\)"
"""Examples, the table that is written from the code, the table of error codes (it has a test of its own), code, addresses."""
STATUSES = {str(status) for status, _ in errors.CODES.values()} | {"202", "304", "404", "401"}
KEY_LENGTH = re.search(r"\{(\d+),(\d+)\}", receipts.KEY.pattern) or [""] * 3
PAGE_SIZE = get_type_hints(entries.Paging, include_extras=True)["page_size"].__metadata__[0]
COMPOSE_FILE = "deploy/compose.yaml"
IN_FLIGHT = {
    tier: of_file("deploy/nginx/tiers.conf", rf"upstream vvw_{tier} .*max_conns=(\d+)").value for tier in ("site", "game")
}
THREADS = {
    tier: of_file(COMPOSE_FILE, rf'WORKERS: "\$\{{{tier.upper()}_WORKERS.*THREADS: "(\d+)"').value for tier in ("site", "game")
}

API = [
    f"A body has at most {settings.API_BODY_MAX // KB} KB",
    f"It is valid for {tokens.DAYS} days.",
    f"you choose: {KEY_LENGTH[1]} to {KEY_LENGTH[2]} letters",
    f"they are stored for {sweep.RECEIPT_HOURS} hours",
    f"At level {tuning.LEVEL_MAX} it is 0",
    f"from 1 to {tuning.HUNTS_AT_ONCE}, a hunt is a series",
    f"The next hunt is possible {tuning.HUNT_PAUSE_MS} ms after it for each",
    f"once or up to {ROUND[tuning.HUNTS_AT_ONCE]} times (",
    f"at most one hunt in {tuning.HUNT_PAUSE_MS} ms",
    f"sell up to {inventory.TICKED_MAX} holdings at once",
    f"at most once in {ROUND[stats.PAUSE_SECONDS // 60]} minutes",
    f"a `text` of {sanctions.APPEAL_MIN} to {sanctions.APPEAL_MAX:,} characters, once, within {sanctions.APPEAL_DAYS} days",
    f"letters that are not sent yet, {ROUND[mail.DRAFTS_MOST]} at most",
    f"hit the boss; at most once in {tuning.RAID_HIT_PAUSE_MS // 1000} seconds",
    f"(`kind`, `before`), {news.PAGE} a page",
    f"the top {ROUND[board.SIZE]} by `level`",
    f"restore it within {character.RESTORE_HOURS} hours",
    f"the living clans, {ladder.PAGE} a page",
    "At 0 it is broken",
    f"A page has {mail_api.PAGE} letters",
    f"to the sender after {mail.RETURN_DAYS} days",
    f"A subject has up to {mail.SUBJECT_MAX} characters, a text up to {mail.TEXT_MAX:,}. From level {mail.GOODS_LEVEL} on",
    f"takes `gold` and up to {ROUND[mail.ATTACHMENTS_MAX]}\n",
    f"a `remark` of up to\n{report.REMARK_MAX} characters",
    f"up to {friends.FRIENDS_MOST:,} friends, {friends.OPEN_MOST} requests that wait, {ROUND[friends.PUPILS_MOST]} pupils",
    f"at least {friends.MENTOR_GAP} levels above the pupil",
    f"For {friends.MENTOR_HOURS} hours after that, the mentor's hunts bring {friends.MENTOR_BONUS} percent more XP",
    f"comes within {friends.MENTOR_GAP} levels",
    "`phases` from 0.",
    f"A hit costs {tuning.RAID_HIT_ENERGY} energy",
    f"An account has {ROUND[tuning.CHARACTERS_PER_ACCOUNT]} characters at most.",
    f"({entries.Paging().page_size} by default, at most {PAGE_SIZE.le})",
    "IPv6 addresses of one /64 network",
]
SECURITY = [
    f"works once, for {'a day' if identity.PASSWORD_RESET_TIMEOUT == 86_400 else '?'}",
    f"a session ends after {identity.SESSION_COOKIE_AGE // 86_400} days at most",
    f"{declared.DATABASE_STATEMENT_TIMEOUT.default:g} s for a request, {declared.STAFF_LIST_TIMEOUT.default:g} s for a list of the",
    f"An account files at most {report.REPORTS_A_DAY} reports a day",
    f"within {sanctions.APPEAL_DAYS} days; another player's",
    f"after {mail.RETURN_DAYS} days the recipient gets it",
    f"a key that changes every {networks.KEY_DAYS} days; log-ins go after {login_history.KEPT.days} days",
    f"the history is deleted after {login_history.KEPT.days} days",
    f"by a check every {hub.SESSION_SECONDS:.0f} seconds",
    f"ours has {identity.AUTH_PASSWORD_VALIDATORS[1]['OPTIONS']['min_length']}, is compared",  # type: ignore[index]  # the dict of Django's setting
]
SOCKET = [
    f"sockets every {hub.SESSION_SECONDS:.0f} seconds",
    f"it keeps {room.HISTORY} updates",
    f"A frame has {frames.FRAME_MAX // KB} KB at the most.",
    f"| {frames.FRAME_MAX // KB} KB, otherwise 1009 |",
    f"| {consumer.MESSAGES_MAX} in {ROUND[round(consumer.MESSAGES_SECONDS)]} seconds, otherwise 4429 |",
    f"may hold about {(room_protocol.BUFFER_MAX + 2 * frames.SEND_BUFFER) // KB} KB; after {ROUND[round(room.STUCK_SECONDS)]} seconds 4408 |",
    f"(sent every {sockets.PING_SECONDS:.0f} s) | dropped after {sockets.PING_SECONDS:.0f} s more |",
    f"A quiet room sends a heartbeat every {ROUND[round(room.HEARTBEAT_SECONDS)]}\n",
]
TIERS = [
    f"(`WORKERS`, one per core; `THREADS`, {declared.THREADS.default})",
    f"`MAX_REQUESTS` ({declared.MAX_REQUESTS.default:,}, and up to half as many more)",
    f"at most {IN_FLIGHT['game']} requests in flight\nto `game` and {IN_FLIGHT['site']} to `site`",
    f"| `WORKERS` {declared.SITE_WORKERS.default} | `THREADS` {THREADS['site']} |",
    f"| `WORKERS` {declared.GAME_WORKERS.default} | `THREADS` {THREADS['game']} |",
    f"`DATABASE_POOL` {declared.DATABASE_POOL.default} |",
    f"{roles.KEPT['site']} connections for `site`, {roles.KEPT['game']} for `game`, {roles.KEPT['sockets']} for `sockets`, "
    f"{roles.KEPT['worker']} for the workers "
    f"and {roles.KEPT_FOR_THE_OWNER} for commands",
    f"`max_connections` 100, a game tier with a wrong `WORKERS` gets {roles.connection_limit('game', 97)}",
]
PROXY = [
    f"A body has {settings.API_BODY_MAX // KB} KB at the most.",
    f'"retry_after":{late_requests.RETRY_AFTER}',
    f"add_header Retry-After {late_requests.RETRY_AFTER} always;",
    f"Longer than the {ROUND[round(room.HEARTBEAT_SECONDS)]} seconds between heartbeats and the "
    f"{ROUND[round(sockets.PING_SECONDS)]} between pings.",
]
COMPOSE = [
    f'WORKERS: "${{SITE_WORKERS:-{declared.SITE_WORKERS.default}}}"',
    f'WORKERS: "${{GAME_WORKERS:-{declared.GAME_WORKERS.default}}}"',
    f"closes them over {'eight' if sockets.DRAIN_SECONDS == 8 else '?'} seconds",
]
LOG_FILES, LOG_SIZE = (of_file(COMPOSE_FILE, rf"{name}: \"?(\d+)").value for name in ("max-file", "max-size"))
GRACE = of_file("deploy/gunicorn.conf.py", r"^graceful_timeout = (\d+)").value
REDIS_MEMORY = of_file(COMPOSE_FILE, r"--maxmemory, (\d+)mb").value
LIMITED = f"{ROUND[int(LOG_FILES)]} {{}}files of {LOG_SIZE} MB"
FIRST_SERVER = [
    LIMITED.format("log "),
    f"gunicorn ends its requests within {GRACE} seconds",
    f"when its {REDIS_MEMORY} MB are full",
]
BACKUP = [
    f"all of {declared.BACKUP_KEEP_HOURS.default:g} hours can be restored to any moment, and the first full backup of each of "
    f"{declared.BACKUP_KEEP_DAYS.default:g} days is kept",
    f"a limit of {SLOT_LIMIT.removesuffix('GB')} GB for the log that waits",
]
FAILOVER = [f"`DATABASE_POOL_TIMEOUT` ({declared.DATABASE_POOL_TIMEOUT.default:g} seconds)"]
ALARMS = [f"A job above {settings.CELERY_TASK_TIME_LIMIT} seconds is ended by the worker"]
REDIS = [f"--maxmemory {REDIS_MEMORY}mb"]
PAGES = {
    "docs/api.md": API, "docs/security.md": SECURITY, "docs/socket.md": SOCKET, "docs/operation/tiers.md": TIERS,
    "deploy/nginx/vvw.conf": PROXY, COMPOSE_FILE: COMPOSE,
    "docs/operation/logs.md": [LIMITED.format("")], "docs/operation/first-server.md": FIRST_SERVER,
    "docs/operation/backup.md": BACKUP, "docs/operation/failover.md": FAILOVER, "docs/operation/alarms.md": ALARMS,
    "docs/operation/redis.md": REDIS,
}  # fmt: skip


@pytest.mark.parametrize("file", PAGES)
def test_a_page_says_the_figures_of_the_code(file: str) -> None:
    text = (BASE_DIR / file).read_text()
    assert [phrase for phrase in PAGES[file] if phrase not in text] == []


def test_the_api_has_no_figure_that_nothing_compares() -> None:
    text = (BASE_DIR / "docs/api.md").read_text()
    for phrase in API:
        text = text.replace(phrase, "")
    text = re.sub(WITHOUT_FIGURES, "", text, flags=re.S | re.M)
    figures = re.finditer(r"(?<!UTF-)\b\d[\d,]*\b", text)
    left = [text[found.start() - 30 : found.end() + 30] for found in figures if found[0] not in STATUSES]
    assert left == []


def test_the_text_of_a_refused_body_has_its_limit() -> None:
    assert errors.CODES["too_large"][1] == f"The body is larger than {settings.API_BODY_MAX // KB} KB."
