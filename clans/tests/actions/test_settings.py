"""What a clan decides about itself."""

from typing import Any

import pytest

from clans.actions.settings import change_rights, choose_admission
from clans.models import ClanLogEntry, RankRights
from clans.queries.membership import access_membership
from clans.tests.make import leader_of, make_clan, make_member
from game.tests.letters import refusal
from game.tests.make import by

pytestmark = pytest.mark.django_db


def test_the_leader_gives_an_officer_what_officers_then_may_do() -> None:
    clan = make_clan()
    officer = make_member(clan, rank="officer")
    change_rights(by(leader_of(clan)), rank="officer", capabilities=["ranks", "war"], daily_gold=7)
    found = access_membership(officer.id)
    assert (found.capabilities, found.daily_gold) == (frozenset({"ranks", "war"}), 7)
    assert ClanLogEntry.objects.filter(clan=clan, kind="rights").get().detail["given"] == ["ranks", "war"]


def test_an_officer_grants_nothing_to_the_own_rank_and_nothing_that_it_lacks() -> None:
    clan = make_clan()
    officer, leader = make_member(clan, rank="officer"), leader_of(clan)
    change_rights(by(leader), rank="officer", capabilities=["ranks", "invite"], daily_gold=100)
    assert refusal(lambda: change_rights(by(officer), rank="officer", capabilities=["war"], daily_gold=1)) == (
        "forbidden",
        "rank",
    )
    before = RankRights.objects.get(clan=clan, rank="veteran")
    for wanted, gold, field in (
        (["invite", "withdraw", "sign", "war"], before.daily_gold, "capabilities"), (["invite"], before.daily_gold, "capabilities"),
        (["invite", "withdraw", "sign"], 101, "daily_gold"),
    ):  # fmt: skip
        call = lambda w=wanted, g=gold: change_rights(by(officer), rank="veteran", capabilities=w, daily_gold=g)  # noqa: E731
        assert refusal(call) == ("forbidden", field)
    assert change_rights(by(officer), rank="veteran", capabilities=["withdraw", "sign"], daily_gold=50).daily_gold == 50


def test_bad_values_are_refused_by_their_field() -> None:
    leader = leader_of(make_clan())
    cases: tuple[tuple[Any, list[str], int, str], ...] = (
        ("leader", [], 0, "rank"),
        ("officer", ["fly"], 0, "capabilities"),
        ("officer", [], -1, "daily_gold"),
    )
    for rank, capabilities, gold, field in cases:
        call = lambda r=rank, c=capabilities, g=gold: change_rights(by(leader), rank=r, capabilities=c, daily_gold=g)  # noqa: E731
        assert refusal(call) == ("invalid", field)
    assert refusal(lambda: choose_admission(by(leader), admission="closed")) == ("invalid", "admission")


def test_how_people_join_is_chosen_by_who_may() -> None:
    clan = make_clan()
    officer = make_member(clan, rank="officer")
    assert refusal(lambda: choose_admission(by(officer), admission="open"))[0] == "forbidden"
    choose_admission(by(leader_of(clan)), admission="open")
    clan.refresh_from_db()
    assert clan.admission == "open"
