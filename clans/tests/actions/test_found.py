"""Founding and disbanding."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clans.actions.found import disband, found
from clans.models import Clan, ClanLogEntry, RankRights
from clans.rules.rank import CHOSEN_RANKS
from clans.tests.make import make_clan, make_member, new_tag, rank_of
from game.models import Transfer
from game.rules.errors import GameError
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_founder_pays_leads_and_wears_the_tag() -> None:
    founder = make_character(level=10, gold=600)
    before = founder.gold
    answer = found(by(founder, "found-0001"), name="Night_Watch", tag="nwt")
    founder.refresh_from_db()
    clan = Clan.objects.get(pk=answer.clan)
    assert (clan.tag, clan.faction, clan.leader_id, clan.size) == ("NWT", founder.faction, founder.id, 1)
    assert (founder.gold, answer.gold, founder.clan_tag) == (before - 500, before - 500, "NWT")
    assert RankRights.objects.filter(clan=clan).count() == len(CHOSEN_RANKS)
    assert found(by(founder, "found-0001"), name="Night_Watch", tag="nwt") == answer, "the same key gets the first answer"
    assert Transfer.objects.filter(reason="clan_founded").count() == 1


@pytest.mark.parametrize(("name", "tag", "field"), [
    ("x", "ABC", "name"), ("Fuckers", "ABC", "name"), ("Fine_Name", "AB", "tag"), ("Fine_Name", "A1C", "tag"),
    ("Fine_Name", "ÄBC", "tag"), ("Fine_Name", "FAG", "tag"), ("The_city", "ABC", "name"),
])  # fmt: skip
def test_a_bad_name_or_tag_is_refused_by_its_field(name: str, tag: str, field: str) -> None:
    founder = make_character(level=10, gold=600)
    with pytest.raises(GameError) as refused:
        found(by(founder), name=name, tag=tag)
    assert (refused.value.code, refused.value.field) == ("invalid", field)


def test_founding_takes_level_and_gold() -> None:
    with pytest.raises(GameError) as low:
        found(by(make_character(level=9, gold=600)), name="Some_Name", tag="SNA")
    with pytest.raises(GameError) as poor:
        found(by(make_character(level=10)), name="Some_Name", tag="SNA")
    assert (low.value.code, poor.value.code) == ("level_too_low", "not_enough_gold")
    assert not Clan.objects.exists()


def test_names_and_tags_that_look_alike_are_taken() -> None:
    make_clan(name="Moonlight", tag="MNL")
    other = make_character(level=10, gold=600)
    for name, tag, field in (("M00nlight", "AAB", "name"), ("MOONLIGHT", "AAB", "name"), ("Sunlight", "MNL", "tag")):
        with pytest.raises(GameError) as refused:
            found(by(other), name=name, tag=tag)
        assert (refused.value.code, refused.value.field) == ("name_taken", field)


def test_a_clan_disbanded_within_a_day_is_refunded_and_no_gold_counts_as_earned() -> None:
    founder = make_character(level=10, gold=600)
    gold, earned = founder.gold, founder.gold_earned
    clan = make_clan(founder)
    assert disband(by(founder, "disband-01"), name=clan.name).refund == 500
    founder.refresh_from_db()
    assert (founder.gold, founder.gold_earned, founder.clan_tag) == (gold, earned, "")
    assert disband(by(founder, "disband-01"), name=clan.name).refund == 500
    founder.refresh_from_db()
    assert founder.gold == gold, "the second request got the first answer"


def test_a_clan_disbanded_later_is_not_refunded_and_its_members_are_free() -> None:
    clan = make_clan(founded_at=timezone.now() - timedelta(hours=25))
    member = make_member(clan)
    assert clan.leader is not None
    assert disband(by(clan.leader), name=clan.name.upper()).refund == 0
    member.refresh_from_db()
    assert (member.clan_tag, rank_of(member), rank_of(clan.leader)) == ("", "", "")


def test_only_the_leader_disbands_and_types_the_name() -> None:
    clan = make_clan()
    officer = make_member(clan, rank="officer")
    assert clan.leader is not None
    with pytest.raises(GameError) as rank:
        disband(by(officer), name=clan.name)
    with pytest.raises(GameError) as name:
        disband(by(clan.leader), name="something")
    assert (rank.value.code, name.value.field) == ("forbidden", "name")


def test_a_tag_is_free_again_after_thirty_days() -> None:
    clan = make_clan(tag="OLD")
    assert clan.leader is not None
    disband(by(clan.leader), name=clan.name)
    other = make_character(level=10, gold=600)
    with pytest.raises(GameError):
        found(by(other), name="Newcomers", tag="OLD")
    Clan.objects.filter(pk=clan.pk).update(disbanded_at=timezone.now() - timedelta(days=31))
    assert found(by(other), name="Newcomers", tag="OLD").tag == "OLD"


def test_founding_is_in_the_log() -> None:
    clan = make_clan(tag=new_tag())
    assert list(ClanLogEntry.objects.filter(clan=clan).values_list("kind", "actor_id")) == [("founded", clan.leader_id)]
