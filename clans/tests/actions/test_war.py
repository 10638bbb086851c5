"""Declaring war and answering: who may, what it costs, who fights."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clans.actions.found import disband
from clans.actions.membership import leave
from clans.actions.war import answer, declare
from clans.actions.war_end import WarNews
from clans.actions.war_job import tend_wars
from clans.models import Clan, ClanLogEntry, War, WarFighter, WarSide
from clans.rules.war import war_fee
from clans.tests.make import leader_of, make_clan, make_member
from clans.tests.wars import bank_of, end_in_time, make_rich_clan, make_running_war, make_war, side_of
from game.models import Character, Notice
from game.rules.errors import GameError
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db


def refused(clan: Clan, other: Clan) -> tuple[str, str | None]:
    with pytest.raises(GameError) as error:
        declare(by(leader_of(clan)), clan=other.id)
    return error.value.code, error.value.field


def test_a_declaration_takes_the_fee_freezes_the_members_and_tells_both_clans(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[WarNews] = []
    monkeypatch.setattr("clans.actions.war.on_war_declared", [told.append])
    one, other = make_rich_clan(), make_rich_clan()
    member, foe = make_member(one), make_member(other)
    made = declare(by(leader_of(one), "war-key-0001"), clan=other.id)
    late = make_member(one)
    war = War.objects.get()
    fee = war_fee(1)
    assert (bank_of(one), bank_of(other), war.escrow.gold) == (10_000 - fee, 10_000, fee)
    assert war.begins_at - war.declared_at == war.ends_at - war.begins_at == timedelta(hours=24)
    fighters = set(WarFighter.objects.values_list("character", flat=True))
    assert fighters == {leader_of(one).pk, member.pk, leader_of(other).pk, foe.pk} and late.pk not in fighters
    assert {s.side: (s.fighters, s.level, s.paid) for s in WarSide.objects.all()} == {
        "attacker": (2, 10, fee),
        "defender": (2, 10, 0),
    }
    assert (
        set(Notice.objects.filter(kind="clan", link=f"/clans/wars/{war.pk}/").values_list("character", flat=True)) == fighters
    )
    assert ClanLogEntry.objects.filter(kind="war_declared").count() == 2
    assert told == [WarNews(war.id, one.id, other.id)]
    assert declare(by(leader_of(one), "war-key-0001"), clan=other.id) == made, "the same key declares once"


def test_a_clan_of_the_same_faction_or_of_the_other_can_be_fought() -> None:
    for faction in ("vampire", "werewolf"):
        assert make_war(defender=make_rich_clan(faction=faction)).state == War.OPEN


def test_a_declaration_is_refused_with_the_way_out() -> None:
    one, other = make_rich_clan(), make_rich_clan()
    assert refused(one, one) == ("invalid", "clan")
    assert refused(make_clan(), other)[0] == "not_enough_gold"
    Character.objects.filter(pk=leader_of(other).pk).update(level=31)
    assert refused(one, other) == ("invalid", "clan"), "21 levels apart"
    Character.objects.filter(pk=leader_of(other).pk).update(level=30)
    make_war(one, other)
    third = make_rich_clan()
    assert refused(third, other) == refused(one, third) == ("too_early", "clan"), "one war at a time"
    gone = make_rich_clan()
    disband(by(leader_of(gone)), name=gone.name)
    assert refused(third, gone) == ("not_found", "clan")


def test_only_a_rank_that_may_declares_and_somebody_without_a_clan_is_told_so() -> None:
    one, other = make_rich_clan(), make_rich_clan()
    for character, code in ((make_member(one), "forbidden"), (make_character(), "no_clan")):
        with pytest.raises(GameError) as error:
            declare(by(character), clan=other.id)
        assert error.value.code == code
    assert not War.objects.exists()


def test_the_defender_answers_once_before_the_beginning_and_pays_the_same() -> None:
    war = make_war()
    defender = WarSide.objects.get(side="defender").clan
    before = bank_of(defender)
    assert answer(by(leader_of(defender))).fee == war.fee
    war.escrow.refresh_from_db()
    assert (bank_of(defender), war.escrow.gold, side_of(war, defender).paid) == (before - war.fee, 2 * war.fee, war.fee)
    attacker = WarSide.objects.get(side="attacker").clan
    for clan in (defender, attacker, make_rich_clan()):
        with pytest.raises(GameError) as error:
            answer(by(leader_of(clan)))
        assert error.value.code == "nothing_to_do"


def test_an_answer_after_the_beginning_is_refused() -> None:
    make_running_war()
    with pytest.raises(GameError) as error:
        answer(by(leader_of(WarSide.objects.get(side="defender").clan)))
    assert error.value.code == "nothing_to_do"


def test_a_war_whose_time_is_over_ends_by_the_next_declaration() -> None:
    one, other, third = make_rich_clan(), make_rich_clan(), make_rich_clan()
    war = make_war(one, other)
    end_in_time(war)
    declare(by(leader_of(one)), clan=third.id)
    war.refresh_from_db()
    assert (war.state, war.outcome) == (War.ENDED, "draw")
    assert refused(other, one) == ("too_early", "clan")


def test_after_a_war_the_same_two_have_peace_for_a_week() -> None:
    one, other = make_rich_clan(gold=50_000), make_rich_clan(gold=50_000)
    war = make_war(one, other)
    end_in_time(war)
    assert refused(other, one) == ("too_early", "clan")
    assert tend_wars().settled == 1
    assert refused(other, one) == refused(one, other) == ("too_early", "clan")
    War.objects.update(ended_at=timezone.now() - timedelta(days=7, seconds=1))
    assert declare(by(leader_of(other)), clan=one.id).war != war.pk


def test_who_leaves_is_marked_and_who_comes_back_is_still_out() -> None:
    war = make_running_war()
    clan = WarSide.objects.get(side="attacker").clan
    member = leader_of(clan)
    make_member(clan)
    leave(by(member))
    assert WarFighter.objects.get(character=member).left_at is not None
    make_member(clan, character=member)
    assert WarFighter.objects.get(war=war, character=member).left_at is not None
