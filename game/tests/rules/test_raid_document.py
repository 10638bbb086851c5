"""docs/balance.md says what a raid pays, as the rules do."""

from pathlib import Path

from game.rules import tuning
from game.rules.raid_reward import RaidShare, hit_worth, prizes

PART = (Path(__file__).parents[3] / "docs/balance.md").read_text().partition("## What a raid pays")[2].partition("\n## ")[0]
HUNTERS = [RaidShare(1, 600, 6, 12, 10), RaidShare(2, 300, 3, 6, 10), RaidShare(3, 100, 1, 2, 10)]


def test_the_numbers_of_the_document_are_those_of_the_rules() -> None:
    first, second, third = tuning.RAID_RANK_PERCENT.values()
    for words in (
        f"as a hunt ({tuning.RAID_HIT_ENERGY})", f"the worth of {tuning.RAID_LEAST_HITS} hits", f"{first}, {second} and {third} % more",
    ):  # fmt: skip
        assert words in PART, words
    assert tuning.RAID_HIT_ENERGY == tuning.HUNT_ENERGY and "a sixth (`RAID_GOLD_PART`)" in PART and tuning.RAID_GOLD_PART == 6


def test_the_sentences_of_the_document_hold() -> None:
    won = prizes(HUNTERS, state="won", hp_max=1000, killer=2)
    least = 10 * tuning.RAID_LEAST_HITS
    assert [p.gold for p in won] == [(least + 60) * 133 // 100, (least + 30) * 120 // 100, (least + 10) * 110 // 100]
    assert [p.character for p in won if p.trophy] == [2]
    escaped = prizes(HUNTERS, state="escaped", hp_max=2000, killer=None)
    assert [p.gold for p in escaped] == [least + 15, least + 7, least + 2], "half of 100, for half of the health"
    off = prizes(HUNTERS, state="called_off", hp_max=1000, killer=None)
    assert [(p.gold, p.energy) for p in off] == [(least, 12), (least, 6), (least, 2)]


def test_the_example_of_a_weaker_hunter_holds() -> None:
    assert "level 5 who hits a boss of level 60 gets a twelfth" in PART
    assert hit_worth(120, level=5, boss_level=60) * 12 == 120
