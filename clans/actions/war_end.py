"""The end of a war: who won, what goes out of its escrow, the ladder. The callers hold the lock of the war; a clan has one open war at
most, so that lock guards both standings as well."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import F
from msgspec import Struct

from clans.actions.log import log
from clans.actions.war_count import count_deeds
from clans.models import Clan, War, WarFighter, WarSide, WarStanding
from clans.models.ids import ClanId, WarId
from clans.queries.treasury import code_of
from clans.queries.war import open_war_of
from clans.rules import war as rules
from clans.rules.war import COUNTED_AFTER_SECONDS, RATING_AT_FIRST, Outcome
from game.actions import ledger
from game.actions.notices import NewNotice, notify_all
from game.actions.transaction import CHARACTERS, TransactionContext
from game.models.holder import of_escrow
from game.models.ids import AccountId, CharacterId
from game.models.notice_choice import CLAN
from game.models.transfer import GOLD


class WarNews(Struct, frozen=True):
    """A war as its listeners get it. outcome: None when it was declared."""

    war: WarId
    attacker: ClanId
    defender: ClanId
    outcome: Outcome | None = None


on_war_declared: list[Callable[[WarNews], None]] = []
on_war_ended: list[Callable[[WarNews], None]] = []
"""Called in the transaction, once for each war."""


_WORDS = {
    "won": "{clan} won the war against {other}.",
    "lost": "{clan} lost the war against {other}.",
    "draw": "The war of {clan} against {other} ended in a draw.",
    "cancelled": "The city ended the war of {clan} against {other}.",
}


def page_of(war: WarId) -> str:
    return f"/clans/wars/{war}/"


def is_due(war: War, now: datetime) -> bool:
    """Whether everything that happened in the war can be counted, so that it can be settled by its score."""
    return war.state == War.OPEN and war.ends_at <= now - timedelta(seconds=COUNTED_AFTER_SECONDS)


def settle_by_score(war: War, now: datetime) -> None:
    """Count the rest and end the war. It is due."""
    count_deeds([war.id], now)
    attacker, defender = sides = _sides(war)
    settle(war, rules.outcome_of(attacker.score, defender.score), now, sides=sides)


def settle(
    war: War,
    outcome: Outcome,
    now: datetime,
    *,
    sides: tuple[WarSide, WarSide] | None = None,
    reason: str = "",
    silent: ClanId | None = None,
) -> None:
    """End an open war. sides: attacker and defender, where the caller has read them. silent: a clan whose members get no notice, because it
    is being disbanded. At most 14 statements."""
    attacker, defender = sides or _sides(war)
    got = rules.spoils(outcome, attacker=attacker.paid, defender=defender.paid)
    War.objects.filter(pk=war.pk).update(state=War.ENDED, outcome=outcome, ended_at=now, reason=reason)
    war.state, war.outcome = War.ENDED, outcome
    ratings = _rate(attacker, defender, outcome)
    for side, gold, (before, after) in zip((attacker, defender), (got.attacker, got.defender), ratings, strict=True):
        WarSide.objects.filter(pk=side.pk).update(is_open=False, got=gold, rating_before=before, rating_after=after)
        log(
            side.clan,
            "war_ended",
            war=war.pk,
            other=_other(side, attacker, defender).clan.name,
            outcome=_result(side, outcome),
            gold=gold,
        )
    _pay(war, attacker, defender, got)
    _tell(war, attacker, defender, outcome, silent)
    news = WarNews(war.id, ClanId(attacker.clan_id), ClanId(defender.clan_id), outcome)
    for listener in on_war_ended:
        listener(news)


def _sides(war: War) -> tuple[WarSide, WarSide]:
    """Attacker and defender. One statement."""
    found = {side.side: side for side in WarSide.objects.select_related("clan").filter(war=war)}
    return found["attacker"], found["defender"]


def _other(side: WarSide, attacker: WarSide, defender: WarSide) -> WarSide:
    return defender if side is attacker else attacker


def _result(side: WarSide, outcome: Outcome) -> str:
    """How the war ended for a side: won, lost, draw or cancelled."""
    if outcome in ("draw", "cancelled"):
        return outcome
    return "won" if side.side == outcome else "lost"


def _rate(attacker: WarSide, defender: WarSide, outcome: Outcome) -> tuple[tuple[int, int], tuple[int, int]]:
    """Both ratings before and after, written down unless the war was cancelled. Four statements."""
    clans = [ClanId(attacker.clan_id), ClanId(defender.clan_id)]
    found = dict(WarStanding.objects.filter(clan__in=clans).values_list("clan", "rating"))
    before = found.get(clans[0], RATING_AT_FIRST), found.get(clans[1], RATING_AT_FIRST)
    after = rules.rated(*before, outcome)
    if outcome != "cancelled":
        rows = [WarStanding(clan_id=clan, rating=RATING_AT_FIRST) for clan in clans]
        WarStanding.objects.bulk_create(rows, ignore_conflicts=True)
        for side, rating in zip((attacker, defender), after, strict=True):
            result = _result(side, outcome)
            WarStanding.objects.filter(clan=side.clan).update(
                rating=rating, points=F("points") + side.score, wins=F("wins") + int(result == "won"),
                losses=F("losses") + int(result == "lost"), draws=F("draws") + int(result == "draw"),
            )  # fmt: skip
    return (before[0], after[0]), (before[1], after[1])


def _pay(war: War, attacker: WarSide, defender: WarSide, got: rules.Spoils) -> None:
    escrow = of_escrow(AccountId(war.escrow_id))
    ways = [
        (code_of(attacker.clan), got.attacker), (code_of(defender.clan), got.defender),
        ("sink:war", got.city),
    ]  # fmt: skip
    moves = [ledger.Move(escrow, to, GOLD, gold) for to, gold in ways if gold]
    ledger.post(moves, reason="clan_war_ended", reference=f"war:{war.pk}")


def _tell(war: War, attacker: WarSide, defender: WarSide, outcome: Outcome, silent: ClanId | None) -> None:
    """A notice for every fighter who is still in his or her clan. Two statements."""
    texts = {
        side.pk: _WORDS[_result(side, outcome)].format(clan=side.clan.name, other=_other(side, attacker, defender).clan.name)
        for side in (attacker, defender)
        if side.clan_id != silent
    }
    tell_fighters([war.id], lambda _, side: texts.get(side))


def tell_fighters(wars: list[WarId], words: Callable[[WarId, int], str | None]) -> None:
    """A notice for the fighters of these wars who did not leave. words: for a war and a side; None: nothing. Two statements."""
    fighters = WarFighter.objects.filter(war__in=wars, left_at=None).order_by("character")
    notify_all(
        [
            NewNotice(CharacterId(character), CLAN, text, page_of(WarId(war)))
            for character, war, side in fighters.values_list("character", "war", "side")
            if (text := words(WarId(war), side)) is not None
        ]
    )


def lock_open_war(clan: ClanId) -> War | None:
    """The clan's open war, locked; None without one. The caller holds the clan's lock. Two statements."""
    found = open_war_of(clan)
    if found is None:
        return None
    [war] = TransactionContext(locked=CHARACTERS).lock_shared(War, [found])
    return war if war.state == War.OPEN else None


def lose_by_disbanding(clan: Clan, now: datetime) -> None:
    """The clan's open war ends with the clan: it is settled by its score if its time is over, and lost otherwise. The war is locked here."""
    war = lock_open_war(ClanId(clan.pk))
    if war is None:
        return
    if is_due(war, now):
        settle_by_score(war, now)
        return
    sides = _sides(war)
    settle(war, "defender" if sides[0].clan_id == clan.pk else "attacker", now, sides=sides, silent=ClanId(clan.pk))
