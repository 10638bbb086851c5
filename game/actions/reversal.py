"""Reversals: counter-entries of the ledger, never edits. The player sees both lines in the log."""

from collections import Counter
from collections.abc import Sequence

from accounts.queries.rank import Rank
from game.actions import ledger
from game.actions.staff_action import StaffContext, keep_earned, staff_action
from game.actions.wear import take_off
from game.content import catalogue
from game.content.names import item_name
from game.models import Character, Holding, Transfer
from game.models.holder import character_of, is_character
from game.models.ids import CharacterId, HoldingId
from game.models.transfer import GOLD
from game.queries.ledger import OF_AN_UPGRADE
from game.queries.ledger_group import transfers_of_group
from game.rules.errors import GameError

_AT_ONCE = 500


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
    involved = context.characters(_characters(event))
    done = set(Transfer.objects.filter(reverses__in=[line.pk for line in event]).values_list("reverses_id", flat=True))
    lines = [line for line in event if line.pk not in done]
    if not lines:
        raise GameError("already_reversed", "That was taken back before.")
    if len(lines) > _AT_ONCE:
        raise GameError("invalid", f"The event has more than {_AT_ONCE} movements: take them back one by one.")
    counter = [_counter_move(line) for line in lines]
    _check(counter, involved)
    reference = context.write(f"transfer:{transfer}", lines=[line.pk for line in lines], of=first.reference)
    leaving = [m.holding for m in counter if m.holding is not None and is_character(m.source)]
    take_off(Holding.objects.filter(pk__in=leaving))
    ledger.post(counter, reason="reversal", reference=reference, reverses=[line.pk for line in lines])
    _restore_upgrades(lines, counter)
    keep_earned(involved.values(), _earned(counter))
    for character in involved:
        moved = _in_words(counter, ledger.of(character))
        context.note(ledger.of(character), transfer=transfer, moved=moved)
        context.notify([character], f"The staff took something back: {moved}.")


def _counter_move(line: Transfer) -> ledger.Move:
    holding = None if line.holding is None else HoldingId(line.holding)
    return ledger.Move(line.destination, line.source, line.asset, line.quantity, holding)


def _characters(lines: Sequence[Transfer]) -> set[CharacterId]:
    holders = {holder for line in lines for holder in (line.source, line.destination)}
    return {character for holder in holders if (character := character_of(holder)) is not None}


def _check(counter: Sequence[ledger.Move], involved: dict[CharacterId, Character]) -> None:
    """Raises the GameError that says what cannot be taken back, before anything is written."""
    items = catalogue().items
    instances = [m.holding for m in counter if m.holding is not None]
    if len(set(instances)) != len(instances):
        raise GameError("invalid", "An item moved twice in this event: take its movements back one by one, newest first.")
    held = Holding.objects.select_related("character").in_bulk(instances)
    balance: Counter[tuple[CharacterId, str]] = Counter()
    for move in counter:
        if move.asset != GOLD and move.asset not in items:
            raise GameError("invalid", f"{move.asset} is no longer in the catalogue and cannot move.")
        for holder, sign in ((move.source, -1), (move.destination, 1)):
            character = character_of(holder)
            if character is None:
                continue
            if move.holding is None:
                balance[character, move.asset] += sign * move.quantity
            else:
                _check_instance(held.get(move.holding), move, character, leaves=sign < 0, name=involved[character].name)
    for (character, asset), change in balance.items():
        _check_balance(involved[character], asset, change)


def _check_instance(held: Holding | None, move: ledger.Move, character: CharacterId, *, leaves: bool, name: str) -> None:
    what = f"{item_name(move.asset)} (no. {move.holding})"
    holder = held.character.pk if held else None
    if leaves and holder != character:
        raise GameError("not_enough_items", f"{what} is no longer with {name}: it has moved on since.")
    if not leaves and held is not None:
        raise GameError("not_enough_items", f"{what} is held by somebody now: it cannot be given back to {name}.")


def _check_balance(character: Character, asset: str, change: int) -> None:
    if change >= 0:
        return
    if asset == GOLD:
        if character.gold < -change:
            raise GameError(
                "not_enough_gold", f"{character.name} has only {character.gold:,} of the {-change:,} gold to take back."
            )
        return
    stack = Holding.objects.filter(character=character, item=asset, stacked=True).values_list("quantity", flat=True).first()
    if (stack or 0) < -change:
        raise GameError(
            "not_enough_items",
            f"{character.name} has only {stack or 0:,} of the {-change:,} × {item_name(asset)} to take back.",
        )


def _restore_upgrades(lines: Sequence[Transfer], counter: Sequence[ledger.Move]) -> None:
    """An instance has as many upgrades as were paid and not taken back."""
    references = {line.reference for line in lines if line.reason == "upgrade"}
    references |= {f"holding:{m.holding}" for m in counter if m.holding is not None and is_character(m.destination)}
    for reference in references:
        paid = Transfer.objects.filter(OF_AN_UPGRADE, reference=reference, reversed_by__isnull=True).count()
        Holding.objects.filter(pk=int(reference.removeprefix("holding:"))).update(upgrade=paid)


def _earned(counter: Sequence[ledger.Move]) -> dict[CharacterId, int]:
    """The change of gold_earned by character: gold that goes back to its source is no longer earned."""
    change: Counter[CharacterId] = Counter()
    for move in counter:
        if move.asset != GOLD:
            continue
        for holder, other, sign in ((move.source, move.destination, -1), (move.destination, move.source, 1)):
            character = character_of(holder)
            if character is not None and other.startswith("faucet:") and other != "faucet:staff":
                change[character] += sign * move.quantity
    return dict(change)


def _in_words(counter: Sequence[ledger.Move], me: str) -> str:
    parts = []
    for move in counter[:6]:
        if me in (move.source, move.destination):
            what = f"{move.quantity:,} gold" if move.asset == GOLD else f"{move.quantity:,} × {item_name(move.asset)}"
            parts.append(f"{'−' if move.source == me else '+'}{what}")
    return ", ".join(parts) or "nothing of yours"
