"""What the text of an item says about shops and its price, and how much a consumable gives."""

import re
from collections.abc import Iterator, Mapping

from game.content.number_words import NUMBER, number_of
from game.content.schema import Item, Region

UNSOLD = re.compile(
    r"\bno (?:shop|counter)\b|\bnot in any shop\b|\bnobody (?:sells|stocks)\b|\bshops? (?:never|will not|refuses?)\b|\bnever (?:bought|sold)\b"
    r"|\bnever from a shop\b|\bnot in the shop\b|\bnot out of a shop\b|\bneither shop\b|\bnever put in the shop\b"
)
SOLD = re.compile(
    r"(?<!from )(?<!of )\bthe (?:\w+ )?shop (?:has|sells|keeps|stocks|will sell)\b"
    r"|\b(?:sold|sells?) (?:it |them )?(?:at|in|by) the shop\b|\bonly shop\b"
)
SHOPS = re.compile(rf"\b(?:{NUMBER}|(?P<all>every|all)|(?P<only>only)) shops?\b")
FRACTIONS = {"fifth": 20, "quarter": 25, "third": 33, "half": 50, "two fifths": 40}
ABOUT = r"nearly|near|about|almost|not far short of|close to"
SHARE = re.compile(
    rf"\b(?:(?P<over>more than|above)|(?P<about>{ABOUT}))? ?(?:a |one |of a )?\b(?P<part>two fifths|fifth|quarter|third|half)\b"
    r"(?: of)? (?:your health|a full bar|you\b|what you are)(?P<after>,? (?:more or less|or thereabouts))?"
)
PRICE = re.compile(rf"\b{NUMBER} gold (?:on|at|in|over)\b|\bat {NUMBER.replace('number', 'price')} gold\b")
ENERGY = re.compile(rf"\b{NUMBER} energy\b")


def false_wares(item: Item, regions: Mapping[str, Region]) -> Iterator[str]:
    """A sentence for each claim about shops and amounts that is not true."""
    yield from _shops(item, regions)
    if item.use:
        yield from _amounts(item)


def _shops(item: Item, regions: Mapping[str, Region]) -> Iterator[str]:
    text, sold = item.text.lower(), len(item.sold_in)
    for region in regions.values() if sold else ():
        if region.shop.lower().removeprefix("the ") in text and region.slug not in item.sold_in:
            yield f"text: “{region.shop}” is not true: that shop does not sell it"
    if not any(word in text for word in ("shop", "counter", "gold", "nobody", "never")):
        return
    if (found := UNSOLD.search(text)) and sold:
        yield f"text: “{found[0]}” is not true: {sold} shops sell it"
    if (found := SOLD.search(text)) and not sold and not UNSOLD.search(text):
        yield f"text: “{found[0]}” is not true: no shop sells it"
    if " shop" in text and (found := SHOPS.search(text)):
        stated = len(regions) if found["all"] else 1 if found["only"] else number_of(found["number"])
        if sold != stated:
            yield f"text: “{found[0]}” is not true: {sold} shops sell it"
    for found in PRICE.finditer(text) if " gold" in text else ():
        if number_of(found["number"] or found["price"]) != item.price:
            yield f"text: “{found[0]}” is not true: the price is {item.price}"


def _amounts(item: Item) -> Iterator[str]:
    assert item.use
    for sentence in re.split(r"(?<=[.;:!?]) ", item.text.lower()):
        for found in ENERGY.finditer(sentence) if " energy" in sentence else ():
            if number_of(found["number"]) != item.use.energy:
                yield f"text: “{found[0]}” is not true: it gives {item.use.energy}"
        for found in SHARE.finditer(sentence):
            if item.use.health_percent and not _is_share(found, item.use.health_percent):
                yield f"text: “{found[0].strip()}” is not true: it gives {item.use.health_percent} %"


def _is_share(found: re.Match[str], percent: int) -> bool:
    stated = FRACTIONS[found["part"]]
    if found["over"]:
        return percent > stated
    return abs(percent - stated) <= (5 if found["about"] or found["after"] else 2)
