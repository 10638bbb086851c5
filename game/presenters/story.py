"""A fight as a story: one sentence for each blow."""

from msgspec import Struct

from game.content import catalogue
from game.rules.battle import Blow, Fight
from game.rules.sheet import Sheet


class NarratedBlow(Struct, frozen=True):
    """A blow in words. side: who acts, "hero" or "foe". hero_hp, foe_hp: health after the blow, never below 0."""

    side: str
    words: str
    outcome: str
    amount: int
    hero_hp: int
    foe_hp: int


class Round(Struct, frozen=True):
    number: int
    lines: list[NarratedBlow]


_HIT = (
    "{a} catches {b} across the ribs", "{a} strikes {b}", "{a} gets under {b}'s guard", "{a} drives {b} back",
    "{a} lands a short, mean blow on {b}", "{a} finds an opening in {b}'s side", "{a} cuts in before {b} has turned",
)  # fmt: skip
_CRIT = (
    "{a} puts everything into one blow and {b} reels", "{a} strikes where it counts and {b} staggers",
    "Clean as a bell: {a} opens {b} up", "{a} waits, waits, and hits {b} hard",
)  # fmt: skip
_DODGE = (
    "{b} is not where {a} strikes", "{a} swings and cuts fog; {b} has stepped aside", "{b} ducks, and {a} hits the wall",
    "{a} lunges a moment too late for {b}",
)  # fmt: skip

_NO_ARTICLE = frozenset({
    "The", "A", "An", "Her", "His", "Somebody's", "Whoever", "Yourself", "Alderman", "Big", "Bosun", "Brother", "Captain", "Dancing-Master",
    "Deaf", "Doctor", "Dredger", "Gaffer", "Goody", "Grandfather", "Grandmother", "Jack", "Lady", "Lockmistress", "Madam", "Major-Domo",
    "Master", "Master-Cook", "Mister", "Mother", "Mr", "Number", "Old", "Saint", "Sister", "Uncle",
})  # fmt: skip
"""First words of monsters' names before which nobody says "the"."""


def story(hunter: Sheet, monster: Sheet, fight: Fight) -> list[Round]:
    """The rounds of a fight, each with its blows in words. The same fight always gives the same words."""
    names = (hunter.name, f"the {monster.name}" if _takes_article(monster.name) else monster.name)
    rounds: dict[int, list[NarratedBlow]] = {}
    for index, blow in enumerate(fight.blows):
        words = _sentence(blow, names, index)
        line = NarratedBlow(
            ("hero", "foe")[blow.actor], words, blow.outcome, blow.amount, max(0, blow.hp[0]), max(0, blow.hp[1])
        )
        rounds.setdefault(blow.round, []).append(line)
    return [Round(number, lines) for number, lines in rounds.items()]


def _takes_article(name: str) -> bool:
    """False for names that begin with an article or an owner, and for names of persons and numbered things."""
    return name.partition(" ")[0].rstrip(",") not in _NO_ARTICLE


def _sentence(blow: Blow, names: tuple[str, str], index: int) -> str:
    a, b = names[blow.actor], names[1 - blow.actor]
    words = _skilled(blow, a, b) if blow.action not in ("attack", "") else _plain(blow, a, b, index)
    return f"{words[0].upper()}{words[1:]}."


def _plain(blow: Blow, a: str, b: str, index: int) -> str:
    pick = {"hit": _HIT, "crit": _CRIT, "dodge": _DODGE}.get(blow.outcome)
    if pick:
        return pick[(index * 7 + blow.amount) % len(pick)].format(a=a, b=b)
    return {
        "bleed": f"{a} bleeds",
        "stunned": f"{a} is stunned and loses the moment",
        "heal": f"{a} drinks a little life from the wound",
        "blocked": f"{b}'s ward swallows the blow whole",
    }[blow.outcome]


def _skilled(blow: Blow, a: str, b: str) -> str:
    skill = catalogue().skills.get(blow.action)
    name, verb = (skill.name, skill.verb) if skill else (blow.action.replace("-", " "), "strikes")
    return {
        "hit": f"{name}: {a} {verb} {b}",
        "crit": f"{name}! {a} {verb} {b} with terrible aim",
        "dodge": f"{a} tries {name}, but {b} slips away",
        "blocked": f"{a} tries {name}; {b}'s ward swallows it",
        "heal": f"{name}: {a} mends",
        "ward": f"{name}: {a} raises a ward",
        "bless": f"{name}: {a} grows stronger",
        "stun": f"{b} is stunned",
    }[blow.outcome]
