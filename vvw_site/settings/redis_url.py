"""The URL of a role of Redis. Without Django, because health checks read it too."""

from . import declared
from .setting import Setting


def redis_url(own: Setting[str], shared: str = "") -> str:
    """The role's own setting, or what all roles share. shared: in place of REDIS_URL, for the embedded Redis."""
    return own.value() or shared or declared.REDIS_URL.value()
