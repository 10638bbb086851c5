"""Settings: each variable is documented, and production does not start without its secrets."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from vvw_site.foundation.keyring import new_key

CHECKOUT = Path(settings.BASE_DIR)
PRODUCTION = {
    "SECRET_KEY": "x" * 20 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "ENCRYPTION_KEYS": f"first:{new_key()}",
    "ALLOWED_HOSTS": "example.org",
    "DATABASE_URL": "postgresql://vvw@localhost/vvw",
    "REDIS_URL": "redis://localhost/0",
    "SITE_URL": "https://example.org",
}


def production(environment: dict[str, str], code: str) -> subprocess.CompletedProcess:
    """Run code with production settings and nothing in the environment but what is given."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=CHECKOUT, text=True, capture_output=True, check=False,
        env=clean | {"DJANGO_SETTINGS_MODULE": "vvw_site.settings.prod"} | environment,
    )  # fmt: skip


def test_every_variable_has_its_line_in_the_docs_and_every_line_its_variable():
    used = set()
    for source in (CHECKOUT / "vvw_site" / "settings").glob("*.py"):
        used |= set(re.findall(r"""\benv(?:\.\w+)?\(\s*["'](\w+)["']""", source.read_text()))
    documented = re.findall(r"^\| `(\w+)` \|", (CHECKOUT / "docs" / "settings.md").read_text(), re.M)
    assert sorted(documented) == sorted(set(documented)), "a variable has two lines"
    assert set(documented) == used | set(documented_elsewhere())


def documented_elsewhere() -> list[str]:
    """Variables of the two commands, which no settings file reads."""
    text = (CHECKOUT / "docs" / "settings.md").read_text().partition("## Of the commands")[2]
    return re.findall(r"^\| `(\w+)` \|", text, re.M)


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ENCRYPTION_KEYS", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL"])
def test_production_refuses_in_one_sentence(missing):
    environment = {name: value for name, value in PRODUCTION.items() if name != missing}
    done = production(environment, "import sys; sys.argv = ['manage.py', 'check']; import manage; manage.main()")
    assert done.returncode == 1
    assert done.stderr == f"Set {missing}: production does not start without (docs/settings.md).\n"


def test_production_speaks_https_only_and_trusts_a_header_only_behind_a_proxy():
    code = (
        "from django.conf import settings as s;"
        "print(s.SECURE_SSL_REDIRECT, s.SECURE_PROXY_SSL_HEADER, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        " s.SECURE_HSTS_SECONDS > 3e7, s.ALLAUTH_TRUSTED_PROXY_COUNT)"
    )
    assert production(PRODUCTION, code).stdout.strip() == "False None True True True 0"
    behind = production(PRODUCTION | {"TRUSTED_PROXY_COUNT": "2"}, code).stdout.strip()
    assert behind == "True ('HTTP_X_FORWARDED_PROTO', 'https') True True True 2"


def test_mail_goes_where_it_is_told():
    code = "from django.conf import settings as s; print(s.EMAIL_BACKEND, s.EMAIL_HOST, s.EMAIL_USE_TLS)"
    assert "filebased" in production(PRODUCTION, code).stdout
    smtp = production(PRODUCTION | {"SMTP_URL": "smtp+tls://me:secret@mail.example:587"}, code).stdout
    assert smtp.split()[0].endswith("smtp.EmailBackend") and smtp.strip().endswith("mail.example True")
    service = {"MAIL_SERVICE": "postmark", "MAIL_SERVICE_KEY": "k"}
    assert "anymail.backends.postmark" in production(PRODUCTION | service, code).stdout
    assert "MAIL_SERVICE is one of" in production(PRODUCTION | {"MAIL_SERVICE": "pigeon"}, code).stderr


def test_logs_are_one_json_object_a_line_in_production():
    code = (
        "import django; django.setup(); import logging, structlog;"
        "logging.getLogger('x').warning('old %s', 'way'); structlog.get_logger('y').error('new_way', gold=3)"
    )
    import json

    old, new = (json.loads(line) for line in production(PRODUCTION, code).stderr.strip().splitlines())
    assert (old["event"], old["level"]) == ("old way", "warning")
    assert (new["event"], new["gold"], new["logger"]) == ("new_way", 3, "y")
