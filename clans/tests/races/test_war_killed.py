"""A declaration, the job of wars, the job of levels and the buying of a perk die before some of their statements: all has happened or
nothing, the next run does the rest once, and the ledger holds."""

from datetime import timedelta
from itertools import count

import pytest

from clans.actions.clan_level import count_levels
from clans.actions.perks import buy_perk
from clans.actions.war import declare
from clans.actions.war_job import tend_wars
from clans.models import Clan, ClanLogEntry, War, WarFighter, WarScore, WarStanding
from clans.rules.level import contribution_for, xp_bonus
from clans.tests.bank import gold_in
from clans.tests.make import leader_of, make_clan
from clans.tests.wars import end_all, end_in_time, fill_bank, make_rich_clan, make_war, win_hunts
from game.actions.player_action import Actor
from game.models import Character, Notice
from game.queries.ledger_proof import problems
from game.tests.races.mortal import Mortal, order_for

pytestmark = pytest.mark.django_db(transaction=True)
DYING = "dying_wars.py"


def test_a_declaration_killed_before_any_statement_is_made_once(mortal: Mortal) -> None:
    one, other = make_rich_clan(gold=1_000_000), make_rich_clan()
    leader, seen = leader_of(one), set()
    for dies_at in count(0, 3):
        before, wars = gold_in(one), War.objects.count()
        mortal.begin(order_for("declare", dies_at, leader, clan=other.pk))
        died = mortal.end()
        made = War.objects.count() - wars
        assert (gold_in(one), made) in ((before, 0), (before - 1_000, 1)), f"statement {dies_at}"
        assert problems() == []
        seen.add(made)
        declare(Actor(leader.id, order_for("declare", dies_at)["key"]), clan=other.id)
        assert (War.objects.count() - wars, gold_in(one)) == (1, before - 1_000)
        assert WarFighter.objects.filter(war=War.objects.latest("pk")).count() == 2
        end_all()
        War.objects.all().update(ended_at="2026-01-01T00:00Z")
        if not died:
            break
    assert seen == {0, 1} and dies_at >= 15


def test_the_job_killed_before_any_statement_counts_and_settles_once(mortal: Mortal) -> None:
    seen = set()
    for dies_at in count(0, 4):
        one, other = make_rich_clan(), make_rich_clan()
        war = make_war(one, other)
        end_in_time(war)
        win_hunts(leader_of(one), 2, ago=timedelta(minutes=40))
        mortal.begin(order_for("tend", dies_at))
        died = mortal.end()
        war.refresh_from_db()
        seen.add(war.state)
        assert (gold_in(one), gold_in(other)) == ((9_800, 10_000) if war.state == War.ENDED else (9_000, 10_000)), (
            f"statement {dies_at}"
        )
        assert problems() == []
        tend_wars()
        tend_wars()
        war.refresh_from_db()
        assert (war.outcome, gold_in(one), gold_in(other)) == ("attacker", 9_800, 10_000)
        assert WarFighter.objects.get(war=war, character=leader_of(one)).points == 20
        assert list(WarScore.objects.filter(war=war).values_list("attacker", "defender")) == [(20, 0)]
        assert (WarStanding.objects.get(clan=one).wins, WarStanding.objects.get(clan=other).losses) == (1, 1)
        assert Notice.objects.filter(character=leader_of(one), kind="clan").count() == 3
        if not died:
            break
    assert seen == {War.OPEN, War.ENDED} and dies_at >= 24


def test_the_job_of_levels_killed_before_any_statement_raises_once(mortal: Mortal) -> None:
    from clans.tests.actions.test_clan_level import gold_moves

    for dies_at in count():
        clan = make_clan()
        leader = leader_of(clan)
        gold_moves(clan, leader, contribution_for(4), "clan_donation")
        mortal.begin(order_for("levels", dies_at))
        died = mortal.end()
        clan.refresh_from_db()
        bonus = Character.objects.get(pk=leader.pk).clan_bonus
        assert (clan.level, bonus) in ((1, 0), (4, xp_bonus(4))), f"statement {dies_at}"
        count_levels()
        count_levels()
        clan.refresh_from_db()
        assert (clan.level, Character.objects.get(pk=leader.pk).clan_bonus) == (4, xp_bonus(4))
        assert ClanLogEntry.objects.filter(clan=clan, kind="level").count() == 1
        if not died:
            break
    assert dies_at >= 9


def test_a_perk_killed_before_any_statement_is_paid_once(mortal: Mortal) -> None:
    clan = make_rich_clan(gold=1)
    leader = leader_of(clan)
    for dies_at in count():
        Clan.objects.filter(pk=clan.pk).update(perks=[])
        fill_bank(clan, 4_000)
        before = gold_in(clan)
        mortal.begin(order_for("perk", dies_at, leader))
        died = mortal.end()
        assert (gold_in(clan), Clan.objects.get(pk=clan.pk).perks) in ((before, []), (before - 4_000, ["heralds"])), (
            f"statement {dies_at}"
        )
        buy_perk(Actor(leader.id, order_for("perk", dies_at)["key"]), perk="heralds")
        assert (gold_in(clan), Clan.objects.get(pk=clan.pk).perks) == (1, ["heralds"])
        if not died:
            break
    assert dies_at >= 8 and problems() == []
