"""Links that leave the house in mails: they begin with SITE_URL, whatever host the request named."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings


def with_our_links(context: dict[str, Any]) -> dict[str, Any]:
    """A mail's context with each `…_url` on our own address: allauth builds them from the request's Host, which is the
    sender's to choose."""
    return {
        name: _ours(value) if name.endswith("_url") and isinstance(value, str) else value for name, value in context.items()
    }


def _ours(url: str) -> str:
    parts = urlsplit(url)
    return f"{settings.SITE_URL}{parts.path}" + (f"?{parts.query}" if parts.query else "")
