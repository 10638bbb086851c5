"""A player's own statistics in words and bars. All places and widths of the drawings are percent, for SVG."""

from datetime import datetime

from msgspec import Struct

from game.content import catalogue
from game.presenters.names import monster_name, place_name
from game.queries.stats import RaidSums, StatsState, StatsSums, StoredStats
from game.rules.stats import BattleSums, BestFight, LuckSums, LuckVerdict

PLACES_DRAWN = 10
PAUSE_MINUTES = 10
REASONS = {
    "hunt": "Hunts", "mission": "Missions", "raid": "Raids", "season": "Seasons", "achievement": "Achievements",
    "sell": "Sold to shops", "buy": "Bought in shops", "use": "Used up",
    "craft": "Made at the forge", "upgrade": "Made better at the forge", "repair": "Mended at the forge", "start": "What you set out with",
    "demo": "A gift of the house", "staff": "From the staff", "reversal": "Put right by the staff", "letter": "Sent with letters",
    "letter_claimed": "Came with letters", "letter_returned": "Came back from letters",
    "clan_founded": "Founding a clan", "clan_refund": "Founding a clan, given back", "clan_donation": "Given to a clan",
    "clan_dues": "Dues of a clan", "clan_withdrawal": "From the bank of a clan", "clan_lent": "Lent by a clan",
    "clan_loan_ended": "Given back to a clan", "clan_bequest": "Left by a clan that ended", "clan_perk": "Perks of a clan",
    "clan_war": "Wars of a clan", "clan_war_ended": "Wars of a clan that ended",
}  # fmt: skip
"""The ledger's reasons in this page's words; a test compares them with REASONS of models/transfer.py."""
VERDICTS: dict[LuckVerdict, str] = {
    "too_few": "Too few rolls so far to say anything.",
    "as_expected": "Within what chance explains.",
    "lucky": "More than chance explains in 99 of 100 cases. Somebody rolls well for you.",
    "unlucky": "Less than chance explains in 99 of 100 cases. One hunter in a hundred is this unlucky with honest dice.",
}


class PlaceBar(Struct, frozen=True):
    """slug: None if the place left the catalogue. width, won_width: percent of the most hunted place."""

    name: str
    slug: str | None
    hunts: int
    wins: int
    percent: int
    width: float
    won_width: float


class LuckLine(Struct, frozen=True):
    """what: such as "crits". low, high: between which chance explains. x_…: percent of the drawing's width."""

    title: str
    what: str
    rolls: str
    tries: int
    happened: int
    expected: float
    low: int
    high: int
    verdict: LuckVerdict
    words: str
    x_low: float
    x_width: float
    x_expected: float
    x_happened: float


class GoldBar(Struct, frozen=True):
    """percent: of all gold of its side."""

    name: str
    gold: int
    percent: float


class FightCard(Struct, frozen=True):
    title: str
    figure: str
    battle: int
    monster: str
    monster_slug: str


class OwnRaidLine(Struct, frozen=True):
    raid: int
    boss: str
    ended: str
    rank: int
    hits: int
    damage: int
    gold: int


class StatsPage(Struct, frozen=True):
    """state: "none" if they were never asked for. place: in the queue. may_ask, wait: whether, and after how many minutes, they
    can be asked for again. sums and what follows are of computed_at; hunts is 0 for a character that never hunted."""

    state: StatsState | str
    place: int
    may_ask: bool
    wait: int
    computed_at: datetime | None
    hunts: int
    wins: int
    percent: int
    places: list[PlaceBar]
    luck: list[LuckLine]
    earned: list[GoldBar]
    earned_in_all: int
    spent: list[GoldBar]
    spent_in_all: int
    fights: list[FightCard]
    raids: RaidSums | None
    raid_lines: list[OwnRaidLine]


def stats_page(stored: StoredStats | None) -> StatsPage:
    sums = stored.sums if stored and stored.sums else StatsSums()
    battles, known = sums.battles, stored is not None and stored.sums is not None
    left = PAUSE_MINUTES - stored.seconds // 60 if stored and stored.state == "done" else 0
    earned, spent = _gold_bars(sums.gold.earned), _gold_bars(sums.gold.spent)
    return StatsPage(
        state=stored.state if stored else "none", place=stored.place if stored else 0,
        may_ask=stored is None or stored.state == "failed" or (stored.state == "done" and left <= 0), wait=max(0, left),
        computed_at=stored.computed_at if stored else None, hunts=battles.hunts, wins=battles.wins,
        percent=_percent_of(battles.wins, battles.hunts), places=_place_bars(battles),
        luck=[*_luck_lines(battles)] if battles.hunts else [], earned=earned, earned_in_all=sum(bar.gold for bar in earned),
        spent=spent, spent_in_all=sum(bar.gold for bar in spent), fights=_fight_cards(battles),
        raids=sums.raids if known else None, raid_lines=_raid_lines(sums.raids),
    )  # fmt: skip


def _percent_of(part: int, whole: int) -> int:
    return round(part * 100 / whole) if whole else 0


def _place_bars(battles: BattleSums) -> list[PlaceBar]:
    """The most hunted place first."""
    ordered = sorted(battles.places.items(), key=lambda place: (-place[1].hunts, place[0]))
    most = ordered[0][1].hunts if ordered else 1
    return [
        PlaceBar(
            place_name(slug), slug if slug in catalogue().places else None, sums.hunts, sums.wins,
            _percent_of(sums.wins, sums.hunts), round(sums.hunts * 100 / most, 1), round(sums.wins * 100 / most, 1),
        )
        for slug, sums in ordered
    ]  # fmt: skip


def _luck_lines(battles: BattleSums) -> list[LuckLine]:
    return [
        _luck("Critical blows", "crits", "blows that landed", battles.crits),
        _luck("Dodges", "dodges", "blows aimed at you", battles.dodges),
        _luck("Finds", "finds", "chances of a find", battles.finds),
    ]


def _luck(title: str, what: str, rolls: str, sums: LuckSums) -> LuckLine:
    """The drawing shows the range of chance in its middle, and half of it on each side, or as far as the dot needs."""
    low, high = sums.range
    margin = max((high - low) / 2, 0.5)
    begin, end = min(low - margin, sums.happened - margin / 4), max(high + margin, sums.happened + margin / 4)

    def x(value: float) -> float:
        return round((value - begin) * 100 / (end - begin), 1)

    return LuckLine(
        title, what, rolls, sums.tries, sums.happened, round(sums.expected, 1), int(-(-low // 1)), int(high // 1), sums.verdict,
        VERDICTS[sums.verdict], x(low), round(x(high) - x(low), 1), x(sums.expected), x(sums.happened),
    )  # fmt: skip


def _gold_bars(by_reason: dict[str, int]) -> list[GoldBar]:
    """The most first."""
    whole = sum(by_reason.values())
    ordered = sorted(by_reason.items(), key=lambda entry: (-entry[1], entry[0]))
    return [
        GoldBar(REASONS.get(reason, reason.capitalize()), gold, round(gold * 100 / max(1, whole), 1))
        for reason, gold in ordered
    ]


def _fight_cards(battles: BattleSums) -> list[FightCard]:
    found: list[tuple[str, BestFight | None, str]] = [
        ("The longest", battles.longest, "{value} rounds"),
        ("The biggest blow", battles.biggest_blow, "{value:,} damage at once"),
        ("The closest win", battles.closest_win, "won with {amount:,} health left"),
        ("The strongest beaten", battles.strongest, "a monster of level {value}"),
    ]
    return [
        FightCard(title, _figure(words, best), best.battle, monster_name(best.monster), best.monster)
        for title, best, words in found
        if best is not None
    ]


def _figure(words: str, best: BestFight) -> str:
    text = words.format(value=best.value, amount=best.amount)
    return text.replace("1 rounds", "1 round") if text == "1 rounds" else text


def _raid_lines(raids: RaidSums) -> list[OwnRaidLine]:
    ends = {"won": "fell", "escaped": "escaped", "called_off": "called off"}
    return [
        OwnRaidLine(
            raid.raid, monster_name(raid.boss), ends.get(raid.state, raid.state), raid.rank, raid.hits, raid.damage, raid.gold
        )
        for raid in raids.best
    ]
