"""The words that entries of fixtures/ may use: factions, rarities, kinds, slots, phases, families."""

from typing import Literal, get_args

Faction = Literal["vampire", "werewolf"]
Rarity = Literal["common", "uncommon", "rare", "epic", "legendary"]
ItemKind = Literal["weapon", "armour", "accessory", "consumable", "rune", "material"]
Slot = Literal["weapon", "head", "body", "hands", "legs", "feet", "ring", "amulet", "charm"]
PhaseKind = Literal["plain", "adds", "weak_spot", "enrage"]
Attribute = Literal["str", "dex", "int", "vit", "lck", "wis"]

AchievementEvent = Literal[
    "kill", "hunt", "crit", "gold", "loot", "buy", "sell", "use", "level", "streak",
    "mission", "craft", "letter", "raid", "raid_damage", "killing_blow", "season", "season_first",
    "clan", "clan_founded", "clan_war", "clan_level", "clan_dues", "arena", "market", "dungeon",
]  # fmt: skip

RARITIES: tuple[str, ...] = get_args(Rarity)
"""Most common first: the index is the rarity's rank."""
SLOTS: tuple[str, ...] = get_args(Slot)
"""In the order in which the inventory shows them."""

WEAPONS = ("sabre", "axe", "mace", "spear", "dagger", "bow", "claws", "staff")
ARMOUR = ("head", "body", "hands", "legs", "feet")
ACCESSORIES = ("ring", "amulet", "charm")
CONSUMABLES = ("draught", "food", "salve", "tonic", "scroll")
RUNES = ("fang", "moon", "thorn", "ember", "bone")
MATERIALS = ("ore", "hide", "bone", "herb", "cloth", "wood", "gem", "essence", "relic")
FAMILIES: dict[str, tuple[str, ...]] = {
    "weapon": WEAPONS,
    "armour": ARMOUR,
    "accessory": ACCESSORIES,
    "consumable": CONSUMABLES,
    "rune": RUNES,
    "material": MATERIALS,
}
MONSTERS = (
    "bat", "bear", "beetle", "bird", "cat", "construct", "corpse", "demon", "fish", "ghost", "hound", "human",
    "hydra", "insect", "ogre", "plant", "rat", "reptile", "serpent", "skeleton", "slime", "spider", "toad", "witch", "wolf",
)  # fmt: skip
PLACES = (
    "alley", "bridge", "camp", "cave", "chapel", "crypt", "dock", "field", "forge", "garden", "gate", "glade", "graveyard",
    "hall", "house", "library", "lighthouse", "market", "mill", "mine", "moor", "quarry", "ruin", "shore", "square",
    "swamp", "tavern", "theatre", "tower", "well", "wood",
)  # fmt: skip
