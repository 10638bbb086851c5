"""Members who come, go and lead at the same moment. Each race has a twin without its guard."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.actions.erase import erase
from accounts.tests.race import at_once
from clans.actions import applications, departures, found, members, share_links
from clans.actions.membership import change_rank, hand_over, join_open, leave
from clans.models import Clan, Member, ShareLink
from clans.tests.make import leader_of, make_clan, make_member, rank_of
from game.models import Character
from game.rules.errors import GameError
from game.tests.make import by, make_character, owner_of
from game.tests.races.gate import at_once_through_gate
from game.tests.races.no_locks import without_locks
from game.tests.races.together import won

pytestmark = pytest.mark.django_db(transaction=True)


def sizes_agree() -> bool:
    return all(clan.size == Member.objects.filter(clan=clan).count() for clan in Clan.objects.all())


def test_who_joins_two_clans_at_once_is_in_one() -> None:
    one, other = make_clan(admission="open"), make_clan(admission="open")
    newcomer = make_character()
    answers = at_once(*[partial(join_open, by(newcomer), clan=clan.id) for clan in (one, other)])
    assert len(won(answers)) == 1 and [a.code for a in answers if isinstance(a, GameError)] == ["in_a_clan"]
    newcomer.refresh_from_db()
    assert newcomer.clan_tag == won(answers)[0].tag and sizes_agree()


def test_twin_without_locks_the_constraint_alone_refuses_the_second_clan(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = make_clan(admission="open"), make_clan(admission="open")
    newcomer = make_character()
    without_locks(monkeypatch)
    calls = [partial(join_open, by(newcomer), clan=clan.id) for clan in (one, other)]
    answers = at_once_through_gate("BEFORE INSERT ON clans_member", "true", *calls)
    assert len(won(answers)) == 1 and Member.objects.filter(character=newcomer).count() == 1


def test_the_last_place_of_a_clan_is_taken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    clan = make_clan(admission="open")
    monkeypatch.setattr(members, "room_of", lambda level, perks: 2)
    answers = at_once(*[partial(join_open, by(make_character()), clan=clan.id) for _ in range(3)])
    assert len(won(answers)) == 1 and {a.code for a in answers if isinstance(a, GameError)} == {"clan_full"}
    clan.refresh_from_db()
    assert clan.size == 2 and sizes_agree()


def test_twin_without_locks_the_last_place_is_taken_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    clan = make_clan(admission="open")
    monkeypatch.setattr(members, "room_of", lambda level, perks: 2)
    without_locks(monkeypatch)
    calls = [partial(join_open, by(make_character()), clan=clan.id) for _ in range(2)]
    assert len(won(at_once_through_gate("BEFORE INSERT ON clans_member", "true", *calls))) == 2


def test_an_application_is_accepted_or_taken_back_and_never_both() -> None:
    clan, newcomer = make_clan(), make_character()
    pk = applications.apply(by(newcomer), clan=clan.id, text="").application
    accept = partial(applications.accept, by(leader_of(clan)), application=pk, applicant=newcomer.id)
    answers = at_once(accept, partial(applications.withdraw, by(newcomer), application=pk))
    assert len(won(answers)) == 1
    assert (rank_of(newcomer) == "initiate") == (won(answers)[0].state == "accepted")


def test_a_tag_is_founded_once() -> None:
    founders = [make_character(level=10, gold=600) for _ in range(3)]
    answers = at_once(*[partial(found.found, by(one), name=f"Founders_{n}x", tag="ONE") for n, one in enumerate(founders)])
    assert len(won(answers)) == 1 and {a.code for a in answers if isinstance(a, GameError)} == {"name_taken"}
    assert sorted(Character.objects.values_list("clan_tag", flat=True)) == ["", "", "ONE"]


def test_the_last_use_of_a_link_is_used_once() -> None:
    clan = make_clan()
    made = share_links.make_link(by(leader_of(clan)))
    ShareLink.objects.filter(clan=clan).update(uses=24)
    answers = at_once(*[partial(share_links.join_by_link, by(make_character()), code=made.code) for _ in range(3)])
    assert len(won(answers)) == 1 and ShareLink.objects.get(clan=clan).uses == 25


def test_two_leave_at_once_and_the_clan_ends_once() -> None:
    clan = make_clan()
    member = make_member(clan)
    leader = leader_of(clan)
    assert len(won(at_once(partial(leave, by(leader)), partial(leave, by(member))))) == 2
    clan.refresh_from_db()
    assert (clan.size, clan.leader_id) == (0, None) and clan.disbanded_at is not None


def test_a_leader_who_is_banned_during_a_hand_over_does_not_lead() -> None:
    clan = make_clan()
    heir, leader = make_member(clan), leader_of(clan)

    def ban() -> None:
        with transaction.atomic():
            owner = owner_of(leader)
            owner.banned_until = timezone.now() + timedelta(days=1)
            owner.save()
            departures.replace_banned_leader(owner.pk)

    answers = at_once(partial(hand_over, by(leader), member=heir.id), ban)
    assert all(not isinstance(a, Exception) or isinstance(a, GameError) for a in answers)
    assert leader_of(clan) == heir and sizes_agree()


def test_the_last_member_is_erased_while_somebody_joins() -> None:
    clan = make_clan(admission="open")
    leader, newcomer = leader_of(clan), make_character()
    answers = at_once(partial(erase, user_id=owner_of(leader).pk), partial(join_open, by(newcomer), clan=clan.id))
    assert all(not isinstance(a, Exception) or isinstance(a, GameError) for a in answers), answers
    clan.refresh_from_db()
    if rank_of(newcomer):
        assert (leader_of(clan), clan.size) == (newcomer, 1)
    else:
        assert clan.disbanded_at is not None and clan.size == 0


def test_a_member_is_promoted_and_leaves_at_once() -> None:
    clan = make_clan()
    member = make_member(clan)
    answers = at_once(partial(change_rank, by(leader_of(clan)), member=member.id, rank="officer"), partial(leave, by(member)))
    assert all(not isinstance(a, Exception) or isinstance(a, GameError) for a in answers)
    assert rank_of(member) == "" and sizes_agree()


def test_disbanding_and_joining_at_once_leave_nobody_behind() -> None:
    clan = make_clan(admission="open")
    newcomer = make_character()
    at_once(partial(found.disband, by(leader_of(clan)), name=clan.name), partial(join_open, by(newcomer), clan=clan.id))
    clan.refresh_from_db()
    newcomer.refresh_from_db()
    assert (clan.disbanded_at is not None) == (rank_of(newcomer) == "") == (newcomer.clan_tag == "")
