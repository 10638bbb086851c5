"""Contribution and level: what counts, what a circle of gold does not bring, and the job that folds both."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clans.actions.clan_level import LevelsCounted, count_levels
from clans.actions.war_job import tend_wars
from clans.models import Clan, ClanLogEntry, ClanRaidShare, Member
from clans.rules.level import contribution_for, xp_bonus
from clans.tests.make import leader_of, make_clan, make_member
from clans.tests.wars import end_in_time, make_rich_clan, make_war, win_hunts
from game.actions import ledger
from game.models import Character, Notice, Raid, RaidReward
from game.models.holder import of, of_clan
from game.models.ids import AccountId
from game.models.transfer import GOLD
from game.tests.make import give, make_character
from game.tests.raids import make_raid

pytestmark = pytest.mark.django_db


def gold_moves(clan: Clan, character: Character, gold: int, reason: str) -> None:
    """As the bank moves it: a donation into it, a withdrawal out of it."""
    account = of_clan(AccountId(clan.account_id))
    if reason == "clan_withdrawal":
        ways = (account, of(character.id))
    else:
        give(character, GOLD, gold)
        ways = (of(character.id), account)
    with transaction.atomic():
        ledger.post([ledger.Move(*ways, GOLD, gold)], reason=reason)


def contribution(clan: Clan) -> int:
    count_levels()
    return Clan.objects.values_list("contribution", flat=True).get(pk=clan.pk)


def bonus(character: Character) -> int:
    return Character.objects.values_list("clan_bonus", flat=True).get(pk=character.pk)


def test_gifts_raise_level_bonus_log_and_a_notice_once() -> None:
    clan = make_clan()
    member = make_member(clan)
    gold_moves(clan, member, contribution_for(4), "clan_donation")
    assert count_levels() == LevelsCounted(raids=0, clans=1, levels=1, members=2)
    assert count_levels() == LevelsCounted()
    clan.refresh_from_db()
    assert (clan.level, clan.contribution) == (4, contribution_for(4))
    assert bonus(member) == bonus(leader_of(clan)) == xp_bonus(4) == 2
    assert Notice.objects.filter(text__contains="level 4").count() == 2
    entry = ClanLogEntry.objects.get(kind="level")
    assert entry.detail == {"before": 1, "after": 4}


def test_what_is_taken_out_by_anybody_does_not_count_so_a_circle_brings_nothing() -> None:
    clan = make_clan()
    one, other = make_member(clan), make_member(clan)
    gold_moves(clan, one, 6_000, "clan_donation")
    assert contribution(clan) == 6_000
    for _ in range(3):
        gold_moves(clan, other, 6_000, "clan_withdrawal")
        gold_moves(clan, one, 6_000, "clan_dues")
    assert contribution(clan) == 6_000
    gold_moves(clan, other, 6_000, "clan_withdrawal")
    assert contribution(clan) == 0
    clan.refresh_from_db()
    assert (clan.level, bonus(one)) == (1, 0), "the level falls with it"


def test_gold_that_goes_round_two_clans_by_wars_counts_at_most_where_it_is() -> None:
    one, other = make_clan(), make_clan()
    gold_moves(one, leader_of(one), 10_000, "clan_donation")
    war = make_war(one, other)
    end_in_time(war)
    win_hunts(leader_of(other), 1, ago=timedelta(minutes=40))
    tend_wars()
    assert (contribution(one), contribution(other)) == (10_000 - 800, 0), "800 of the fee were won by the other"
    gold_moves(other, leader_of(other), 800, "clan_withdrawal")
    gold_moves(one, leader_of(one), 800, "clan_donation")
    assert (contribution(one), contribution(other)) == (10_000, 0)


def test_gold_of_the_staff_is_no_contribution() -> None:
    assert contribution(make_rich_clan(gold=1_000_000)) == 0


def test_raids_count_once_for_those_who_were_members_at_their_end() -> None:
    clan = make_clan()
    member = make_member(clan)
    raid = make_raid()
    stranger = make_character()
    now = timezone.now()
    Raid.objects.filter(pk=raid).update(state=Raid.ESCAPED, ended_at=now)
    for rank, (hunter, share) in enumerate([(member, 300), (leader_of(clan), 100), (stranger, 600)], 1):
        RaidReward.objects.create(raid_id=raid, character=hunter, rank=rank, hits=1, damage=1, share=share, gold=1)
    make_member(clan, character=stranger)
    assert (contribution(clan), contribution(clan)) == (2_000, 2_000)
    assert ClanRaidShare.objects.get().points == 2_000


def test_a_member_whose_bonus_is_wrong_is_mended_by_the_next_run() -> None:
    clan = make_clan()
    Character.objects.filter(pk=leader_of(clan).pk).update(clan_bonus=3)
    assert count_levels().members == 1
    assert bonus(leader_of(clan)) == 0


def _crowd(number: int) -> None:
    for _ in range(2):
        clan = make_clan()
        made = Character.objects.bulk_create(
            Character(
                user=None, name=f"{clan.tag}_{n}", skeleton=f"{clan.tag}{n}", faction="vampire", class_slug="courtblade", emblem=1, gold=0
            )
            for n in range(number)
        )  # fmt: skip
        Member.objects.bulk_create(Member(clan=clan, character=one, rank="initiate") for one in made)
        gold_moves(clan, leader_of(clan), 6_000, "clan_donation")


def test_the_job_takes_the_same_statements_for_few_clans_and_members_and_for_many() -> None:
    counted = []
    for number in (3, 400):
        _crowd(number)
        with CaptureQueriesContext(connection) as statements:
            done = count_levels()
        assert (done.levels, done.members) == (2, 0), "level 2 brings no percent yet"
        counted.append(len(statements))
    assert counted[0] == counted[1] <= 14, counted
