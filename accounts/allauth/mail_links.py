"""Links in mails: they begin with SITE_URL, not with the host of the request."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings


def with_links_to_site(context: dict[str, Any]) -> dict[str, Any]:
    """The context of a mail with the host of every `…_url` replaced by ours. Allauth builds them from the request's Host
    header, which the client chooses."""
    return {
        name: _link_to_site(value) if name.endswith("_url") and isinstance(value, str) else value
        for name, value in context.items()
    }


def _link_to_site(url: str) -> str:
    parts = urlsplit(url)
    return f"{settings.SITE_URL}{parts.path}" + (f"?{parts.query}" if parts.query else "")
