"""The movements of a bank as lines of a CSV file, read in parts so that a large ledger needs little memory."""

import csv
from collections.abc import Iterator

from clans.models import Clan
from clans.presenters.bank import CSV_HEAD, csv_row, movement_line, others_in
from clans.queries.bank import movements_of, names_of

PART = 1_000


class _Line:
    """A file for csv.writer that returns what is written to it."""

    def write(self, text: str) -> str:
        return text


def rows_of(clan: Clan) -> Iterator[str]:
    """Newest first. Two statements for each thousand."""
    writer, before = csv.writer(_Line()), None
    yield writer.writerow(CSV_HEAD)
    while moved := movements_of(clan, before, PART):
        names = names_of(others_in(moved))
        for one in moved:
            yield writer.writerow(csv_row(movement_line(one, f"clan:{clan.account_id}", names)))
        before = moved[-1].pk
