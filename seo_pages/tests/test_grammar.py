"""The grammar of sentences that are made of names and numbers, over the texts of all pages."""

import html
import re
from collections.abc import Iterator

import pytest

from game.content import catalogue
from game.content.vocabulary import MONSTERS, PLACES, RARITIES
from seo_pages import nouns
from seo_pages.facts.intros import breed, family, kind, place_kind
from seo_pages.facts.world import WikiWorld
from seo_pages.tests.conftest import Rendered

INLINE = re.compile(r"</?(?:a|b|i|span)\b[^>]*>")
HIDDEN = re.compile(r"(?s)<(script|style)\b.*?</\1>")
TAG = re.compile(r"<[^>]+>")
SAID = re.compile(r'\b(?:content|alt|aria-label)="(?!https?:)([^"]*)"')
UNCOUNTED = "gloves|claws|headgear|body armour|leg armour|footwear|food|ore|cloth|wood"
COUNTED = "achievement|boss|class|creature|elite|hunt|item|kill|kind|level|material|monster|piece|place|recipe|region|room|round|skill|thing|turn"
FAULTS = {
    "an article before a plural or a mass": rf"(?i)\ban? (?:{'|'.join(RARITIES)}) (?:{UNCOUNTED})\b(?! rune)",
    "a before a vowel": r"\b[Aa] (?!(?:one|once|uni|use|usa|usu|eu|ewe|u\b))[aeiou]\w*",
    "an before a consonant": r"\b[Aa]n (?!hour|heir|honest|honour)[bcdfghjklmnpqrstvwxz]\w+",
    "one of a plural": rf"(?<!level )(?<!levels )(?<![\d.,])\b1 (?:{'|'.join(nouns.plural(noun) for noun in COUNTED.split('|'))})\b",
    "many of a singular": rf"(?<!level )(?<!levels )(?<!is )(?<![\d.,+])\b(?!1\b)\d+ (?:{COUNTED})\b(?!-| \d)",
    "all of one": r"\b[Aa]ll 1\b(?![,.]\d)|\b1 (?:are|have|were)\b",
    "a plural of -y": r"\b[A-Za-z]+[bcdfghjklmnpqrstvwxz]ys\b",
    "a plural of a hiss": r"\b[A-Za-z]+(?:ch|sh|ss|x)s\b",
    "a verb before of": r"\b(?:do|does|has|have) of\b",
    "a word twice": r"\b(the|a|an|of|in|at|and|to) \1\b",
    "a gap": r"\w  +\w| [,.;](?:\s|$)|,,|(?<!\.)\.\.(?!\.)",
}


def texts(page: str) -> list[str]:
    """What a reader, a screen reader or a search engine gets of a page, a line for each element."""
    said = SAID.findall(page)
    shown = TAG.sub("\n", INLINE.sub("", HIDDEN.sub("", page)))
    return [line for part in (*said, *shown.split("\n")) if (line := html.unescape(part).strip())]


@pytest.fixture(scope="module")
def lines(rendered: Rendered) -> dict[str, str]:
    """Each line that a page says -> the path of one such page."""
    found: dict[str, str] = {}
    for path, page in rendered.html.items():
        for line in texts(page):
            found.setdefault(line, path)
    assert len(found) > 20_000
    return found


@pytest.mark.parametrize("fault", FAULTS)
def test_no_page_has(lines: dict[str, str], fault: str) -> None:
    pattern = re.compile(FAULTS[fault])
    found = [(path, match[0], line[:120]) for line, path in lines.items() if (match := pattern.search(line))]
    assert found == []


def names_of_their_own() -> Iterator[str]:
    """Names that take no article: they begin with one, or with an owner that takes none."""
    content = catalogue()
    for entries in (content.items, content.monsters, content.places, content.regions):
        for entry in entries.values():
            if re.match(r"(?:The|A|An|Her|His|Their|Somebody's|Nobody's|Yesterday's|Tomorrow's) ", entry.name):
                yield entry.name


def test_no_article_stands_before_a_name_that_has_one_or_an_owner(lines: dict[str, str]) -> None:
    by_word: dict[str, list[str]] = {}
    for name in names_of_their_own():
        by_word.setdefault(name.split()[0], []).append(name)
    assert sum(map(len, by_word.values())) > 100
    found = []
    for line in lines:
        for match in re.finditer(r"\b(?:[Tt]he|an?) (?=([A-Z]\S*))", line):
            after = line[match.end() :]
            found += [(lines[line], match[0] + name) for name in by_word.get(match[1], ()) if after.startswith(name)]
    assert found == []


@pytest.mark.parametrize(("noun", "many"), [
    ("quarry", "quarries"), ("alley", "alleys"), ("library", "libraries"), ("witch", "witches"), ("wolf", "wolves"), ("fish", "fish"),
    ("human", "people"), ("corpse", "corpses"), ("marsh", "marshes"), ("staff", "staves"), ("day", "days"), ("boss", "bosses"), ("box", "boxes"),
])  # fmt: skip
def test_plurals(noun: str, many: str) -> None:
    assert nouns.plural(noun) == many and nouns.heading(noun) == many.capitalize()


def test_no_list_of_a_kind_of_place_or_monster_has_a_plural_of_two_hisses_or_of_y() -> None:
    for noun in (*MONSTERS, *PLACES):
        assert not re.search(r"[^aeiou]ys$|(?:ch|sh|ss|x)s$", nouns.plural(noun))


@pytest.mark.parametrize(("words", "with_article"), [
    ("uncommon axe", "an uncommon axe"), ("rare axe", "a rare axe"), ("unicorn", "a unicorn"), ("hour", "an hour"),
    ("one-eyed cat", "a one-eyed cat"), ("elite ogre", "an elite ogre"), ("uninvited guest", "an uninvited guest"),
])  # fmt: skip
def test_articles_follow_the_sound(words: str, with_article: str) -> None:
    assert nouns.an(words) == with_article


@pytest.mark.parametrize(("of", "one", "another", "many"), [
    (("weapon", "axe"), "a rare axe", "Another axe", "axes"),
    (("weapon", "claws"), "a rare set of claws", "Another set of claws", "sets of claws"),
    (("armour", "hands"), "a rare pair of gloves", "Another pair of gloves", "pairs of gloves"),
    (("armour", "body"), "rare body armour", "Other body armour", "pieces of body armour"),
    (("material", "ore"), "rare ore", "Other ore", "pieces of ore"),
    (("rune", "ember"), "a rare ember rune", "Another ember rune", "ember runes"),
])  # fmt: skip
def test_an_item_of_a_family_is_named_as_its_noun_is_counted(of: tuple[str, str], one: str, another: str, many: str) -> None:
    assert (nouns.one(*of, "rare"), nouns.another(*of), nouns.many(*of)) == (one, another, many)


def test_the_introduction_of_a_list_of_one_counts_one() -> None:
    world = WikiWorld(catalogue())
    item, monster, place = world.items[0], world.monsters[0], world.places[0]
    said = " ".join([
        kind(item.kind, [item]), family(world, item.kind, item.family, [item]), breed(world, monster.family, [monster]),
        place_kind(world, place.kind, [place]),
    ])  # fmt: skip
    assert [fault for fault, pattern in FAULTS.items() if re.search(pattern, said)] == []
    for words in ("There is one, of level 1;", "Only one, level 1.", "1 kind, level 1,", f"1 {place.kind} to hunt in"):
        assert words in said
