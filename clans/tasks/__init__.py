"""What the worker runs for clans."""

from clans.tasks import succession  # noqa: F401 (registers its job)
