"""The one statement that writes an entry of the ledger: its parts, their parameters, and the number of rows that must exist."""

from typing import Any

from django.db import connection

from game.actions import ledger_sql
from game.actions.ledger_entry import WORLD, LedgerEntry
from game.content import catalogue


class EntryStatement:
    """Begins with the parts that write lines, stacks that grow and new instances. parts, params: for a WITH clause."""

    def __init__(self, entry: LedgerEntry) -> None:
        self._entry = entry
        self._counted: list[str] = []
        self._due = 0
        self.parts: list[str] = []
        self.params: dict[str, Any] = {}
        self._write_lines()
        if entry.stacks:
            self._grow_stacks()
        if entry.made:
            self._make_instances()

    def change_balances(self) -> None:
        """Add the parts that change gold, stacks that shrink, and the holders of instances. Each must find its rows."""
        self._change_gold()
        if self._entry.stacks:
            self._shrink_stacks()
        if self._entry.moved:
            self._move_instances()

    def execute(self) -> bool:
        """Whether every row that had to exist was found. If not, the caller rolls back."""
        counts = " + ".join(f"(SELECT count(*) FROM {part})" for part in self._counted) or "0"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {', '.join(self.parts)} SELECT {counts}", self.params)
            return bool(cursor.fetchone()[0] == self._due)

    def _add(self, sql: str, **params: object) -> None:
        self.parts.append(sql)
        self.params |= params

    def _count(self, *parts: str, due: int) -> None:
        self._counted += parts
        self._due += due

    def _write_lines(self) -> None:
        entry, lines = self._entry, self._entry.lines
        self._add(
            ledger_sql.WRITTEN, source=[m.source for m in lines], destination=[m.destination for m in lines],
            asset=[m.asset for m in lines], quantity=[m.quantity for m in lines], holding=[m.holding for m in lines],
            reverses=entry.reverses, reason=entry.reason,
            reference=[m.reference or entry.reference for m in lines],
        )  # fmt: skip

    def _grow_stacks(self) -> None:
        grown = [(owner, item, n) for (owner, item), n in self._entry.stacks.items() if n > 0]
        if of_characters := [row for row in grown if row[0].character]:
            self._add(
                ledger_sql.MORE, more_of=[owner.character for owner, _, _ in of_characters],
                more_item=[item for _, item, _ in of_characters], more=[n for _, _, n in of_characters],
            )  # fmt: skip
        if of_accounts := [row for row in grown if row[0].account]:
            self._add(
                ledger_sql.ACCOUNT_MORE, account_more_of=[owner.account for owner, _, _ in of_accounts],
                account_more_item=[item for _, item, _ in of_accounts], account_more=[n for _, _, n in of_accounts],
            )  # fmt: skip

    def _make_instances(self) -> None:
        made, items = self._entry.made, catalogue().items
        self._add(
            ledger_sql.MADE, new_id=[holding for _, holding, _ in made], new_of=[owner.character for owner, _, _ in made],
            new_at=[owner.account for owner, _, _ in made], new_item=[item for _, _, item in made],
            new_durability=[items[item].durability for _, _, item in made],
        )  # fmt: skip

    def _change_gold(self) -> None:
        entry = self._entry
        if gold := {character: change for character, change in entry.gold.items() if change or entry.earned.get(character)}:
            earned = [entry.earned.get(character, 0) for character in gold]
            self._add(ledger_sql.GOLD, gold_of=list(gold), gold=list(gold.values()), earned=earned)
            self._count("gold", due=len(gold))
        if accounts := entry.account_gold:
            self._add(ledger_sql.ACCOUNT_GOLD, account_gold_of=list(accounts), account_gold=list(accounts.values()))
            self._count("account_gold", due=len(accounts))

    def _shrink_stacks(self) -> None:
        less = [(owner, item, -n) for (owner, item), n in self._entry.stacks.items() if n < 0]
        if of_characters := [row for row in less if row[0].character]:
            self._add(
                ledger_sql.LESS, less_of=[owner.character for owner, _, _ in of_characters],
                less_item=[item for _, item, _ in of_characters], less=[n for _, _, n in of_characters],
            )  # fmt: skip
            self._count("less", "gone", due=len(of_characters))
        if of_accounts := [row for row in less if row[0].account]:
            self._add(
                ledger_sql.ACCOUNT_LESS, account_less_of=[owner.account for owner, _, _ in of_accounts],
                account_less_item=[item for _, item, _ in of_accounts], account_less=[n for _, _, n in of_accounts],
            )  # fmt: skip
            self._count("account_less", "account_gone", due=len(of_accounts))

    def _move_instances(self) -> None:
        moved, items = self._entry.moved, catalogue().items
        self._add(
            ledger_sql.MOVED, moved=[m.holding for m in moved], moved_item=[m.item for m in moved],
            left_owner=[m.source.character for m in moved], left_account=[m.source.account for m in moved],
            moved_to=[m.destination.character for m in moved], moved_into=[m.destination.account for m in moved],
        )  # fmt: skip
        self._count("moved", due=len(moved))
        if any(m.source == WORLD for m in moved):
            durability = [items[m.item].durability if m.item in items else 0 for m in moved]
            self._add(ledger_sql.REMADE, remade_durability=durability)
            self._count("remade", due=0)
