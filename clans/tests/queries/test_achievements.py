"""What achievements count of clans."""

from datetime import timedelta

import pytest

from clans.actions.dues import collect_dues, set_dues
from clans.actions.membership import leave
from clans.actions.war_job import tend_wars
from clans.models import Clan, Dues, Member, WarFighter
from clans.tests.bank import long_ago
from clans.tests.make import leader_of, make_clan, make_member
from clans.tests.wars import end_in_time, make_rich_clan, make_war, win_hunts
from game.models import Character
from game.tests.achievements import counts_of, earned_by, fold_all
from game.tests.make import by, give

pytestmark = pytest.mark.django_db


def _does_something(character: Character) -> None:
    """The fold looks at characters whose rows were written."""
    Character.objects.filter(pk=character.pk).update(place="old-mill")


def test_founding_and_belonging_are_counted_and_stay_when_one_leaves() -> None:
    clan = make_clan()
    founder, member = leader_of(clan), make_member(clan)
    fold_all()
    assert {"three-letters-and-a-flag", "under-one-banner"} <= earned_by(founder)
    assert "under-one-banner" in earned_by(member) and "three-letters-and-a-flag" not in earned_by(member)
    leave(by(member))
    fold_all()
    assert counts_of(member)["clan"] == 1


def test_a_war_counts_for_those_of_the_winning_side_who_scored_and_stayed() -> None:
    one, other = make_rich_clan(), make_rich_clan(faction="werewolf")
    idle, gone = make_member(one), make_member(one)
    war = make_war(one, other)
    end_in_time(war)
    for fighter in (leader_of(one), gone):
        win_hunts(fighter, 2, ago=timedelta(minutes=40))
    tend_wars()
    WarFighter.objects.filter(character=gone).update(points=20, left_at=long_ago())
    everybody = [leader_of(one), idle, gone, leader_of(other)]
    for character in everybody:
        _does_something(character)
    fold_all()
    assert [counts_of(one).get("clan_war", 0) for one in everybody] == [1, 0, 0, 0]
    assert "terms-were-read-out" in earned_by(leader_of(one))


def test_the_level_of_a_clan_counts_after_two_weeks_in_it() -> None:
    clan = make_clan(level=6)
    old, new = leader_of(clan), make_member(clan)
    Member.objects.filter(character=old).update(joined_at=long_ago())
    fold_all()
    assert "a-table-by-the-fire" in earned_by(old) and counts_of(old)["clan_level"] == 6
    assert "a-table-by-the-fire" not in earned_by(new)
    Clan.objects.filter(pk=clan.pk).update(level=5)
    _does_something(old)
    fold_all()
    assert counts_of(old)["clan_level"] == 6, "what was reached stays"


def test_dues_count_each_time_they_are_paid() -> None:
    clan = make_clan()
    leader = leader_of(clan)
    give(leader, "gold", 100)
    set_dues(by(leader), gold=2)
    Dues.objects.update(set_at=long_ago())
    Member.objects.update(joined_at=long_ago())
    collect_dues()
    fold_all()
    fold_all()
    assert counts_of(leader)["clan_dues"] == 1
