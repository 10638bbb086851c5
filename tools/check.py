"""The Django part of `make check`: the deployment check with production settings, missing migrations, and the generated docs."""

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "vvw_site.settings.prod",
    "SECRET_KEY": "for-the-check-alone-" + "0123456789abcdefghij" * 3,
    "ENCRYPTION_KEYS": "check:Y2hlY2stb25seS1ub3QtYS1zZWNyZXQtY2hlY2stb24=",
    "ALLOWED_HOSTS": "example.org",
    "SITE_URL": "https://example.org",
    "DATABASE_URL": "postgresql://vvw@localhost/vvw",
    "REDIS_URL": "redis://localhost/0",
    "TRUSTED_PROXY_COUNT": "1",
    "OPERATOR_NAME": "Example",
    "OPERATOR_ADDRESS": "1 Example Street",
}


def main() -> int:
    deploy = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    failed = subprocess.run(deploy, cwd=CHECKOUT, env=os.environ | PRODUCTION, check=False).returncode
    for command in (["makemigrations", "--check", "--dry-run"], ["settings_doc", "--check"], ["limits_doc", "--check"]):
        failed = failed or subprocess.run([sys.executable, "manage.py", *command], cwd=CHECKOUT, check=False).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
