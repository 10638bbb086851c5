"""Joining, leaving, expelling, ranks and the lead."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clans.actions.membership import change_rank, expel, hand_over, join_open, leave
from clans.models import Clan, ClanLogEntry, Member
from clans.rules.level import members_most
from clans.tests.make import leader_of, make_clan, make_member, rank_of
from game.actions.character import let_go
from game.tests.letters import refusal_code
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_open_clan_is_joined_once() -> None:
    clan = make_clan(admission="open")
    newcomer = make_character(faction=clan.faction)
    assert join_open(by(newcomer), clan=clan.id).tag == clan.tag
    newcomer.refresh_from_db()
    clan.refresh_from_db()
    assert (newcomer.clan_tag, clan.size, rank_of(newcomer)) == (clan.tag, 2, "initiate")
    assert refusal_code(lambda: join_open(by(newcomer), clan=clan.id)) == "in_a_clan"


def test_a_clan_that_is_not_open_or_full_or_of_the_other_faction_refuses() -> None:
    clan = make_clan(admission="application")
    newcomer, stranger = make_character(faction="vampire"), make_character(faction="werewolf")
    assert refusal_code(lambda: join_open(by(newcomer), clan=clan.id)) == "forbidden"
    Clan.objects.filter(pk=clan.pk).update(admission="open")
    assert refusal_code(lambda: join_open(by(stranger), clan=clan.id)) == "wrong_faction"
    Clan.objects.filter(pk=clan.pk).update(size=members_most(1))
    assert refusal_code(lambda: join_open(by(newcomer), clan=clan.id)) == "clan_full"
    assert refusal_code(lambda: join_open(by(newcomer), clan=type(clan.id)(10**9))) == "not_found"


def test_when_the_leader_leaves_the_oldest_officer_leads() -> None:
    clan = make_clan()
    make_member(clan, rank="officer")
    senior = make_member(clan, rank="officer", rank_at=timezone.now() - timedelta(days=3))
    leave(by(leader_of(clan)))
    assert (leader_of(clan), rank_of(senior)) == (senior, "leader")
    assert ClanLogEntry.objects.filter(clan=clan, kind="succeeded", subject=senior).exists()


def test_the_last_member_ends_the_clan() -> None:
    clan = make_clan()
    leave(by(leader_of(clan)))
    clan.refresh_from_db()
    assert (clan.size, clan.leader_id, clan.disbanded_at is not None) == (0, None, True)


def test_a_character_that_is_let_go_leaves_and_its_successor_leads() -> None:
    clan = make_clan()
    member = make_member(clan)
    gone = leader_of(clan)
    let_go(by(gone))
    gone.refresh_from_db()
    assert (leader_of(clan), gone.clan_tag, rank_of(gone)) == (member, "", "")


def test_one_expels_only_lower_ranks_of_the_own_clan() -> None:
    clan, other = make_clan(), make_clan()
    officer, second, initiate = (make_member(clan, rank=rank) for rank in ("officer", "officer", "initiate"))
    foreign = make_member(other)
    assert refusal_code(lambda: expel(by(officer), member=second.id)) == "forbidden"
    assert refusal_code(lambda: expel(by(officer), member=foreign.id)) == "not_found"
    assert refusal_code(lambda: expel(by(initiate), member=officer.id)) == "forbidden"
    assert refusal_code(lambda: expel(by(officer), member=officer.id)) == "invalid"
    expel(by(officer), member=initiate.id)
    initiate.refresh_from_db()
    assert (rank_of(initiate), initiate.clan_tag) == ("", "")


def test_ranks_are_given_only_below_the_own_one() -> None:
    clan = make_clan()
    officer, initiate = make_member(clan, rank="officer"), make_member(clan)
    assert refusal_code(lambda: change_rank(by(officer), member=initiate.id, rank="officer")) == "forbidden"
    assert refusal_code(lambda: change_rank(by(officer), member=leader_of(clan).id, rank="initiate")) == "forbidden"
    assert refusal_code(lambda: change_rank(by(officer), member=initiate.id, rank="leader")) == "invalid"
    assert change_rank(by(officer), member=initiate.id, rank="veteran").rank == "veteran"
    assert refusal_code(lambda: change_rank(by(officer), member=initiate.id, rank="veteran")) == "nothing_to_do"


def test_the_lead_is_handed_over_and_the_former_leader_is_an_officer() -> None:
    clan = make_clan()
    member, former = make_member(clan), leader_of(clan)
    assert refusal_code(lambda: hand_over(by(member), member=former.id)) == "forbidden"
    hand_over(by(former), member=member.id)
    assert (leader_of(clan), rank_of(former)) == (member, "officer")


def test_the_lead_is_not_handed_to_a_banned_account() -> None:
    clan = make_clan()
    member = make_member(clan)
    assert member.user is not None
    member.user.banned_until = timezone.now() + timedelta(days=1)
    member.user.save()
    assert refusal_code(lambda: hand_over(by(leader_of(clan)), member=member.id)) == "not_found"


@pytest.mark.parametrize("change", ["two leaders", "no leader", "another leader", "members after the end"])
def test_the_database_refuses_a_clan_without_exactly_one_leader(change: str) -> None:
    clan = make_clan()
    member = make_member(clan)
    with pytest.raises(IntegrityError), transaction.atomic():
        if change == "two leaders":
            Member.objects.filter(character=member).update(rank="leader")
        elif change == "no leader":
            Member.objects.filter(clan=clan, rank="leader").update(rank="officer")
        elif change == "another leader":
            Clan.objects.filter(pk=clan.pk).update(leader=member)
        else:
            Clan.objects.filter(pk=clan.pk).update(disbanded_at=timezone.now(), leader=None, size=0)
