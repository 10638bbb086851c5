"""The settings of servers that tests start: as in the load measurements, and a process compiles only the pages that it shows."""

from vvw_site.settings.bench import *  # noqa: F403

COMPILES_PAGES_AT_START = False
