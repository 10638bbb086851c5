"""Loading refuses a text whose claim the numbers contradict, and names the entry and the words."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from game.content import catalogue
from game.content.claims import check_claims
from game.content.monster_claims import CLAIMS, false_claims, share_below
from game.content.number_words import NUMBERS, number_of
from game.content.odds_claims import ODDS, false_odds
from game.content.schema import Item, Monster
from game.content.ware_claims import PRICE, SHARE, SOLD, UNSOLD, false_wares
from game.tests.content.mistakes import Change, break_entry, entry, put, refusal


def say(slug: str, words: str) -> Change:
    """The claim at the end of the entry's text."""
    return lambda entries: entry(entries, slug).update(text=f"{entry(entries, slug)['text']} {words}")


FALSE = [
    ("monsters", say("footman-rat", "It is neither strong nor quick."), "footman-rat", "neither strong nor quick"),
    ("monsters", say("causeway-sitter", "Very strong, this one."), "causeway-sitter", "very strong"),
    ("monsters", say("swollen-bargee", "Quick enough for two."), "swollen-bargee", "quick enough"),
    ("monsters", put("weedhanger", speed=60), "weedhanger", "slowest"),
    ("monsters", put("moss-lynx", speed=5), "moss-lynx", "fast enough to open"),
    ("monsters", put("cellar-spinner", hp=900), "cellar-spinner", "frail"),
    ("monsters", put("unpaid-lodger", dodge=20), "unpaid-lodger", "one swing in eleven"),
    ("items", say("thornfall-chaps", "It turns a claw one time in a hundred."), "thornfall-chaps", "one time in a hundred"),
    ("items", say("clerks-sabre", "No shop has it."), "clerks-sabre", "no shop"),
    ("items", say("clerks-sabre", "Two shops sell it."), "clerks-sabre", "two shops"),
    ("items", put("quicksap", sold_in=["briarwold"]), "quicksap", "shops never"),
    ("items", put("quicksap", use={"energy": 9}), "quicksap", "twelve energy"),
    ("items", put("mill-dumplings", use={"health_percent": 40}), "mill-dumplings", "nearly a quarter of your health"),
    ("items", put("cellar-draught", price=11), "cellar-draught", "at seven gold"),
    ("locations", say("old-mill", "Once in ninety hunts something else comes."), "old-mill", "once in ninety"),
]


@pytest.mark.parametrize(("file", "change", "slug", "words"), FALSE, ids=lambda v: v if isinstance(v, str) else "")
def test_a_claim_that_is_not_true_is_refused(copy: Path, file: str, change: Change, slug: str, words: str) -> None:
    break_entry(copy, file, change)
    said = refusal(copy)
    assert said.startswith(f"{file}.json: {slug}: text: “{words}")
    assert "is not true" in said


def test_the_texts_make_claims_of_every_kind_and_all_are_true() -> None:
    content = catalogue()
    entries: dict[str, dict[str, Any]] = {
        "items": dict(content.items), "monsters": dict(content.monsters), "locations": dict(content.places),
        "regions": dict(content.regions),
    }  # fmt: skip
    assert list(check_claims(entries)) == []
    said = " ".join(monster.text.lower() for monster in content.monsters.values())
    assert all(any(phrase in said for phrase in phrases.split("|")) for phrases, *_ in CLAIMS[3:])
    wares = " ".join(item.text.lower() for item in content.items.values())
    for pattern, least in ((UNSOLD, 12), (SOLD, 5), (PRICE, 3), (SHARE, 9)):
        assert len(pattern.findall(wares)) >= least, pattern.pattern
    texts = [one.text.lower() for kind in ("items", "monsters", "locations") for one in entries[kind].values()]
    assert sum(bool(ODDS.search(text)) for text in texts) >= 4


def problems(entry: Item | Monster, text: str) -> int:
    """How many of the claims in this text are false for the entry."""
    told = msgspec.structs.replace(entry, text=text)
    if isinstance(told, Monster):
        return len(list(false_claims(told, list(catalogue().monsters.values()))))
    return len([*false_wares(told, catalogue().regions), *false_odds(told)])


def test_a_true_claim_in_the_same_words_is_not_refused() -> None:
    content = catalogue()
    monsters = list(content.monsters.values())
    strongest = max((m for m in monsters if m.rank == "common"), key=lambda m: share_below(m, "attack", monsters))
    about_strength = ("Very strong, it is.", "Strong, no doubt.", "No great strength.", "Bring strong weapons.")
    assert [problems(strongest, text) for text in about_strength] == [0, 0, 1, 0]
    of_shops = (
        "No shop has it.",
        "Three shops sell it.",
        "The shop has it.",
        "It gives twelve energy.",
        "It gives nine energy.",
    )
    assert [problems(content.items["quicksap"], text) for text in of_shops] == [0, 1, 1, 0, 1]
    of_odds = ("One time in sixty.", "One time in a hundred.", "One night in a hundred.", "A smith sold one at nine gold.")
    assert [problems(content.items["thornfall-chaps"], text) for text in of_odds] == [0, 1, 0, 1]


def test_numbers_are_read_as_texts_spell_them() -> None:
    assert [number_of(word) for word in ("seven", "twenty-four", "a hundred", "17")] == [7, 24, 100, 17]
    assert len(set(NUMBERS.values())) == len(NUMBERS) - 1, "twelve is also a dozen"
