"""Settings: production does not start without its secrets, and a wrong value is one sentence."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from vvw_site.foundation.keyring import new_key
from vvw_site.foundation.ports import free_port
from vvw_site.settings import declared
from vvw_site.settings.folders import BASE_DIR
from vvw_site.settings.refusals import NEW_KEY

CHECKOUT = BASE_DIR
CHECK = "import sys; sys.argv = ['manage.py', 'check']; import manage; manage.main()"
PRODUCTION = {
    "SECRET_KEY": "x" * 20 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "ENCRYPTION_KEYS": f"first:{new_key()}",
    "ALLOWED_HOSTS": "example.org",
    "DATABASE_URL": "postgresql://vvw@localhost/vvw",
    "REDIS_URL": "redis://localhost/0",
    "SITE_URL": "https://example.org",
}


def production(environment: dict[str, str], code: str) -> subprocess.CompletedProcess[str]:
    """Run code with production settings and nothing in the environment but what is given."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=CHECKOUT, text=True, capture_output=True, check=False,
        env=clean | {"DJANGO_SETTINGS_MODULE": "vvw_site.settings.prod"} | environment,
    )  # fmt: skip


def said(text: str) -> list[str]:
    """The sentences of a process of production. Each line is an object of the log."""
    lines = [json.loads(line) for line in text.splitlines()]
    assert all({"time", "level", "event", "logger", "tier", "version"} <= set(line) for line in lines), text
    return [line["event"] for line in lines]


def test_production_requires_its_secrets_and_servers() -> None:
    required = [setting.name for setting in declared.REQUIRED_IN_PRODUCTION]
    assert required == ["SECRET_KEY", "ENCRYPTION_KEYS", "ALLOWED_HOSTS", "SITE_URL", "DATABASE_URL", "REDIS_URL"]


@pytest.mark.parametrize("missing", [setting.name for setting in declared.REQUIRED_IN_PRODUCTION])
def test_production_refuses_in_one_sentence(missing: str) -> None:
    environment = {name: value for name, value in PRODUCTION.items() if name != missing}
    done = production(environment, CHECK)
    assert done.returncode == 1
    assert said(done.stderr) == [f"Set {missing}: production does not start without (docs/settings.md)."]


@pytest.mark.parametrize(("name", "value", "sentence"), [
    ("TRUSTED_PROXY_COUNT", "two", "TRUSTED_PROXY_COUNT is 'two', which is not a whole number (docs/settings.md)."),
    ("DATABASE_LOCK_TIMEOUT", "long", "DATABASE_LOCK_TIMEOUT is 'long', which is not a number (docs/settings.md)."),
    ("MAINTENANCE", "perhaps", "MAINTENANCE is 'perhaps', which is not on or off (1 or 0) (docs/settings.md)."),
    ("LOG_LEVEL", "loud", "LOG_LEVEL is 'LOUD', which is no level: use DEBUG, INFO, WARNING or ERROR (docs/settings.md)."),
    ("SMTP_URL", "mail.example", "SMTP_URL must begin with one of smtp+tls://, smtp+ssl://, smtp://, smtps:// (docs/settings.md)."),
    ("DATABASE_URL", "sqlite:///db", "DATABASE_URL must begin with postgresql://; VvW runs on Postgres only."),
    ("SECRET_KEY", "too-short", f"SECRET_KEY has 9 characters, and with fewer than 50 it can be guessed: `{NEW_KEY}` prints a better one "
        "(docs/settings.md)."),
    ("SITE_URL", "http://example.org", "SITE_URL is 'http://example.org', and nobody could log in there: set it to the site's address, which "
        "begins with https:// (docs/settings.md)."),
    ("VERSION", "1.0 beta", "VERSION is '1.0 beta', which is not up to 40 letters, digits and `.+_-` (docs/settings.md)."),
    ("REDIS_LIMITS_URL", "localhost", "REDIS_LIMITS_URL must begin with one of redis://, rediss://, unix:// (docs/settings.md)."),
    ("DATABASE_POOLER", "session", "DATABASE_POOLER is 'session': it must be empty or 'transaction' (docs/settings.md)."),
    ("REDIS_URL", "localhost", "REDIS_URL must begin with one of redis://, rediss://, unix:// (docs/settings.md)."),
])  # fmt: skip
def test_a_wrong_value_is_one_sentence_that_names_the_variable(name: str, value: str, sentence: str) -> None:
    done = production(PRODUCTION | {name: value}, CHECK)
    assert (done.returncode, said(done.stderr)) == (1, [sentence])


def test_all_that_production_refuses_is_said_at_once() -> None:
    done = production(PRODUCTION | {"SECRET_KEY": "short", "SITE_URL": "http://example.org"}, CHECK)
    assert done.returncode == 1 and [line.split()[0] for line in said(done.stderr)] == ["SECRET_KEY", "SITE_URL"]


def test_at_a_terminal_a_refusal_is_a_sentence() -> None:
    here, there = os.openpty()
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-c", CHECK]
    given = clean | PRODUCTION | {"DJANGO_SETTINGS_MODULE": "vvw_site.settings.prod", "SITE_URL": "http://example.org"}
    done = subprocess.run(command, cwd=CHECKOUT, env=given, stdout=subprocess.PIPE, stderr=there, check=False)
    os.close(there)
    assert done.returncode == 1 and os.read(here, 10_000).decode().startswith("SITE_URL is 'http://example.org', and nobody")
    os.close(here)


@pytest.mark.slow
def test_each_tier_refuses_wrong_settings_in_lines_of_the_log() -> None:
    clean = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "WORKERS": "1"}
    given = clean | PRODUCTION | {"SECRET_KEY": "short", "BIND": "127.0.0.1", "PORT": str(free_port())}
    started = {
        name: subprocess.Popen(["deploy/start", name], cwd=CHECKOUT, env=given, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for name in ("site", "sockets", "worker", "beat", "release")
    }  # fmt: skip
    for name, process in started.items():
        text, _ = process.communicate(timeout=120)
        lines = [json.loads(line) for line in text.splitlines()]
        refused = [line for line in lines if line["level"] == "critical"]
        assert [(line["event"].partition(" has ")[0], line["tier"]) for line in refused] == [("SECRET_KEY", name)], text
        assert process.returncode in (1, 3) and (name == "site" or len(lines) == 1)


def test_a_tier_that_does_not_exist_is_said_in_a_line_too() -> None:
    done = subprocess.run(["deploy/start", "moon"], cwd=CHECKOUT, text=True, capture_output=True, check=False)
    assert done.returncode == 2 and json.loads(done.stderr)["event"].startswith("usage: start site|game|")


def test_what_breaks_before_the_log_is_set_up_is_one_line() -> None:
    done = production(PRODUCTION, "from django.conf import settings; settings.DEBUG; 1 / 0")
    (line,) = [json.loads(line) for line in done.stderr.splitlines()]
    assert (
        done.returncode == 1
        and (line["event"], line["level"]) == ("uncaught", "critical")
        and "ZeroDivisionError" in line["exception"]
    )


def test_each_role_of_redis_has_a_url_of_its_own_or_the_shared_one() -> None:
    code = (
        "from django.conf import settings as s; c = s.CHANNEL_LAYERS['default']['CONFIG']['hosts'];"
        "print(s.CACHES['default']['LOCATION'], s.REDIS_URLS['limits'], s.CELERY_BROKER_URL, c[0], s.VERSION)"
    )
    shared = PRODUCTION["REDIS_URL"]
    assert production(PRODUCTION, code).stdout.split() == [shared] * 4 + ["0.1.0"]
    own = {f"REDIS_{role}_URL": f"redis://{role.lower()}/1" for role in ("CACHE", "LIMITS", "BROKER", "CHANNELS")}
    answer = production(PRODUCTION | own | {"VERSION": "2026.11.29+a1b2c3d"}, code).stdout.split()
    assert answer == ["redis://cache/1", "redis://limits/1", "redis://broker/1", "redis://channels/1", "2026.11.29+a1b2c3d"]


def test_gunicorn_refuses_a_wrong_value_in_one_sentence() -> None:
    code = "import sys; sys.argv = ['gunicorn', '--config', 'deploy/gunicorn.conf.py', 'x']; from gunicorn.app.wsgiapp import run; run()"
    done = production({"THREADS": "many"}, code)
    assert (done.returncode, said(done.stderr)) == (1, ["THREADS is 'many', which is not a whole number (docs/settings.md)."])


def test_an_empty_value_counts_as_not_set() -> None:
    empty = dict.fromkeys(
        ("MAIL_FROM", "CONTACT_EMAIL", "SMTP_URL", "TRUSTED_PROXY_COUNT", "DATABASE_POOL", "DATABASE_PREPARE"), ""
    )
    code = "from django.conf import settings as s; print(s.DEFAULT_FROM_EMAIL, s.TRUSTED_PROXY_COUNT, s.DATABASE_PREPARE)"
    assert production(PRODUCTION | empty, code).stdout.strip() == "Vampires vs Werewolves <no-reply@localhost> 0 True"


def test_behind_a_pooler_a_connection_needs_no_session_of_its_own_and_commands_go_past_it() -> None:
    code = (
        "from django.conf import settings as s; d = s.DATABASES['default'];"
        "print(d['NAME'], 'SESSION' in d, d.get('DISABLE_SERVER_SIDE_CURSORS', False), 'server_side_binding' in d['OPTIONS'], s.DATABASE_PREPARE)"
    )
    pooled = PRODUCTION | {
        "DATABASE_POOLER": "transaction", "DATABASE_URL": "postgresql://vvw@localhost/pooled", "DATABASE_DIRECT_URL": PRODUCTION["DATABASE_URL"],
    }  # fmt: skip
    print_settings = f"import django; django.setup(); {code}"
    assert production(pooled, print_settings).stdout.split() == ["pooled", "False", "True", "False", "False"]
    prepared = production(pooled | {"DATABASE_PREPARE": "1"}, print_settings)
    assert prepared.stdout.split() == ["pooled", "False", "True", "True", "True"]
    command = f"import sys, manage; sys.argv = ['manage.py', 'shell', '--no-imports', '-c', {code!r}]; manage.main()"
    assert production(pooled, command).stdout.split() == ["vvw", "True", "False", "True", "True"]


def test_a_secret_may_begin_with_a_dollar_sign() -> None:
    secret = "$" + PRODUCTION["SECRET_KEY"]
    done = production(PRODUCTION | {"SECRET_KEY": secret}, "from django.conf import settings as s; print(s.SECRET_KEY)")
    assert done.stdout.strip() == secret


def test_production_uses_https_only_and_trusts_a_header_only_behind_a_proxy() -> None:
    code = (
        "from django.conf import settings as s;"
        "print(s.SECURE_SSL_REDIRECT, s.SECURE_PROXY_SSL_HEADER, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        " s.SECURE_HSTS_SECONDS > 3e7, s.ALLAUTH_TRUSTED_PROXY_COUNT)"
    )
    assert production(PRODUCTION, code).stdout.strip() == "False None True True True 0"
    behind = production(PRODUCTION | {"TRUSTED_PROXY_COUNT": "2"}, code).stdout.strip()
    assert behind == "True ('HTTP_X_FORWARDED_PROTO', 'https') True True True 2"


def test_mail_is_sent_by_the_configured_service() -> None:
    code = "from django.conf import settings as s; print(s.EMAIL_BACKEND, s.EMAIL_HOST, s.EMAIL_USE_TLS)"
    assert "filebased" in production(PRODUCTION, code).stdout
    smtp = production(PRODUCTION | {"SMTP_URL": "smtp+tls://me:secret@mail.example:587"}, code).stdout
    assert smtp.split()[0].endswith("smtp.EmailBackend") and smtp.strip().endswith("mail.example True")
    service = {"MAIL_SERVICE": "postmark", "MAIL_SERVICE_KEY": "k"}
    assert "anymail.backends.postmark" in production(PRODUCTION | service, code).stdout
    assert "MAIL_SERVICE is one of" in production(PRODUCTION | {"MAIL_SERVICE": "pigeon"}, code).stderr


def test_logs_are_one_json_object_per_line_in_production() -> None:
    code = (
        "import django; django.setup(); import logging, structlog;"
        "logging.getLogger('x').warning('old %s', 'way'); structlog.get_logger('y').error('new_way', gold=3)"
    )
    old, new = (json.loads(line) for line in production(PRODUCTION, code).stderr.strip().splitlines())
    assert (old["event"], old["level"]) == ("old way", "warning")
    assert (new["event"], new["gold"], new["logger"]) == ("new_way", 3, "y")


def test_workers_that_fail_one_after_the_other_end_their_master_in_lines_of_the_log() -> None:
    """Gunicorn's own master would end with a traceback when it hears of the second."""
    given = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "DJANGO_SETTINGS_MODULE": "vvw_site.tests.refused_settings",
        "WORKERS": "4", "BIND": "127.0.0.1", "PORT": str(free_port()),
    }  # fmt: skip
    done = subprocess.run(
        ["deploy/start", "site"], cwd=CHECKOUT, env=given, text=True, capture_output=True, timeout=60, check=False
    )
    lines = [json.loads(line) for line in (done.stdout + done.stderr).splitlines()]
    assert done.returncode in (1, 3) and any("nothing is right" in line["event"] for line in lines)
