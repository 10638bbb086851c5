"""Every environment variable that this project reads. `manage.py settings_doc` writes docs/settings.md from these lines."""

import os
from typing import Any

from .folders import LOCAL_DIR
from .setting import Section, Setting

SITE = Section("The site")
SECRET_KEY = SITE.text(
    "SECRET_KEY", required=True, shown="none",
    help="Signs cookies and links. At least 50 random characters: production refuses a weaker one. A new one logs everybody out.",
)  # fmt: skip
ENCRYPTION_KEYS = SITE.texts(
    "ENCRYPTION_KEYS", required=True, shown="a public one in dev",
    help="The keys that encrypt stored dice seeds, second factors, sessions and waiting mails: `id:base64` each, with commas "
    "between. The first key encrypts, all of them decrypt. `manage.py rotate_encryption --new-key` prints a key; "
    "[security.md](security.md) says how to change keys.",
)  # fmt: skip
ALLOWED_HOSTS = SITE.texts(
    "ALLOWED_HOSTS", required=True, shown="all in dev", help="Host names that the site answers to, with commas between."
)
SITE_URL = SITE.text(
    "SITE_URL", default="http://localhost:8000", required=True,
    help="The address in mails and shared links, without a slash at its end. In production it begins with `https://`.",
)  # fmt: skip
CSRF_TRUSTED_ORIGINS = SITE.texts(
    "CSRF_TRUSTED_ORIGINS", help="Other origins (`https://…`) whose forms are accepted, with commas between."
)
TRUSTED_PROXY_COUNT = SITE.integer(
    "TRUSTED_PROXY_COUNT", default=0,
    help="How many of your own proxies are in front of the site. Above 0 the site believes their `X-Forwarded-For` and "
    "`X-Forwarded-Proto`, and redirects HTTP to HTTPS.",
)  # fmt: skip
DEBUG = SITE.flag("DEBUG", default=False, help="Dev only: Django's own error pages instead of the game's.")
DJANGO_SETTINGS_MODULE = SITE.text(
    "DJANGO_SETTINGS_MODULE", default="vvw_site.settings.prod", shown="`vvw_site.settings.prod`; `manage.py`: `vvw_site.settings.dev`",
    help="Which settings are used; see above.",
)  # fmt: skip

DATA = Section("Postgres and Redis")
DATABASE_URL = DATA.text(
    "DATABASE_URL", required=True, shown="the embedded Postgres",
    help="`postgresql://user:password@host:5432/name`. `?host=/folder` names a socket; other parameters go to libpq "
    "(`sslmode=require`).",
)  # fmt: skip
DATABASE_DIRECT_URL = DATA.text(
    "DATABASE_DIRECT_URL", shown="`DATABASE_URL`",
    help="The same database past a pooler, for what needs a session of its own: commands of `manage.py`, migrations, the turn of "
    "`release`. Its role owns the tables.",
)  # fmt: skip
DATABASE_POOLER = DATA.text(
    "DATABASE_POOLER", shown="empty: none",
    help="`transaction`: `DATABASE_URL` leads to PgBouncer in transaction mode. Then a connection sets nothing for its session (the "
    "settings belong to the roles: `manage.py prepare_database`), statements are not prepared unless `DATABASE_PREPARE` is on, and "
    "there are no server-side cursors ([PgBouncer](operation/pgbouncer.md)).",
)  # fmt: skip
DATABASE_POOL = DATA.integer(
    "DATABASE_POOL", default=8, shown="`8`; in the tiers `site` and `game` the value of `THREADS`",
    help="The most connections that one process keeps.",
)  # fmt: skip
DATABASE_POOL_TIMEOUT = DATA.number(
    "DATABASE_POOL_TIMEOUT",
    default=5,
    help="Seconds that a request waits for one of these connections; then its answer is a 503.",
)
DATABASE_LOCK_TIMEOUT = DATA.number(
    "DATABASE_LOCK_TIMEOUT", default=10,
    help="Seconds that a statement waits for a row that another transaction has locked; then the answer is a 503.",
)  # fmt: skip
DATABASE_STATEMENT_TIMEOUT = DATA.number(
    "DATABASE_STATEMENT_TIMEOUT", default=15,
    help="Seconds that one statement of a request may take; then the answer is a 503. `0`: no limit. Celery's processes and "
    "commands of `manage.py` have no limit.",
)  # fmt: skip
STAFF_LIST_TIMEOUT = DATA.number(
    "STAFF_LIST_TIMEOUT", default=5, help="Seconds that one statement of a list in the admin may take; then the page says so."
)
DATABASE_PREPARE = DATA.flag(
    "DATABASE_PREPARE", default=True, shown="on; off with `DATABASE_POOLER`",
    help="The server binds and prepares statements. Behind PgBouncer only from version 1.21 on, with its `max_prepared_statements`.",
)  # fmt: skip
REDIS_URL = DATA.text(
    "REDIS_URL", required=True, shown="the embedded Redis",
    help="`redis://host:6379/0`, `rediss://…`, or `unix:///path?db=0`. The tests use and empty the database numbers above the "
    "one in this URL.",
)  # fmt: skip
REDIS_CACHE_URL = DATA.text(
    "REDIS_CACHE_URL", shown="`REDIS_URL`",
    help="The Redis of the cache and of copies of sessions. It may evict anything; [operation/redis.md](operation/redis.md) says which "
    "policy each of the four needs.",
)  # fmt: skip
REDIS_LIMITS_URL = DATA.text("REDIS_LIMITS_URL", shown="`REDIS_URL`", help="The Redis that counts rate limits.")
REDIS_BROKER_URL = DATA.text("REDIS_BROKER_URL", shown="`REDIS_URL`", help="The Redis in which tasks wait for a worker.")
REDIS_CHANNELS_URL = DATA.text("REDIS_CHANNELS_URL", shown="`REDIS_URL`", help="The Redis that carries the frames of sockets.")

FILES = Section("Files and static pages")
STATIC_ROOT = FILES.path(
    "STATIC_ROOT", default=LOCAL_DIR / "static", help="Where `collectstatic` puts style sheets, scripts and pictures."
)
PAGES_ROOT = FILES.path(
    "PAGES_ROOT",
    default=LOCAL_DIR / "pages",
    help="Where the static pages are built: the proxy serves the folder `current` in it.",
)
SERVE_PAGES = FILES.flag(
    "SERVE_PAGES",
    default=False,
    shown="off; always on in dev",
    help="The site serves the static pages itself, where no proxy does.",
)
MAINTENANCE = FILES.flag("MAINTENANCE", default=False, help="On: the city is closed for repairs; all but staff get a 503.")
MAINTENANCE_FILE = FILES.path(
    "MAINTENANCE_FILE",
    default=LOCAL_DIR / "maintenance",
    help="The city is also closed while this file exists; no restart needed.",
)

BACKUP = Section(
    "Backups",
    "`manage.py backup`, `keep_backups`, `restore` and `move_database` read these; [operation/backup.md](operation/backup.md).",
)
BACKUP_ROOT = BACKUP.path(
    "BACKUP_ROOT", default=LOCAL_DIR / "backup",
    help="The folder of the backups and of the archived write-ahead log. Put it on another disk than Postgres.",
)  # fmt: skip
BACKUP_DATABASE_URL = BACKUP.text(
    "BACKUP_DATABASE_URL", shown="`DATABASE_URL`",
    help="Postgres, directly and not through a pooler, with the role that `manage.py prepare_backup` makes.",
)  # fmt: skip
BACKUP_RECIPIENTS = BACKUP.texts(
    "BACKUP_RECIPIENTS",
    help="Public keys of age (`age1…`), with commas between: copies are encrypted to them. `manage.py backup --new-key` prints a pair; "
    "keep the secret one away from the backups.",
)  # fmt: skip
BACKUP_COPY_COMMAND = BACKUP.text(
    "BACKUP_COPY_COMMAND", shown="empty: nothing leaves the machine",
    help="Run without a shell for each encrypted copy, with `{file}` and `{name}` replaced (`rclone copyto {file} away:vvw/{name}`). "
    "It must exit with 0 only when the copy has arrived.",
)  # fmt: skip
BACKUP_FULL_HOURS = BACKUP.number(
    "BACKUP_FULL_HOURS", default=24, help="After so many hours the next backup is a full one and not an increment."
)
BACKUP_KEEP_HOURS = BACKUP.number(
    "BACKUP_KEEP_HOURS", default=48, help="So many hours can be restored to any moment; all their backups are kept."
)
BACKUP_KEEP_DAYS = BACKUP.number(
    "BACKUP_KEEP_DAYS", default=14, help="For so many days the first full backup of each day is kept."
)
POSTGRES_PROGRAMS = BACKUP.text(
    "POSTGRES_PROGRAMS", shown="those of the embedded servers, or Debian's of Postgres 18, or those in the `PATH`",
    help="The folder of Postgres's programs (`/usr/lib/postgresql/18/bin`); they must be of the server's version.",
)  # fmt: skip

MAIL = Section("Mail and log-in")
SENDER = "Vampires vs Werewolves <no-reply@localhost>"
MAIL_FROM = MAIL.text("MAIL_FROM", default=SENDER, help="The sender of every mail.")
CONTACT_EMAIL = MAIL.text(
    "CONTACT_EMAIL", shown="the address of `MAIL_FROM`",
    help="Where players write to the staff: the page of a suspended account shows it. Name a mailbox that somebody reads.",
)  # fmt: skip
OPERATOR_NAME = MAIL.text(
    "OPERATOR_NAME", shown="empty: the check of production settings warns",
    help="Who runs the site: a person or a company. The page `/contact/` shows it.",
)  # fmt: skip
OPERATOR_ADDRESS = MAIL.text(
    "OPERATOR_ADDRESS", shown="empty: the check of production settings warns",
    help="Where they can be reached by post, in one line with commas; `/contact/` shows it, a line for each part.",
)  # fmt: skip
MAIL_ROOT = MAIL.path(
    "MAIL_ROOT",
    default=LOCAL_DIR / "mail",
    help="Where mails become files, one each, while neither `SMTP_URL` nor `MAIL_SERVICE` is set.",
)
SMTP_URL = MAIL.text(
    "SMTP_URL", shown="empty: mails become files in `MAIL_ROOT`",
    help="`smtp+tls://user:password@host:587`, or `smtp+ssl://…:465`.",
)  # fmt: skip
MAIL_SERVICE = MAIL.text(
    "MAIL_SERVICE", help="A mail service instead of SMTP: `brevo`, `mailgun`, `postmark`, `resend` or `sendgrid`."
)
MAIL_SERVICE_KEY = MAIL.text("MAIL_SERVICE_KEY", help="The key of that service.")
GOOGLE_CLIENT_ID = MAIL.text(
    "GOOGLE_CLIENT_ID", shown="empty: no log-in with Google", help="Together with its secret: “Log in with Google”."
)
GOOGLE_CLIENT_SECRET = MAIL.text("GOOGLE_CLIENT_SECRET", help="The secret of that client.")

OPERATION = Section("Logs and metrics")
VERSION = OPERATION.text(
    "VERSION", shown="the version in `pyproject.toml`",
    help="Which version runs, in up to 40 letters, digits and `.+_-`. `/healthz/live`, `/healthz/ready`, `/metrics` and the header "
    "`X-VvW-Version` show it. The image can have it built in.",
)  # fmt: skip
LOG_LEVEL = OPERATION.text(
    "LOG_LEVEL", default="INFO",
    help="The lowest level that is logged. Production writes one JSON object per line to standard error.",
)  # fmt: skip
TIER = OPERATION.text(
    "TIER", default="manage", shown="set by `deploy/start`; otherwise `manage`",
    help="The name of this process's tier, in each line of the log and as Postgres's `application_name`.",
)  # fmt: skip
METRICS_TOKEN = OPERATION.text(
    "METRICS_TOKEN", shown="empty: only nearby addresses",
    help="Opens `/metrics` to a request from anywhere that sends it as a bearer token. Without it, only this machine and private "
    "networks can read `/metrics`.",
)  # fmt: skip
SENTRY_DSN = OPERATION.text("SENTRY_DSN", shown="empty: nothing is sent", help="Where production reports its errors.")
PROMETHEUS_MULTIPROC_DIR = OPERATION.text(
    "PROMETHEUS_MULTIPROC_DIR", shown="set by gunicorn",
    help="The folder in which all worker processes of a tier count. `deploy/gunicorn.conf.py` creates and removes it: do not set it.",
)  # fmt: skip

PROCESSES = Section("Processes", "`deploy/start`, `deploy/gunicorn.conf.py` and `make run` read these.")
PORT = PROCESSES.integer("PORT", default=8000, help="The port of the site. `make bench-serve` takes 8200 when it is not set.")
BIND = PROCESSES.text("BIND", default="0.0.0.0", help="The address that `deploy/start` listens on.")  # noqa: S104
WORKERS = PROCESSES.integer(
    "WORKERS", default=os.cpu_count() or 1, shell_default="2", shown="one per core; in the tier `worker` `2`",
    help="Processes of the tiers `site` and `game`, and of Celery's worker.",
)  # fmt: skip
THREADS = PROCESSES.integer("THREADS", default=8, help="Threads of each process of the tiers `site` and `game`.")
MAX_REQUESTS = PROCESSES.integer(
    "MAX_REQUESTS", default=200_000, help="Requests (and up to half as many more) after which such a process is replaced."
)
REQUEST_WAIT = PROCESSES.number(
    "REQUEST_WAIT", default=5,
    help="Seconds that a request may wait in front of such a process, by the proxy's header `X-Request-Start`; an older one is answered "
    "503 at once, so that a surge ends soon. Read only with a `TRUSTED_PROXY_COUNT` above 0.",
)  # fmt: skip

SOCKETS_PER_PROCESS = PROCESSES.integer(
    "SOCKETS_PER_PROCESS", default=10_000,
    help="The most sockets that one process of the tier `sockets` has open; further ones get a 503, and their pages ask by requests.",
)  # fmt: skip
SOCKETS_PER_ADDRESS = PROCESSES.integer(
    "SOCKETS_PER_ADDRESS", default=200,
    help="The most sockets of one client address (of an IPv6 address its /64 network) in one process.",
)  # fmt: skip
SOCKET_HANDSHAKES_PER_MINUTE = PROCESSES.integer(
    "SOCKET_HANDSHAKES_PER_MINUTE", default=400,
    help="How often such an address may open a socket in one process; above that a 429.",
)  # fmt: skip

COMPOSE = Section("Compose", "Only `deploy/compose.yaml` reads these, from `deploy/.env`.")
SITE_WORKERS = COMPOSE.integer("SITE_WORKERS", default=2, help="`WORKERS` of the tier `site`.")
GAME_WORKERS = COMPOSE.integer("GAME_WORKERS", default=2, help="`WORKERS` of the tier `game`.")
POSTGRES_PASSWORD = COMPOSE.text(
    "POSTGRES_PASSWORD", shown="none; compose refuses to start without it", help="The password of Postgres."
)
CERTIFICATES = COMPOSE.text(
    "CERTIFICATES", shown="none; compose refuses to start without it", help="The folder with `fullchain.pem` and `privkey.pem`."
)

BACKUPS = COMPOSE.text(
    "BACKUPS", default="backup", shown="`backup`, a volume on the disk of Docker",
    help="The folder of the backups, on another disk. It belongs to the user and group 999, as which Postgres runs there.",
)  # fmt: skip

MACHINE = Section("This machine", "`make run`, `make test` and the embedded servers read these.")
PYTHON = MACHINE.text(
    "PYTHON",
    shown="the first of `python3`, `python3.12` … that is 3.11 or newer",
    help="The Python that creates the virtual environment.",
)
XDG_DATA_HOME = MACHINE.text(
    "XDG_DATA_HOME", shown="`~/.local/share`",
    help="Holds the data of the embedded servers, in `vvw/`. The data of root is in `/var/lib/vvw`.",
)  # fmt: skip
PLAYWRIGHT_BROWSERS_PATH = MACHINE.text(
    "PLAYWRIGHT_BROWSERS_PATH", shown="`~/.cache/ms-playwright`",
    help="Where the tests look for a Chromium when none is on the `PATH`.",
)  # fmt: skip
NO_COLOR = MACHINE.text("NO_COLOR", help="If it is set, the terminal shows no colours.")

MEASUREMENTS = Section("Measurements", "`bench/locustfile.py` reads these; [performance.md](performance.md).")
ACCOUNTS = MEASUREMENTS.integer("ACCOUNTS", default=20_000, help="How many seeded accounts log in.")
LOCATIONS = MEASUREMENTS.text("LOCATIONS", default="old-mill,ashen-gate", help="Where they hunt, with commas between.")

SECTIONS = (SITE, DATA, FILES, BACKUP, MAIL, OPERATION, PROCESSES, COMPOSE, MACHINE, MEASUREMENTS)
REQUIRED_IN_PRODUCTION = [s for section in SECTIONS for s in section.settings if s.required]
BY_NAME: dict[str, Setting[Any]] = {s.name: s for section in SECTIONS for s in section.settings}
