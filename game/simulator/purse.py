"""What a simulated player does in town: repair, equip, sell, craft, buy, stock up, upgrade."""

from game.content.schema import Item, Recipe
from game.rules import forge, tuning
from game.rules.trade import resale
from game.simulator.player import GearPiece, SimulatedPlayer

REPAIR_BELOW_PERCENT = 30
GAIN_PERCENT = 3
"""An item is worth buying or making if it makes the player this much stronger."""
KEEP_ABOVE = 3
"""Loot up to this many levels above the player's is not sold, but kept to be worn later."""
PROVISIONS = 10
RESERVE = 8
"""Gold that is not spent: this times the square of the level, about the cost of repairing everything worn."""


def go_to_town(player: SimulatedPlayer) -> None:
    """Everything, in the order in which a careful player would."""
    repair(player)
    _wear_finds(player)
    _sell(player)
    _craft(player)
    _buy_gear(player)
    _sell(player)
    _stock_up(player)
    _upgrade(player)


def repair(player: SimulatedPlayer) -> None:
    """Repair each worn item that has less than REPAIR_BELOW_PERCENT of its fights left, as far as the gold goes."""
    for piece in player.worn.values():
        item = player.content.items[piece.item]
        if piece.left * 100 >= item.durability * REPAIR_BELOW_PERCENT:
            continue
        cost = forge.repair_cost(item.price, item.durability, piece.left)
        if cost <= player.gold:
            player.pay("mending", cost)
            piece.left = item.durability
    player.stats = player.stats_with(player.worn)


def spare(player: SimulatedPlayer) -> int:
    """Gold beyond the reserve."""
    return player.gold - RESERVE * player.level**2


def gain(player: SimulatedPlayer, item: Item, upgrade: int = 0) -> float:
    """How much stronger the item would make the player, as a factor. The worn item counts as if it were not broken."""
    slot, now = str(item.slot), 0.0
    if slot in player.worn:
        worn = player.worn[slot]
        now = player.worth_with(slot, GearPiece(worn.item, worn.upgrade, max(1, worn.left)))
    else:
        now = player.worth_with(slot, GearPiece(item.slug, 0, 0))
    return player.worth_with(slot, GearPiece(item.slug, upgrade, item.durability)) / now


def offers(player: SimulatedPlayer, item: Item, price: int) -> list[tuple[float, int, int]]:
    """(gain, upgrades, cost of the upgrades) for an item: as it is, and with as many upgrades as the item worn there.

    Only what the player can pay from the gold beyond the reserve, and what makes the player stronger.
    """
    worn = player.worn.get(str(item.slot))
    found = []
    for upgrade in {0, worn.upgrade if worn else 0}:
        cost = sum(forge.upgrade_cost(item.price, step) for step in range(upgrade))
        if price + cost <= max(spare(player), 0) or price + cost == 0:
            found.append((gain(player, item, upgrade), upgrade, cost))
    return [offer for offer in found if offer[0] > 1]


def _take(player: SimulatedPlayer, item: Item, upgrade: int, cost: int) -> None:
    if cost:
        player.pay("upgrades", cost)
    player.put_on(str(item.slot), GearPiece(item.slug, upgrade, item.durability))


def _wear_finds(player: SimulatedPlayer) -> None:
    for slug in sorted(set(player.bag)):
        item = player.content.items[slug]
        if item.suits(player.level, player.of.faction) and (found := offers(player, item, 0)):
            player.bag.remove(slug)
            _take(player, item, *max(found)[1:])


def _sell(player: SimulatedPlayer) -> None:
    """Sell gear that will not be worn, and stacks that no useful recipe needs."""
    items = player.content.items
    kept = [s for s in player.bag if player.level < items[s].level <= player.level + KEEP_ABOVE and _own(player, items[s])]
    gold = sum(resale(items[slug].price) for slug in player.bag) - sum(resale(items[slug].price) for slug in kept)
    player.bag = kept
    wanted = {need.item for recipe in _useful(player) for need in recipe.needs}
    for slug, count in list(player.stock.items()):
        item = items[slug]
        keep = count if slug in wanted else min(count, 2 * PROVISIONS) if _heals(item) else 0
        gold += (count - keep) * resale(item.price)
        player.stock[slug] = keep
    if gold:
        player.earn("loot", gold)


def _own(player: SimulatedPlayer, item: Item) -> bool:
    return item.faction in (None, player.of.faction)


def _heals(item: Item) -> bool:
    return item.use is not None and bool(item.use.health or item.use.health_percent)


def _useful(player: SimulatedPlayer) -> list[Recipe]:
    """Recipes for gear of about the player's level."""
    items = player.content.items
    return [
        recipe
        for recipe in player.content.recipes.values()
        if items[recipe.makes].slot and player.level - 2 <= items[recipe.makes].level <= player.level + 5
        if _own(player, items[recipe.makes])
    ]


def _craft(player: SimulatedPlayer) -> None:
    items = player.content.items
    for recipe in _useful(player):
        item = items[recipe.makes]
        if recipe.level > player.level or item.level > player.level or recipe.gold > spare(player):
            continue
        if any(player.stock[need.item] < need.quantity for need in recipe.needs):
            continue
        if gain(player, item) * 100 < 100 + GAIN_PERCENT:
            continue
        player.pay("crafting", recipe.gold)
        for need in recipe.needs:
            player.stock[need.item] -= need.quantity
        player.put_on(str(item.slot), GearPiece(item.slug, 0, item.durability))


def _buy_gear(player: SimulatedPlayer) -> None:
    """Buy the item that makes the player strongest for the gold at hand, until none makes enough of a difference."""
    shelf = [i for i in _sold(player) if i.slot and i.suits(player.level, player.of.faction) and i.level > player.level - 12]
    while True:
        best = max(((*offer, i.slug) for i in shelf for offer in offers(player, i, i.price)), default=None)
        if best is None or best[0] * 100 < 100 + GAIN_PERCENT:
            return
        item = player.content.items[best[3]]
        player.pay("gear", item.price)
        _take(player, item, best[1], best[2])


def _sold(player: SimulatedPlayer) -> list[Item]:
    """What the shops of the regions that the player may enter sell."""
    regions = {r.slug for r in player.content.regions.values() if r.levels[0] <= player.level}
    return [i for i in player.content.items.values() if regions.intersection(i.sold_in)]


def _stock_up(player: SimulatedPlayer) -> None:
    """Fill up to PROVISIONS of the draught that heals most for its gold, among those of about the player's level."""
    have = sum(count for slug, count in player.stock.items() if _heals(player.content.items[slug]))
    shelf = [i for i in _sold(player) if i.use and i.use.health and i.level <= player.level and i.level > player.level - 12]
    if have >= PROVISIONS or not shelf:
        return
    best = max(shelf, key=lambda i: (i.use.health / i.price, i.slug))  # type: ignore[union-attr]
    count = min(PROVISIONS - have, max(0, spare(player)) // best.price)
    if count:
        player.pay("provisions", count * best.price)
        player.stock[best.slug] += count


def _upgrade(player: SimulatedPlayer) -> None:
    """Upgrade worn items, best value first, while there is gold beyond the reserve."""
    while True:
        found: tuple[float, str, int] | None = None
        now = player.worth_with("", GearPiece("", 0, 0))
        for slot, piece in player.worn.items():
            item = player.content.items[piece.item]
            if piece.upgrade >= tuning.UPGRADE_MAX or piece.left <= 0:
                continue
            cost = forge.upgrade_cost(item.price, piece.upgrade)
            better = player.worth_with(slot, GearPiece(piece.item, piece.upgrade + 1, piece.left)) / now - 1
            if cost <= spare(player) and better > 0 and (found is None or better / cost > found[0]):
                found = (better / cost, slot, cost)
        if found is None:
            return
        player.pay("upgrades", found[2])
        player.worn[found[1]].upgrade += 1
        player.stats = player.stats_with(player.worn)
