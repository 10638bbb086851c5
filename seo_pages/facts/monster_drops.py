"""What a monster drops, and what a kill is worth."""

from typing import TypedDict

from game.content.schema import Monster, MonsterDrop
from game.rules.trade import resale
from seo_pages import words
from seo_pages.facts.rates import bar, chance_text, one_in, quantity
from seo_pages.facts.refs import EntryRef
from seo_pages.facts.world import WikiWorld


class DropFacts(TypedDict):
    """chance: in ten-thousandths. kills: average number of kills per drop. worth: what a shop pays, in gold."""

    slug: str
    of: EntryRef
    chance: int
    chance_text: str
    bar: int
    quantity: str
    kills: str
    worth: str


def drop_facts(world: WikiWorld, drop: MonsterDrop) -> DropFacts:
    return {
        "slug": drop.item, "of": world.ref["item"][drop.item], "chance": drop.chance, "chance_text": chance_text(drop.chance),
        "bar": bar(drop.chance), "quantity": quantity(drop.low, drop.high),
        "kills": one_in(drop.chance), "worth": words.number(resale(world.content.items[drop.item].price)),
    }  # fmt: skip


def kill_worth(world: WikiWorld, monster: Monster) -> dict[str, str]:
    """The average value of a kill in gold: its gold, and its loot at shop prices."""
    loot = sum(d.chance * (d.low + d.high) / 20_000 * resale(world.content.items[d.item].price) for d in monster.drops)
    purse = (monster.gold[0] + monster.gold[1]) / 2
    return {"purse": f"{purse:.1f}".removesuffix(".0"), "loot": f"{loot:.1f}", "all": f"{purse + loot:.1f}"}
