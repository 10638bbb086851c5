"""What the worker runs for clans."""

from clans.tasks import bank, succession  # noqa: F401 (registers its job)
