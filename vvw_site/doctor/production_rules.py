"""Judges what production is told about its own address and its mails."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from vvw_site.doctor.finding import Fault

NO_PROXY = (
    "TRUSTED_PROXY_COUNT is 0, but the tiers speak plain HTTP behind a proxy that ends TLS: every form is refused with a 403."
)


def proxy_fault(*, site_url: str, trusted_proxies: int) -> Fault | None:
    """A tier behind TLS that trusts no proxy takes each request for plain HTTP. A browser sends `Origin: https://…` with a form,
    which then is another origin."""
    if trusted_proxies or urlsplit(site_url).scheme != "https":
        return None
    return Fault(NO_PROXY, "Set it to the number of your own proxies, 1 behind deploy/nginx/vvw.conf alone.", stops=True)


def host_fault(*, site_url: str, allowed_hosts: Sequence[str]) -> Fault | None:
    host = urlsplit(site_url).hostname or ""
    if any(_matches(host, allowed.lower()) for allowed in allowed_hosts):
        return None
    return Fault(
        f"SITE_URL names the host {host!r}, which is not in ALLOWED_HOSTS: each request to it is refused with a 400.",
        f"Add {host} to ALLOWED_HOSTS.",
    )


def _matches(host: str, allowed: str) -> bool:
    """As Django reads ALLOWED_HOSTS: `*` is any host, and a leading dot means all below."""
    return allowed in ("*", host) or (allowed.startswith(".") and (host == allowed[1:] or host.endswith(allowed)))


def mail_faults(*, writes_files: bool, folder: str, sender: str) -> list[Fault]:
    """writes_files: no server and no service is set. sender: an address."""
    faults = []
    if writes_files:
        faults.append(
            Fault(
                f"No mail leaves this machine: mails become files in {folder}, and nobody can confirm an address or reset a password.",
                "Set SMTP_URL, or MAIL_SERVICE and MAIL_SERVICE_KEY.",
            )
        )
    domain = sender.rpartition("@")[2].lower()
    if "." not in domain or domain.endswith((".localhost", ".localdomain", ".invalid")):
        faults.append(
            Fault(
                f"MAIL_FROM is {sender!r}, an address at which nobody can be: mail servers refuse it or call it spam.",
                "Set MAIL_FROM to an address of your own domain.",
            )
        )
    return faults
