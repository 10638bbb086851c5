"""The staff groups: created, repaired, and each with exactly its permissions to view."""

import pytest
from django.contrib.auth.models import Group, Permission

from accounts.queries.rank import Rank
from game.actions.groups import VIEWED, make_groups

pytestmark = pytest.mark.django_db
RANKS = [Rank.MODERATOR, Rank.GAME_MASTER, Rank.ADMINISTRATOR]


def permissions_of(rank: Rank) -> set[str]:
    found = Group.objects.get(name=rank.title).permissions.select_related("content_type")
    return {f"{p.content_type.app_label}.{p.content_type.model}:{p.codename}" for p in found}


def due(rank: Rank) -> set[str]:
    return {f"{label}:view_{label.partition('.')[2]}" for label in VIEWED[rank]}


@pytest.mark.parametrize("rank", RANKS)
def test_a_group_may_view_its_models_and_nothing_else(rank: Rank) -> None:
    assert make_groups()[rank.title] == len(VIEWED[rank]) > 0
    assert permissions_of(rank) == due(rank)


def test_each_rank_sees_what_the_rank_below_sees_and_more() -> None:
    moderator, game_master, administrator = (VIEWED[rank] for rank in RANKS)
    assert set() < moderator < game_master < administrator


def test_a_deleted_group_and_changed_permissions_are_repaired() -> None:
    make_groups()
    Group.objects.get(name=Rank.MODERATOR.title).permissions.set(Permission.objects.all())
    Group.objects.get(name=Rank.ADMINISTRATOR.title).permissions.clear()
    Group.objects.get(name=Rank.GAME_MASTER.title).delete()
    for _ in range(2):
        make_groups()
        assert [permissions_of(rank) for rank in RANKS] == [due(rank) for rank in RANKS]
    assert Group.objects.filter(name__in=[rank.title for rank in RANKS]).count() == 3


def test_other_groups_stay_as_they_are() -> None:
    other = Group.objects.create(name="Writers")
    other.permissions.set(Permission.objects.all()[:2])
    before = set(other.permissions.all())
    make_groups()
    assert len(before) == 2 and set(other.permissions.all()) == before


def test_a_missing_permission_is_made_again() -> None:
    Permission.objects.get(codename="view_battle").delete()
    make_groups()
    assert permissions_of(Rank.MODERATOR) == due(Rank.MODERATOR)
