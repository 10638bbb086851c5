"""Wars for tests: declared through the action, then moved in time; hunts and hits of fighters without a fight."""

import itertools
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from clans.actions.war import declare
from clans.actions.war_count import count_deeds
from clans.actions.war_end import settle
from clans.models import Clan, War, WarFighter, WarSide
from clans.models.ids import WarId
from clans.tests.make import leader_of, make_clan
from game.actions import ledger
from game.models import Battle, Character, DiceSeed
from game.models.holder import of_clan
from game.models.ids import AccountId
from game.models.transfer import GOLD
from game.tests.make import by, make_character

_nonces = itertools.count(1_000_000)


def fill_bank(clan: Clan, gold: int) -> None:
    with transaction.atomic():
        ledger.post([ledger.Move("faucet:staff", of_clan(AccountId(clan.account_id)), GOLD, gold)], reason="test")


def bank_of(clan: Clan) -> int:
    return Clan.objects.values_list("account__gold", flat=True).get(pk=clan.pk)


def make_rich_clan(*, faction: str = "vampire", gold: int = 10_000, level: int = 10) -> Clan:
    clan = make_clan(make_character(faction=faction, level=level, gold=1_000))
    fill_bank(clan, gold)
    return clan


def make_war(attacker: Clan | None = None, defender: Clan | None = None) -> War:
    """Declared a moment ago."""
    attacker, defender = attacker or make_rich_clan(), defender or make_rich_clan(faction="werewolf")
    return War.objects.get(pk=declare(by(leader_of(attacker)), clan=defender.id).war)


def move(war: War, *, began: timedelta) -> War:
    """The war began so long ago."""
    begins = timezone.now() - began
    War.objects.filter(pk=war.pk).update(
        declared_at=begins - timedelta(hours=24), begins_at=begins, ends_at=begins + timedelta(hours=24), counted_to=begins
    )
    war.refresh_from_db()
    return war


def make_running_war(attacker: Clan | None = None, defender: Clan | None = None) -> War:
    return move(make_war(attacker, defender), began=timedelta(hours=2))


def end_in_time(war: War) -> None:
    """The time of the war is over since a while; what was counted stays."""
    past = timezone.now() - timedelta(minutes=10)
    War.objects.filter(pk=war.pk).update(
        declared_at=past - timedelta(hours=48),
        begins_at=past - timedelta(hours=24),
        ends_at=past,
        counted_to=past - timedelta(hours=24),
    )


def end_all() -> None:
    """Every open war ends in a draw."""
    with transaction.atomic():
        for war in War.objects.filter(state=War.OPEN):
            settle(war, "draw", timezone.now())


def win_hunts(hunter: Character, number: int, *, ago: timedelta = timedelta(minutes=30), won: bool = True) -> list[Battle]:
    """Battles as hunts leave them, so long ago."""
    seed = DiceSeed.objects.get(character=hunter, revealed_at=None)
    at: datetime = timezone.now() - ago
    return Battle.objects.bulk_create(
        Battle(
            character=hunter, place="old-docks", monster="dock-rat", won=won, xp=1, gold=0, seed=seed, nonce=next(_nonces), rules_version=2,
            content_hash="", inputs={}, outcome={}, at=at,
        )
        for _ in range(number)
    )  # fmt: skip


def count_now(war: War) -> None:
    with transaction.atomic():
        War.objects.select_for_update().get(pk=war.pk)
        count_deeds([WarId(war.pk)], timezone.now())


def side_of(war: War, clan: Clan) -> WarSide:
    return WarSide.objects.get(war=war, clan=clan)


def points_of(character: Character) -> int:
    return WarFighter.objects.get(character=character).points


def scores(war: War) -> tuple[int, int]:
    found = dict(WarSide.objects.filter(war=war).values_list("side", "score"))
    return found["attacker"], found["defender"]
