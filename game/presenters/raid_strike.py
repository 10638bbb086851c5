"""What a hunter reads after a hit, and after one that was refused."""

from msgspec import Struct

from game.content.names import monster_name
from game.rules import tuning
from game.rules.errors import GameError
from game.rules.raid_answer import RaidHitAnswer

REST = ("/play/shop/?kind=consumable", "Buy something to drink")
NEXT_STEPS: dict[str, tuple[str, str]] = {
    "raid_over": ("", "See how it ended"),
    "raid_not_started": ("", "Look again"),
    "defeated": REST,
    "not_enough_energy": REST,
    "too_fast": ("", "Look again"),
}
"""By the code of a refusal: the address and the words of the link to what helps; "" is the raid's own page."""


class StrikeRefusal(Struct, frozen=True):
    """wait: seconds until the hit may be tried again, None if waiting does not help."""

    code: str
    message: str
    wait: int | None
    url: str
    action: str


def strike_refusal(error: GameError, raid: int) -> StrikeRefusal | None:
    """None for an error that is not about the raid or the hunter's state: it has a page of its own."""
    if error.code not in NEXT_STEPS:
        return None
    url, action = NEXT_STEPS[error.code]
    return StrikeRefusal(error.code, error.message, error.retry_after, url or f"/raids/{raid}/", action)


class StruckView(Struct, frozen=True):
    """An answer with its words and what the status strip needs."""

    answer: RaidHitAnswer
    words: str
    energy_max: int


def struck_view(answer: RaidHitAnswer, boss: str) -> StruckView:
    """boss: its slug."""
    return StruckView(answer, hit_in_words(answer, boss), tuning.ENERGY_MAX)


def hit_in_words(answer: RaidHitAnswer, boss: str) -> str:
    """boss: its slug."""
    name = monster_name(boss)
    words = {
        "hit": f"You hit {name} for {answer.damage:,}.",
        "crit": f"You hit {name} where it hurts: {answer.damage:,}!",
        "dodge": f"{name} was not where you struck.",
    }[answer.outcome]
    return f"{words} It hit back for {answer.lost:,}." if answer.lost else words
