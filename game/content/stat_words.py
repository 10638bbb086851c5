"""The words for attributes and stats, as players read them."""

STAT_WORDS = {
    "str": "Strength", "dex": "Dexterity", "int": "Intellect", "vit": "Vitality", "lck": "Luck", "wis": "Wisdom",
    "hp": "Health", "hp_max": "Health", "attack": "Attack", "defence": "Defence", "crit": "Crit", "crit_power": "Crit power",
    "dodge": "Dodge", "lifesteal": "Lifesteal", "speed": "Speed", "luck": "Luck",
}  # fmt: skip
LONG_WORDS = STAT_WORDS | {"crit": "Critical hits"}
"""For the wiki, which has room for them."""
PERMILLE = ("crit", "dodge", "lifesteal")
"""Stats in thousandths, which people read in percent."""
