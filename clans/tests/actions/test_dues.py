"""Weekly dues: once per week and member, and never into debt."""

from datetime import timedelta
from typing import NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clans.actions.dues import collect_dues, set_dues
from clans.actions.pay_out import pay_due
from clans.models import Clan, Dues, DuesPayment, Member
from clans.queries.treasury import week_of
from clans.tests.bank import gold_in, let_it_wait, long_ago, make_bank, make_senior, signed
from clans.tests.make import leader_of, make_member
from game.models import Character, Notice, Transfer
from game.rules.errors import GameError
from game.tests.make import by, give

pytestmark = pytest.mark.django_db(transaction=True)


class Clanned(NamedTuple):
    clan: Clan
    member: Character


def _with_dues(gold: int = 100) -> Clanned:
    """A clan whose dues count already, and a member of it."""
    clan = make_bank()
    member = make_senior(clan, "initiate")
    set_dues(by(leader_of(clan)), gold=gold)
    Dues.objects.update(set_at=long_ago())
    return Clanned(clan, member)


def _refusal(actor: Character, gold: int) -> str:
    with pytest.raises(GameError) as refused:
        set_dues(by(actor), gold=gold)
    return refused.value.code


def test_each_member_pays_once_a_week_and_who_has_less_pays_nothing() -> None:
    clan, member = _with_dues(100)
    poor = make_senior(clan, "veteran")
    give(member, "gold", 100)
    give(leader_of(clan), "gold", 100)
    before = {c.id: Character.objects.get(pk=c.pk).gold for c in (member, poor)}
    assert before[poor.id] < 100
    first = collect_dues()
    assert (first.paid, first.missed, first.gold) == (2, 1, 200)
    assert collect_dues() == type(first)() and gold_in(clan) == 200
    member.refresh_from_db()
    poor.refresh_from_db()
    assert (before[member.id] - member.gold, before[poor.id] - poor.gold) == (100, 0)
    paid = dict(DuesPayment.objects.filter(clan=clan).values_list("character_id", "paid"))
    assert (paid[member.id], paid[poor.id]) == (100, 0)
    DuesPayment.objects.update(week=long_ago(7).date())
    give(member, "gold", 100)
    assert collect_dues().paid >= 1, "the next week"


def test_dues_count_from_the_monday_after_they_were_set_and_for_those_who_had_joined() -> None:
    clan, member = _with_dues(1)
    new = make_member(clan)
    Member.objects.filter(character=new).update(joined_at=week_of(timezone.now()) + timedelta(seconds=1))
    Dues.objects.update(set_at=week_of(timezone.now()) + timedelta(seconds=1))
    assert collect_dues().paid == 0
    Dues.objects.update(set_at=week_of(timezone.now()) - timedelta(seconds=1))
    assert collect_dues().paid == 2
    assert set(DuesPayment.objects.values_list("character_id", flat=True)) == {member.pk, leader_of(clan).pk}


def test_who_may_sets_them_and_all_members_are_told() -> None:
    clan, member = _with_dues(5)
    assert Notice.objects.filter(character=member, kind="clan", text__contains="5 gold a week").exists()
    assert _refusal(member, 7) == "forbidden"
    assert [_refusal(leader_of(clan), gold) for gold in (-1, 10_001, 5)] == ["invalid", "invalid", "nothing_to_do"]
    set_dues(by(leader_of(clan)), gold=0)
    Dues.objects.update(set_at=long_ago())
    assert collect_dues().paid == 0


def test_a_payout_goes_on_while_dues_come_in() -> None:
    clan = make_bank(60_000)
    asker, signer = make_senior(clan), make_senior(clan, "veteran")
    withdrawal = signed(clan, asker, leader_of(clan), signer)
    let_it_wait(withdrawal)
    set_dues(by(leader_of(clan)), gold=1)
    Dues.objects.update(set_at=long_ago())
    assert collect_dues().paid == 3 and pay_due() == {"paid": 1}
    assert gold_in(clan) == 3


def test_the_statements_do_not_grow_with_the_members() -> None:
    counts = []
    for members in (2, 40):
        clan, _ = _with_dues(1)
        for _ in range(members):
            clan.refresh_from_db()
            Clan.objects.filter(pk=clan.pk).update(level=20)
            make_senior(Clan.objects.get(pk=clan.pk), "initiate")
        with CaptureQueriesContext(connection) as captured:
            assert collect_dues().paid == members + 2
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert Transfer.objects.filter(reason="clan_dues").count() == 46
