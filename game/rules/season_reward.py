"""What the first hundred of each board get when a season ends.

A season gives 35,000 gold per board, so 140,000 with four boards, to about four hundred places together. That is new gold
(`faucet:season`), and little of it: one hunter who spends all energy at level 60 makes about 29,000 gold a day, 1.6 million in
a season (360 hunts a day at 80 gold each). A first place is worth less than a day of hunting at level 10, so a ladder decides
nothing in the economy. The gold comes in a letter and does not count as earned, so that it helps nobody on the next board.
"""

from msgspec import Struct

PLACES = 100
"""Places of a board that are listed in the hall of fame, and rewarded."""


class SeasonPlaces(Struct, frozen=True):
    """What the places from `first` to `last` of a board get. gold: each of them. title: of the place, for people."""

    first: int
    last: int
    gold: int
    title: str


REWARDS = (
    SeasonPlaces(1, 1, 5_000, "First of the season"),
    SeasonPlaces(2, 2, 3_000, "Second of the season"),
    SeasonPlaces(3, 3, 2_000, "Third of the season"),
    SeasonPlaces(4, 10, 1_000, "One of the ten"),
    SeasonPlaces(11, PLACES, 200, "One of the hundred"),
)
"""Each place from 1 to PLACES once."""


def reward_of(rank: int) -> SeasonPlaces | None:
    """What this place gets; None below the last one."""
    return next((one for one in REWARDS if one.first <= rank <= one.last), None)


def gold_of_board(ranked: int = PLACES) -> int:
    """All gold that a board gives, on which so many characters are ranked."""
    return sum(one.gold * max(0, min(one.last, ranked) - one.first + 1) for one in REWARDS)
