"""What the worker runs for clans."""

from clans.tasks import succession, wars  # noqa: F401 (registers their jobs)
