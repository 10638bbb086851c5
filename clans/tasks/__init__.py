"""What the worker runs for clans."""

from clans.tasks import bank, succession, wars  # noqa: F401 (registers their jobs)
