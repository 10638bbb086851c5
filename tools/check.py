"""`make check`, its Django part: the deployment check with production settings, and missing migrations."""

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
}


def main() -> int:
    deploy = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    failed = subprocess.run(deploy, cwd=CHECKOUT, env=os.environ | PRODUCTION, check=False).returncode
    missing = [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"]
    return failed or subprocess.run(missing, cwd=CHECKOUT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
