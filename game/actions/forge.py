"""The forge: repair, upgrade and craft."""

from collections.abc import Sequence

from msgspec import Struct

from game.actions import ledger
from game.actions.player_action import ActionContext, action
from game.content import catalogue
from game.content.schema import Item, Recipe
from game.models import Holding
from game.models.ids import HoldingId
from game.models.transfer import GOLD
from game.queries.access import access_holding
from game.queries.sheet import derived, left_now, worn_by
from game.rules import tuning
from game.rules.errors import GameError
from game.rules.forge import repair_cost, upgrade_cost
from game.rules.sheet import Derived

TIMES_MAX = 50


class Whole(Struct, frozen=True):
    """An item after its repair. left: fights that it lasts."""

    id: int
    item: str
    left: int


class Mended(Struct, frozen=True):
    """The repaired items, the cost, the gold left, the character's stats after it."""

    items: list[Whole]
    cost: int
    gold: int
    stats: Derived


class Bettered(Struct, frozen=True):
    """An item after an upgrade, the cost, the gold left, the character's stats after it."""

    id: int
    item: str
    upgrade: int
    cost: int
    gold: int
    stats: Derived


class Crafted(Struct, frozen=True):
    """The item and quantity that were made, the cost, the gold left. holdings: ids of new items that do not stack."""

    recipe: str
    item: str
    quantity: int
    cost: int
    gold: int
    holdings: list[HoldingId]


@action("repair", Mended)
def repair(context: ActionContext, *, holding: HoldingId) -> Mended:
    """Mend a thing, worn or carried. GameError: not_found, invalid, nothing_to_mend, not_enough_gold."""
    held = access_holding(context.character.id, holding)
    if _gear(held) is None:
        raise GameError("invalid", "That does not wear out, so it cannot be mended.", field="id")
    return _repair(context, [held])


@action("repair_all", Mended)
def repair_all(context: ActionContext) -> Mended:
    """Repair all damaged items, worn or carried; all or nothing. GameError: nothing_to_mend, not_enough_gold."""
    rows = Holding.objects.filter(character_id=context.character.pk, stacked=False).order_by("pk")
    return _repair(context, [held for held in rows if _gear(held) is not None])


def _repair(context: ActionContext, holdings: Sequence[Holding]) -> Mended:
    character, items = context.character, catalogue().items
    lefts = {h.pk: left_now(h.durability, h.worn_from, character.fights) for h in holdings}
    costs = {h.pk: repair_cost(items[h.item].price, items[h.item].durability, lefts[h.pk]) for h in holdings}
    damaged = [h for h in holdings if costs[h.pk]]
    if not damaged:
        raise GameError("nothing_to_mend", "Nothing is worn out: it is as good as new.")
    total = sum(costs.values())
    _check_gold(context, total, "Mend what you need most, or hunt for the rest.")
    for held in damaged:
        held.durability = items[held.item].durability
        held.worn_from = character.fights if held.slot else None
    Holding.objects.bulk_update(damaged, ["durability", "worn_from"])
    holder = ledger.of(character.id)
    ledger.post([ledger.Move(holder, "sink:repair", GOLD, total)], reason="repair", reference=_reference(damaged))
    stats = derived(character, worn_by(character).values())
    return Mended([Whole(h.pk, h.item, h.durability) for h in damaged], total, character.gold - total, stats)


@action("upgrade", Bettered)
def upgrade(context: ActionContext, *, holding: HoldingId) -> Bettered:
    """Upgrade an item by one. GameError: not_found, invalid, cannot_upgrade_more, not_enough_gold."""
    character, held = context.character, access_holding(context.character.id, holding)
    item = _gear(held)
    if item is None:
        raise GameError("invalid", "Only what is worn can be made better.", field="id")
    if held.upgrade >= tuning.UPGRADE_MAX:
        raise GameError("cannot_upgrade_more", f"{item.name} +{held.upgrade} is as good as it gets. Better another thing.")
    cost = upgrade_cost(item.price, held.upgrade)
    _check_gold(context, cost, "Hunt, or sell what you do not need.")
    held.upgrade += 1
    held.save(update_fields=["upgrade"])
    move = ledger.Move(ledger.of(character.id), "sink:upgrade", GOLD, cost)
    ledger.post([move], reason="upgrade", reference=_reference([held]))
    stats = derived(character, worn_by(character).values())
    return Bettered(held.pk, held.item, held.upgrade, cost, character.gold - cost, stats)


@action("craft", Crafted)
def craft(context: ActionContext, *, recipe: str, times: int = 1) -> Crafted:
    """Craft a recipe a number of times. Worn, upgraded or lent items are never used as ingredients.

    GameError: invalid (recipe, times), level_too_low, missing_ingredients, not_enough_gold.
    """
    character, blueprint = context.character, catalogue().recipes.get(recipe)
    if blueprint is None:
        raise GameError("invalid", "There is no such recipe.", field="recipe")
    if not 1 <= times <= TIMES_MAX:
        raise GameError("invalid", f"Choose how often to make it: 1 to {TIMES_MAX} times.", field="times")
    if blueprint.level > character.level:
        raise GameError("level_too_low", f"{blueprint.name} is for level {blueprint.level} and up.", field="recipe")
    holder, cost = ledger.of(character.id), blueprint.gold * times
    moves = _ingredients(context, blueprint, times)
    _check_gold(context, cost, "Hunt, or sell what you do not need.")
    if cost:
        moves.append(ledger.Move(holder, "sink:craft", GOLD, cost))
    moves.append(ledger.Move("faucet:craft", holder, blueprint.makes, blueprint.quantity * times))
    made = ledger.post(moves, reason="craft")
    return Crafted(recipe, blueprint.makes, blueprint.quantity * times, cost, character.gold - cost, made)


def _ingredients(context: ActionContext, recipe: Recipe, times: int) -> list[ledger.Move]:
    """The movements of the ingredients: stacks by quantity, instances one by one, the most worn out first."""
    holder, items = ledger.of(context.character.id), catalogue().items
    have: dict[str, list[Holding]] = {need.item: [] for need in recipe.needs}
    rows = Holding.objects.filter(
        character_id=context.character.pk, item__in=have, slot__isnull=True, upgrade=0, lent_by__isnull=True
    )
    for held in rows.order_by("durability", "pk"):
        have[held.item].append(held)
    moves, lacking = [], []
    for need in recipe.needs:
        wanted, there = need.quantity * times, sum(held.quantity for held in have[need.item])
        if there < wanted:
            lacking.append(f"{wanted - there:,} × {items[need.item].name}")
        elif items[need.item].stacks:
            moves.append(ledger.Move(holder, "sink:craft", need.item, wanted))
        else:
            moves += [ledger.Move(holder, "sink:craft", need.item, 1, held.id) for held in have[need.item][:wanted]]
    if lacking:
        words = f"You lack {', '.join(lacking)}. The wiki's pages say where they are found."
        raise GameError("missing_ingredients", words, field="recipe")
    return moves


def _gear(held: Holding) -> Item | None:
    """The item, when it can be worn and is still in the catalogue."""
    item = catalogue().items.get(held.item)
    return item if item is not None and item.slot is not None else None


def _check_gold(context: ActionContext, cost: int, next_step: str) -> None:
    if cost > context.character.gold:
        words = f"That costs {cost:,} gold and you have {context.character.gold:,}. {next_step}"
        raise GameError("not_enough_gold", words)


def _reference(holdings: Sequence[Holding]) -> str:
    """The ledger's reference: the holding, when there is only one."""
    return f"holding:{holdings[0].pk}" if len(holdings) == 1 else ""
