"""Django's migrate, beside a site that is in use: it waits for a lock at most two seconds at a time."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connections

from vvw_site.foundation.database.lock_patience import GIVE_UP_AFTER, is_lock_refused, patience


class Command(migrate.Command):
    """A migration that gets no lock is rolled back and begins again; the migrations before it stay."""

    def handle(self, *args: Any, **options: Any) -> None:
        with patience(connections[options["database"]], self.say) as ours:
            try:
                ours.with_retries(lambda: super(Command, self).handle(*args, **options))
            except OperationalError as error:
                if not is_lock_refused(error):
                    raise
                raise CommandError(
                    f"A migration got no lock in {GIVE_UP_AFTER / 60:.0f} minutes. {ours.oldest_transactions()} "
                    "End what holds the table, then run this again: it goes on where it stopped."
                ) from error

    def say(self, sentence: str) -> None:
        self.stdout.write(f"\n{sentence}")
        self.stdout.flush()
