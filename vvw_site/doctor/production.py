"""The settings of production: our own judgement of them, and Django's."""

from collections.abc import Iterator
from email.utils import parseaddr

from django.conf import settings
from django.core import checks

from vvw_site.doctor.finding import Fault, Finding
from vvw_site.doctor.production_rules import host_fault, mail_faults, proxy_fault
from vvw_site.settings.refusals import secret_key_fault, site_url_fault

SAID_BY_US = {"security.W008", "security.W009"}
"""Django's words for what `settings_findings` says better: no redirect to HTTPS (no trusted proxy), a weak SECRET_KEY."""


def settings_findings() -> Iterator[Finding]:
    for fault in (secret_key_fault(settings.SECRET_KEY), site_url_fault(settings.SITE_URL)):
        if fault:  # production did not start with it, so it was started with other settings
            yield Fault(fault, "Then start all tiers again.", stops=True)
    for found in (
        proxy_fault(site_url=settings.SITE_URL, trusted_proxies=settings.TRUSTED_PROXY_COUNT),
        host_fault(site_url=settings.SITE_URL, allowed_hosts=settings.ALLOWED_HOSTS),
    ):
        if found:
            yield found


def django_findings() -> Iterator[Finding]:
    """What `manage.py check --deploy` says about security, and about who runs the site (vvw_site/operator_check.py)."""
    tags = [checks.Tags.security, checks.Tags.compatibility]
    for message in checks.run_checks(tags=tags, include_deployment_checks=True):
        if message.level >= checks.WARNING and message.id not in SAID_BY_US:
            yield Fault(" ".join(str(message.msg).split()), message.hint or f"Django's documentation explains {message.id}.")


def mail_findings() -> list[Fault]:
    return mail_faults(
        writes_files=settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"), folder=str(settings.EMAIL_FILE_PATH),
        sender=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
    )  # fmt: skip
