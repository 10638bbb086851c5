"""Give this checkout the world of one that was moved or deleted."""

from argparse import ArgumentParser
from typing import Any

from vvw_site.foundation.services.worlds import adopt, worlds
from vvw_site.management.backup_command import BackupCommand, megabytes


class Command(BackupCommand):
    help = (
        "List the worlds of the embedded servers with the checkout of each, or give this checkout the world of one that is gone. A world "
        "that this checkout has already is moved aside, not deleted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", nargs="?", default="", help="of a world in the list")

    def work(self, *, key: str = "", **options: Any) -> str:
        if key:
            aside = adopt(key)
            kept = f" The world that was here is now {aside}." if aside else ""
            return f"This checkout has the world {key} now.{kept} Start it with `make run`."
        lines = [f"{one.key}  {one.last_used:%Y-%m-%d %H:%M}  {megabytes(one.size()):>9}  {one.words}" for one in worlds()]
        return "\n".join(lines) or "There are no worlds yet: `make run` makes one."
