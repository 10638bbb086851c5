"""The inventory: equip, unequip and use items."""

from datetime import UTC, datetime

from msgspec import Struct

from game.actions import ledger
from game.actions.missions import MissionEvent, count_today
from game.actions.player_action import ActionContext, action
from game.actions.wear import put_on, take_off
from game.content import catalogue
from game.models import Holding
from game.models.ids import HoldingId
from game.queries.access import access_holding
from game.queries.sheet import derived, energy_of, health_of, worn_by
from game.rules import tuning
from game.rules.errors import GameError
from game.rules.sheet import Derived


class Changed(Struct, frozen=True):
    """A holding after the action (quantity 0: used up) and the character's stats after it."""

    id: int
    item: str
    quantity: int
    equipped: bool
    stats: Derived
    hp: int
    energy: int


@action("equip", Changed)
def equip(context: ActionContext, *, holding: HoldingId) -> Changed:
    """Wear an item; the one worn in its slot is taken off. GameError: not_found, invalid, level_too_low, wrong_faction."""
    character, held = context.character, access_holding(context.character.id, holding)
    item = catalogue().items.get(held.item)
    if item is None or item.slot is None:
        raise GameError("invalid", "That is not something to wear.", field="id")
    if item.level > character.level:
        raise GameError("level_too_low", f"{item.name} asks for level {item.level}.", field="id")
    if item.faction not in (None, character.faction):
        raise GameError("wrong_faction", f"{item.name} does not suit a {character.faction}.", field="id")
    if held.slot is None:
        take_off(Holding.objects.filter(character_id=character.pk, slot=item.slot))
        put_on(character, {held.pk: item.slot})
        held.slot = item.slot
    return _changed(context, held)


@action("unequip", Changed)
def unequip(context: ActionContext, *, holding: HoldingId) -> Changed:
    """Take an item off. GameError: not_found, not_worn."""
    held = access_holding(context.character.id, holding)
    if held.slot is None:
        raise GameError("not_worn", "You do not wear that.", field="id")
    take_off(Holding.objects.filter(pk=held.pk))
    held.slot = None
    return _changed(context, held)


@action("use", Changed)
def use(context: ActionContext, *, holding: HoldingId) -> Changed:
    """Use one of a consumable. GameError: not_found, invalid, level_too_low, nothing_to_do."""
    character, held = context.character, access_holding(context.character.id, holding)
    item = catalogue().items.get(held.item)
    if item is None or item.use is None:
        raise GameError("invalid", "That is not something to use.", field="id")
    if item.level > character.level:
        raise GameError("level_too_low", f"{item.name} asks for level {item.level}.", field="id")
    if item.use_until and character.level > item.use_until:
        raise GameError(
            "nothing_to_do", f"{item.name} does nothing for you: it works up to level {item.use_until}.", field="id"
        )
    stats = derived(character, worn_by(character).values())
    health, energy = health_of(character, stats, context.now), energy_of(character, context.now)
    hp = min(stats.hp_max, health.value + item.use.health + stats.hp_max * item.use.health_percent // 100)
    more = max(energy.value, min(tuning.ENERGY_MAX, energy.value + item.use.energy))
    if hp == health.value and more == energy.value:
        raise GameError("nothing_to_do", "You need none of that now: it would do nothing.")
    character.hp, character.hp_at = hp, context.now
    # Value and moment are one pair: with the old moment, the energy refilled since then would be counted twice.
    character.energy, character.energy_at = more, datetime.fromtimestamp(energy.at, UTC)
    character.save(update_fields=["hp", "hp_at", "energy", "energy_at"])
    move = ledger.Move(ledger.of(character.id), "sink:used", held.item, 1)
    ledger.post([move], reason="use", reference=f"holding:{held.pk}")
    count_today(context, MissionEvent("use"))
    held.quantity -= 1
    return _changed(context, held, stats)


def _changed(context: ActionContext, held: Holding, stats: Derived | None = None) -> Changed:
    character = context.character
    stats = stats or derived(character, worn_by(character).values())
    return Changed(
        id=held.pk, item=held.item, quantity=held.quantity, equipped=held.slot is not None, stats=stats,
        hp=health_of(character, stats, context.now).value, energy=energy_of(character, context.now).value,
    )  # fmt: skip
