"""The forge: what a character can have repaired and upgraded. It follows from the catalogue and the holdings."""

from msgspec import Struct

from game.content import catalogue
from game.queries.inventory import HeldItem
from game.rules import tuning
from game.rules.forge import repair_cost, upgrade_cost, upgraded


class RepairOffer(Struct, frozen=True):
    """A damaged holding and the gold that its repair costs."""

    thing: HeldItem
    cost: int


class Gain(Struct, frozen=True):
    """One stat that an item gives, now and after the next upgrade."""

    stat: str
    before: int
    after: int

    @property
    def by(self) -> int:
        return self.after - self.before


class UpgradeOffer(Struct, frozen=True):
    """A holding and what its next upgrade costs and gives. cost: None after the last upgrade."""

    thing: HeldItem
    cost: int | None
    gains: list[Gain]


def repair_offers(held: list[HeldItem]) -> list[RepairOffer]:
    """Everything that is damaged: worn things first, those with the fewest fights left on top."""
    costs = [RepairOffer(h, repair_cost(h.item.price, h.item.durability, h.left)) for h in held if h.item.slot]
    return sorted((o for o in costs if o.cost), key=lambda o: (not o.thing.equipped, o.thing.left, o.thing.item.name))


class RepairsPart(Struct, frozen=True):
    """total: gold for all repairs."""

    repairs: list[RepairOffer]
    total: int


def repairs_part(offers: list[RepairOffer]) -> RepairsPart:
    return RepairsPart(offers, sum(o.cost for o in offers))


def upgrade_offers(held: list[HeldItem]) -> list[UpgradeOffer]:
    """Everything that can be worn: worn things first, the highest level on top."""
    found = [_upgrade_offer(h) for h in held if h.item.slot]
    return sorted(found, key=lambda o: (not o.thing.equipped, -o.thing.item.level, o.thing.item.name, o.thing.id))


def _upgrade_offer(h: HeldItem) -> UpgradeOffer:
    if h.upgrade >= tuning.UPGRADE_MAX:
        return UpgradeOffer(h, None, [])
    plain = catalogue().gear_stats[h.item.slug]
    now, after = upgraded(plain, h.upgrade), upgraded(plain, h.upgrade + 1)
    return UpgradeOffer(h, upgrade_cost(h.item.price, h.upgrade), [Gain(stat, now[stat], after[stat]) for stat in plain])


class UpgradesPart(Struct, frozen=True):
    """most: how often an item can be upgraded. percent: what an upgrade adds, of what the item gives when it is new."""

    upgrades: list[UpgradeOffer]
    most: int
    percent: int


def upgrades_part(held: list[HeldItem]) -> UpgradesPart:
    return UpgradesPart(upgrade_offers(held), tuning.UPGRADE_MAX, tuning.UPGRADE_PERCENT)
