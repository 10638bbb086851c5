"""Attributes of a request that say for how many seconds a limit still refuses it. Views and middleware answer 429 by them."""

from django.http import HttpRequest


def set_login_wait(request: HttpRequest, seconds: int) -> None:
    """For a refused login; the view of its form answers."""
    request.login_wait = seconds  # type: ignore[attr-defined]  # read by login_wait_of only


def login_wait_of(request: HttpRequest) -> int:
    """0 when no login was refused."""
    return int(getattr(request, "login_wait", 0))


def set_limit_wait(request: HttpRequest, seconds: int) -> None:
    """For any other limit; AccountPagesMiddleware answers."""
    request.limit_wait = seconds  # type: ignore[attr-defined]  # read by limit_wait_of only


def limit_wait_of(request: HttpRequest) -> int:
    """0 when no limit was reached."""
    return int(getattr(request, "limit_wait", 0))
