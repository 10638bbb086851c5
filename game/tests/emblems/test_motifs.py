"""What is drawn fits the name: the table of words and motifs holds over the whole catalogue."""

import re
from itertools import combinations

import msgspec
import pytest

from game import emblems
from game.content import catalogue
from game.content.schema import Item
from game.emblems.motif_words import MOTIF_WORDS, motif_of_name
from game.emblems.motifs import MOTIFS
from game.emblems.palette import tone
from game.emblems.tints import TINTS

ALWAYS = ("consumable", "material", "accessory/charm", "accessory/amulet")
"""Kinds and families in which every name shows something."""
EXAMPLES = {
    "Heel of Barley Loaf": "loaf", "Brined Egg": "egg", "Potted Hare": "hare", "Clamp Potatoes": "potatoes", "Duck and Samphire": "duck",
    "Skewered Eel": "eel", "Supper for Thirty": "cauldron", "Half-Eaten Supper": "platter", "Soul Cake, Unclaimed": "cake",
    "Stub of a Watch Candle": "candle", "Lucky Turnip": "turnip", "Chestnut in a Twist": "chestnut", "Stuffed Canary": "bird",
    "Uneaten Sandwich": "sandwich", "Bottle with Somebody's Letter": "bottle", "Gauntlet's Thumb": "thumb", "First Leaf": "leaf",
    "Candle Heart": "heart", "Stopped Hourglass": "hourglass", "Locket-Sized Window": "window", "Dead-Cart Bell": "bell",
    "The Fourteenth Lamp": "lamp", "Candle-Bracket Hat": "candle hat", "Second-Best Wig": "wig", "Bucket Sallet": "bucket",
    "Tunnel Glasswort": "jointed", "Anvil-Crack Fern": "fern", "Pit Poppy": "flower", "Silvering Tin": "bars", "Red Sand": "sand",
    "Huntsman's Knuckle": "knuckle", "Half a Table": "table", "Knuckle of the Host": "knuckle", "Lamp Dregs": "lamp",
    "Nine-Bell Coffee": "coffee pot", "Steeple Stout": "tankard", "Red Hour Claret": "wine", "Letter of Welcome": "letter",
}  # fmt: skip
"""Names whose motif is settled here, whatever the table says."""


def family_of(item: Item) -> str:
    return f"{item.kind}/{item.family}"


def shapes(item: Item, name: str | None = None) -> list[str]:
    """The geometry of its emblem without the plate's ids and without colours, with another name if one is given."""
    svg = emblems.item_emblem(msgspec.structs.replace(item, name=name) if name else item)
    return re.findall(r' (?:d|cx|cy|r|rx|ry|transform)="[^"]*"', svg.partition("</defs>")[2])


def first_word(words: str) -> str:
    return words.split()[0].removeprefix("~")


def listed_motifs(family: str, name: str) -> set[str]:
    """The motifs of all words of the name that are in the table, in the singular or with an s."""
    said = {
        form for word in re.findall(r"[a-z]+", name.lower()) for form in (word, word.removesuffix("s"), word.removesuffix("es"))
    }
    table = MOTIF_WORDS.get(family, {})
    return {motif for motif, words in table.items() if said & {word.removeprefix("~") for word in words.split()}}


def test_every_item_with_a_word_of_the_table_is_drawn_with_its_motif() -> None:
    checked, wrong = 0, []
    for item in catalogue().items.values():
        family = family_of(item)
        listed = listed_motifs(family, item.name)
        if not listed:
            continue
        drawings = [shapes(item, first_word(MOTIF_WORDS[family][motif])) for motif in listed]
        checked += 1
        if shapes(item) not in drawings:
            wrong.append((item.name, sorted(listed)))
    assert not wrong
    assert checked > 480


def test_every_consumable_material_charm_and_amulet_has_a_motif() -> None:
    """Who fails here gets a word in game/emblems/motif_words.py, and a drawing if none fits."""
    items = [item for item in catalogue().items.values() if item.kind in ALWAYS or family_of(item) in ALWAYS]
    assert len(items) > 280
    assert [item.name for item in items if motif_of_name(family_of(item), item.name) is None] == []


def test_the_motif_of_these_names_is_settled() -> None:
    items = {item.name: item for item in catalogue().items.values()}
    found = {name: motif_of_name(family_of(items[name]), name) for name in EXAMPLES}
    assert found == EXAMPLES


@pytest.mark.parametrize("family", MOTIF_WORDS)
def test_each_motif_of_a_family_has_a_drawing_of_its_own(family: str) -> None:
    """The same item under other names: a motif without a drawing would fall back on a random form, which is another motif's."""
    item = next(item for item in catalogue().items.values() if family_of(item) == family)
    drawn = {motif: shapes(item, first_word(words)) for motif, words in MOTIF_WORDS[family].items()}
    assert [(a, b) for a, b in combinations(drawn, 2) if drawn[a] == drawn[b]] == []


@pytest.mark.parametrize("family", MOTIF_WORDS)
def test_no_word_of_a_family_has_two_motifs(family: str) -> None:
    words = [word.removeprefix("~") for listed in MOTIF_WORDS[family].values() for word in listed.split()]
    assert len(words) == len(set(words))


def test_every_drawing_can_be_reached_by_a_name() -> None:
    assert MOTIFS
    for (kind, family), drawings in MOTIFS.items():
        assert set(drawings) <= set(MOTIF_WORDS[f"{kind}/{family}"])


@pytest.mark.parametrize("family", TINTS)
def test_an_item_has_the_colour_that_its_name_states(family: str) -> None:
    items = [item for item in catalogue().items.values() if family_of(item) == family]
    seen = set()
    for item in items:
        said = [word for word in re.findall(r"[a-z]+", item.name.lower()) if word in TINTS[family][1]]
        if said:
            seen |= set(said)
            assert any(step in emblems.item_emblem(item) for step in tone(*TINTS[family][1][said[0]])), item.name
    assert seen == set(TINTS[family][1])
