"""Reversals: counter-entries of the ledger, never edits. The player sees both lines in the log."""

from collections import Counter
from collections.abc import Callable, Sequence

from accounts.queries.rank import Rank
from game.actions import ledger
from game.actions.staff_action import StaffContext, staff_action
from game.actions.wear import take_off
from game.content import catalogue
from game.content.names import item_name
from game.models import Character, Holding, LedgerAccount, Transfer
from game.models.holder import ESCROW, account_of, character_of, is_world, of
from game.models.ids import AccountId, CharacterId, HoldingId
from game.models.transfer import GOLD, amount_in_words
from game.queries.escrow import stack_of
from game.queries.ledger import OF_AN_UPGRADE
from game.queries.ledger_group import transfers_of_group
from game.rules.errors import GameError

_AT_ONCE = 500
LOANS = ("clan_lent", "clan_loan_ended")
account_checks: list[Callable[[Sequence[AccountId]], None]] = []
"""Called with the accounts of a reversal, locked. Each raises a GameError if one of them must get or give nothing any more."""


@staff_action("reverse", Rank.GAME_MASTER)
def reverse(context: StaffContext, *, transfer: int, whole: bool) -> None:
    """Take back a movement, or the whole event that it belongs to (what was posted with it under the same reference).

    Of an event, what was taken back before stays as it is. All or nothing. GameError: not_found, forbidden,
    already_reversed, not_enough_gold, not_enough_items (a thing has moved on since), invalid.
    """
    first = Transfer.objects.filter(pk=transfer).first()
    if first is None:
        raise GameError("not_found", "There is no such movement.")
    event = transfers_of_group(first) if whole else [first]
    _check_no_escrow(event)
    involved = context.characters(_characters(event))
    accounts = {a.id: a for a in context.lock_shared(LedgerAccount, sorted(_accounts(event)))}
    for check in account_checks:
        check(list(accounts))
    done = set(Transfer.objects.filter(reverses__in=[line.pk for line in event]).values_list("reverses_id", flat=True))
    lines = [line for line in event if line.pk not in done]
    if not lines:
        raise GameError("already_reversed", "That was taken back before.")
    if len(lines) > _AT_ONCE:
        raise GameError("invalid", f"The event has more than {_AT_ONCE} movements: take them back one by one.")
    counter = [counter_move(line) for line in lines]
    check_counter(counter, involved, accounts)
    _check_upgraded(lines)
    reference = context.write(f"transfer:{transfer}", lines=[line.pk for line in lines], of=first.reference)
    take_off(Holding.objects.filter(pk__in=[m.holding for m in counter if m.holding is not None]))
    ledger.post(counter, reason="reversal", reference=reference, reverses=[line.pk for line in lines])
    _restore_upgrades(lines, counter)
    for character, row in involved.items():
        moved = moved_words(counter, ledger.of(character))
        context.note(ledger.of(character), transfer=transfer, moved=moved)
        if row.user_id is not None:
            context.notify([character], f"The staff took something back: {moved}.")


def counter_move(line: Transfer) -> ledger.Move:
    """The movement that takes back another."""
    holding = None if line.holding is None else HoldingId(line.holding)
    return ledger.Move(line.destination, line.source, line.asset, line.quantity, holding)


def _characters(lines: Sequence[Transfer]) -> set[CharacterId]:
    holders = {holder for line in lines for holder in (line.source, line.destination)}
    return {character for holder in holders if (character := character_of(holder)) is not None}


def _accounts(lines: Sequence[Transfer]) -> set[AccountId]:
    holders = {holder for line in lines for holder in (line.source, line.destination)}
    return {account for holder in holders if (account := account_of(holder)) is not None}


def _check_no_escrow(lines: Sequence[Transfer]) -> None:
    """A movement through an escrow is not taken back alone: then an escrow could hold goods that no open letter names. A loan
    has an end of its own."""
    for line in lines:
        if line.reason in LOANS:
            raise GameError(
                "invalid", "This is a loan. The clan takes the item back on its own page, or reverse how the clan got it."
            )
        if line.source.startswith(ESCROW) or line.destination.startswith(ESCROW):
            what = line.reference.replace(":", " ") or "what it was in"
            words = (
                f"This moved through an escrow. Open {what} and return everything from there. If {what} does not exist any more"
            )
            raise GameError("invalid", f"{words}, take it from the page of the character who has it.")


def check_counter(
    counter: Sequence[ledger.Move], involved: dict[CharacterId, Character], accounts: dict[AccountId, LedgerAccount]
) -> None:
    """Raises the GameError that says what cannot be taken back, before anything is written."""
    items = catalogue().items
    instances = [m.holding for m in counter if m.holding is not None]
    if len(set(instances)) != len(instances):
        raise GameError("invalid", "An item moved twice in this event: take its movements back one by one, newest first.")
    held = Holding.objects.in_bulk(instances)
    balance: Counter[tuple[str, str]] = Counter()
    names = {of(c.id): c.name for c in involved.values()} | {a.code: f"the {a.kind} {a.id}" for a in accounts.values()}
    for move in counter:
        if move.asset != GOLD and move.asset not in items:
            raise GameError("invalid", f"{move.asset} is no longer in the catalogue and cannot move.")
        if move.holding is not None:
            _check_instance(held.get(move.holding), move, names)
            continue
        for holder, sign in ((move.source, -1), (move.destination, 1)):
            if not is_world(holder):
                balance[holder, move.asset] += sign * move.quantity
    purses = {of(c.id): c.gold for c in involved.values()} | {a.code: a.gold for a in accounts.values()}
    for (holder, asset), change in balance.items():
        if change < 0:
            _check_balance(purses[holder] if asset == GOLD else stack_of(holder, asset), -change, asset, names[holder])


def _check_upgraded(lines: Sequence[Transfer]) -> None:
    """An upgrade is taken back only while the character who paid for it has the item: another holder would lose it for no reason."""
    for line in lines:
        if line.reason == "upgrade":
            held = Holding.objects.filter(pk=int(line.reference.removeprefix("holding:"))).first()
            if held is None or held.holder != line.source:
                raise GameError("not_enough_items", "The upgraded item has moved on since: its upgrade cannot be taken back.")


def _check_instance(held: Holding | None, move: ledger.Move, names: dict[str, str]) -> None:
    """Whether the instance lies where the counter-entry takes it from."""
    what = f"{item_name(move.asset)} (no. {move.holding})"
    holder = None if held is None else held.holder
    if not is_world(move.source) and holder != move.source:
        raise GameError("not_enough_items", f"{what} is no longer with {names[move.source]}: it has moved on since.")
    if is_world(move.source) and holder is not None:
        back = names.get(move.destination, "the world")
        raise GameError("not_enough_items", f"{what} is held by somebody now: it cannot be given back to {back}.")


def _check_balance(there: int, wanted: int, asset: str, name: str) -> None:
    if there >= wanted:
        return
    if asset == GOLD:
        raise GameError("not_enough_gold", f"{name} has only {there:,} of the {wanted:,} gold to take back.")
    raise GameError("not_enough_items", f"{name} has only {there:,} of the {wanted:,} × {item_name(asset)} to take back.")


def _restore_upgrades(lines: Sequence[Transfer], counter: Sequence[ledger.Move]) -> None:
    """An instance has as many upgrades as were paid and not taken back."""
    references = {line.reference for line in lines if line.reason == "upgrade"}
    references |= {f"holding:{m.holding}" for m in counter if m.holding is not None and not is_world(m.destination)}
    for reference in references:
        paid = Transfer.objects.filter(OF_AN_UPGRADE, reference=reference, reversed_by__isnull=True).count()
        Holding.objects.filter(pk=int(reference.removeprefix("holding:"))).update(upgrade=paid)


def moved_words(counter: Sequence[ledger.Move], me: str) -> str:
    """What the movements give to and take from a holder, in words."""
    parts = [
        f"{'−' if move.source == me else '+'}{amount_in_words(move.asset, move.quantity)}"
        for move in counter[:6]
        if me in (move.source, move.destination)
    ]
    return ", ".join(parts) or "nothing of yours"
