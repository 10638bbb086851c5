"""Take a backup of the database now, verify it, and send copies away."""

from argparse import ArgumentParser
from typing import Any

from vvw_site.foundation.backup import copies
from vvw_site.foundation.backup.archive import Archive
from vvw_site.foundation.backup.take import take
from vvw_site.management.backup_command import BackupCommand, megabytes


class Command(BackupCommand):
    help = (
        "Take a backup now: an increment of the last one, or a full one after BACKUP_FULL_HOURS. It is verified, copies are sent by "
        "BACKUP_COPY_COMMAND, and what is no longer needed is deleted. Safe to kill and to repeat. Exit 1 if anything failed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--full", action="store_true", help="a full one, whatever there is")
        parser.add_argument("--list", action="store_true", help="list the backups instead")
        parser.add_argument("--new-key", action="store_true", help="print a new pair of keys for the copies instead")

    def work(self, *, full: bool = False, list: bool = False, new_key: bool = False, **options: Any) -> str:
        if new_key:
            secret, public = copies.new_identity()
            return (
                f"{secret}\n\nThe line above opens the copies: keep it where neither this machine nor the copies are, and on paper.\n"
                f"Here set BACKUP_RECIPIENTS={public}"
            )
        config = self.config()
        if list:
            return self._list(Archive(config.root))
        copies.check(config)
        if not config.copy_command:
            self.warn("BACKUP_COPY_COMMAND is not set: no copy leaves this machine.")
        backup = take(config, full=full, say=self.say)
        sent = copies.send_new(config, self.say)
        how = "increment" if backup.parent else "full backup"
        away = f", {sent} {'copy' if sent == 1 else 'copies'} sent" if config.copy_command else ""
        return f"{backup.name}: {how} of {megabytes(backup.size)}, verified{away}, in {self.seconds:.1f} s."

    def _list(self, archive: Archive) -> str:
        lines = [
            f"{one.name:<28} {one.ended:%Y-%m-%d %H:%M:%S %Z}  {megabytes(one.size):>10}  {f'continues {one.parent}' if one.parent else ''}"
            for one in archive.backups()
        ]
        return "\n".join(line.rstrip() for line in lines) or f"{archive.root} has no backups."
