"""Declarations, settlements, counts and departures of the same war at the same moment. Each guard has a twin without it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection

from clans.actions import war_job
from clans.actions.found import disband
from clans.actions.membership import leave
from clans.actions.war import declare
from clans.actions.war_job import tend_wars
from clans.models import Clan, War, WarFighter, WarSide, WarStanding
from clans.tests.bank import gold_in
from clans.tests.make import leader_of, make_member
from clans.tests.wars import end_in_time, make_rich_clan, make_running_war, make_war, move, points_of, win_hunts
from game.models import Character
from game.rules.errors import GameError
from game.tests.make import by
from game.tests.races.gate import in_turn_through_gate, while_first_waits
from game.tests.races.no_locks import without_locks
from game.tests.races.together import note_conflicts, won

pytestmark = pytest.mark.django_db(transaction=True)
ENDS = ("BEFORE UPDATE ON clans_war", "NEW.state = 'ended'")


@contextmanager
def without_the_constraint() -> Iterator[None]:
    """Two open wars of a clan are possible. They are removed at the end."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_open_war_per_clan")
    try:
        yield
    finally:
        WarSide.objects.update(is_open=False)
        with connection.cursor() as cursor:
            cursor.execute("CREATE UNIQUE INDEX one_open_war_per_clan ON clans_warside (clan_id) WHERE is_open")


def _declare_at_each_other(one: Clan, other: Clan) -> list[Any]:
    calls = partial(declare, by(leader_of(one)), clan=other.id), partial(declare, by(leader_of(other)), clan=one.id)
    return in_turn_through_gate("BEFORE INSERT ON clans_war", "true", *calls)


def test_of_two_clans_that_declare_war_on_each_other_at_once_one_does() -> None:
    one, other = make_rich_clan(), make_rich_clan()
    results = _declare_at_each_other(one, other)
    assert len(won(results)) == 1 and [r.code for r in results if isinstance(r, GameError)] == ["too_early"]
    assert War.objects.count() == 1 and gold_in(one) + gold_in(other) == 19_000


def test_twin_without_the_locks_the_constraint_still_holds_and_without_both_there_are_two_wars(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without_locks(monkeypatch)
    one, other = make_rich_clan(), make_rich_clan()
    results = _declare_at_each_other(one, other)
    assert len(won(results)) == 1 and [r.code for r in results if isinstance(r, GameError)] == ["too_early"]
    third, fourth = make_rich_clan(), make_rich_clan()
    with without_the_constraint():
        assert len(won(_declare_at_each_other(third, fourth))) == 2
        assert WarSide.objects.filter(clan=third, is_open=True).count() == 2


def _due_war() -> tuple[War, Clan, Clan]:
    one, other = make_rich_clan(), make_rich_clan()
    war = make_war(one, other)
    end_in_time(war)
    win_hunts(leader_of(one), 2, ago=timedelta(minutes=40))
    return war, one, other


def test_two_jobs_settle_a_war_once() -> None:
    _, one, other = _due_war()
    results = in_turn_through_gate(*ENDS, tend_wars, tend_wars)
    assert sorted(done.settled for done in won(results)) == [0, 1]
    assert (gold_in(one), gold_in(other)) == (9_800, 10_000)
    assert WarStanding.objects.get(clan=one).wins == 1


def test_twin_without_the_lock_only_the_ledger_refuses_the_second_settlement(monkeypatch: pytest.MonkeyPatch) -> None:
    _due_war()
    without_locks(monkeypatch)
    results = in_turn_through_gate(*ENDS, tend_wars, tend_wars)
    assert [type(r) for r in results if isinstance(r, Exception)] == [IntegrityError], "both tried to empty the escrow"


def test_a_clan_that_is_disbanded_while_its_war_is_settled_leaves_its_spoils_to_its_heir() -> None:
    war, one, _ = _due_war()
    leader = leader_of(one)
    before = Character.objects.get(pk=leader.pk).gold
    results = in_turn_through_gate(*ENDS, tend_wars, partial(disband, by(leader), name=one.name))
    assert len(won(results)) == 2
    war.refresh_from_db()
    refund = 500
    assert (war.outcome, gold_in(one)) == ("attacker", 0)
    assert Character.objects.get(pk=leader.pk).gold == before + 9_800 + refund


def test_twin_without_the_locks_only_the_ledger_refuses_what_disbanding_settles_again(monkeypatch: pytest.MonkeyPatch) -> None:
    _, one, _ = _due_war()
    without_locks(monkeypatch)
    results = in_turn_through_gate(*ENDS, tend_wars, partial(disband, by(leader_of(one)), name=one.name))
    assert [r.code for r in results if isinstance(r, GameError)] == ["not_enough_gold"], "both tried to empty the escrow"


def test_war_is_not_declared_on_a_clan_that_is_being_disbanded() -> None:
    one, other = make_rich_clan(), make_rich_clan()
    ends = partial(disband, by(leader_of(other)), name=other.name)
    results = in_turn_through_gate(
        "BEFORE UPDATE ON clans_clan", "NEW.disbanded_at IS NOT NULL", ends, partial(declare, by(leader_of(one)), clan=other.id)
    )
    assert [r.code for r in results if isinstance(r, GameError)] == ["not_found"] and not War.objects.exists()


def test_twin_without_the_locks_a_clan_that_is_no_more_is_at_war(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = make_rich_clan(), make_rich_clan()
    without_locks(monkeypatch)
    ends, declares = (
        partial(disband, by(leader_of(other)), name=other.name),
        partial(declare, by(leader_of(one)), clan=other.id),
    )
    results = while_first_waits("BEFORE UPDATE ON clans_clan", "NEW.disbanded_at IS NOT NULL", ends, declares)
    assert len(won(results)) == 2
    other.refresh_from_db()
    assert other.disbanded_at is not None and WarSide.objects.filter(clan=other, is_open=True).exists()


def _war_with_hunts() -> Character:
    make_running_war()
    hunter = leader_of(WarSide.objects.get(side="attacker").clan)
    win_hunts(hunter, 3)
    return hunter


COUNTS = ("BEFORE UPDATE ON clans_warfighter", "NEW.points > OLD.points")


def test_two_counts_at_once_count_once() -> None:
    hunter = _war_with_hunts()
    results = while_first_waits(*COUNTS, tend_wars, tend_wars)
    assert sorted(done.counted for done in won(results)) == [0, 1] and points_of(hunter) == 30


def test_twin_without_the_lock_each_hunt_counts_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    hunter = _war_with_hunts()
    tend_wars()  # the beginning is told
    War.objects.update(counted_to=War.objects.get().begins_at, floors={})
    WarFighter.objects.update(points=0)
    monkeypatch.setattr(war_job, "_ON", war_job._ON.replace("FOR NO KEY UPDATE SKIP LOCKED", ""))
    results = in_turn_through_gate(*COUNTS, tend_wars, tend_wars)
    assert len(won(results)) == 2 and points_of(hunter) == 60


def test_leaving_waits_for_a_count_without_a_deadlock(monkeypatch: pytest.MonkeyPatch) -> None:
    clan = make_rich_clan()
    member = make_member(clan)
    move(make_war(clan), began=timedelta(hours=2))
    win_hunts(member, 1)
    found = note_conflicts(monkeypatch)
    results = in_turn_through_gate(*COUNTS, tend_wars, partial(leave, by(member)))
    assert len(won(results)) == 2 and found == []
    row = WarFighter.objects.get(character=member)
    assert row.points == 10 and row.left_at is not None
