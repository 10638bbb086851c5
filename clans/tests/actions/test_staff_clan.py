"""What staff do about clans, and the end of a banned leader's lead."""

import secrets
from datetime import timedelta

import pytest

from accounts.models import AuditEntry
from accounts.queries.rank import Rank
from clans.actions.charter import choose_crest, write_charter
from clans.actions.staff_clan import disband_clan, rename_clan, take_charter, take_crest
from clans.models import Clan, ClanLogEntry
from clans.queries.card import clan_card
from clans.tests.make import leader_of, make_clan, make_member, rank_of
from game.actions.staff_account import ban
from game.actions.staff_action import StaffActor
from game.models import Character, Notice
from game.queries.board import board
from game.tests.boards import count_now
from game.tests.letters import refusal
from game.tests.make import by
from game.tests.staff import make_staff
from vvw_site.foundation.database.clock import database_now

pytestmark = pytest.mark.django_db(transaction=True)


def staff(rank: Rank = Rank.MODERATOR) -> StaffActor:
    """A staff member of this rank with a form of its own."""
    return StaffActor(make_staff(rank).id, "A good reason.", secrets.token_urlsafe(12))


def test_a_clan_is_renamed_with_its_tag_beside_every_name() -> None:
    clan = make_clan(name="Rude_Name", tag="RUD")
    leader, member = leader_of(clan), make_member(clan)
    clan_card("RUD")
    count_now()
    assert {row.clan_tag for row in board("level").top} == {"RUD"}
    rename_clan(staff(), clan=clan.id, name="Nice_Name", tag="nyc")
    assert [Character.objects.get(pk=one.pk).clan_tag for one in (leader, member)] == ["NYC", "NYC"]
    assert {row.clan_tag for row in board("level").top} == {"NYC"}, "boards show the new one at once"
    assert clan_card("NYC").name == "Nice_Name"
    assert refusal(lambda: clan_card("RUD"))[0] == "not_found", "the kept card of the old tag is dropped"
    told = Notice.objects.filter(character__in=[leader, member], text__contains="is called Nice_Name [NYC]")
    assert told.count() == 2 and all("A good reason." in notice.text for notice in told)
    entry = ClanLogEntry.objects.get(clan=clan, kind="renamed")
    assert (entry.actor, entry.detail) == (None, {"before": "Rude_Name [RUD]", "after": "Nice_Name [NYC]"})
    assert AuditEntry.objects.get(action="staff.rename_clan").target == f"clan:{clan.pk}"


def test_a_name_that_is_taken_or_bad_is_refused_by_its_field() -> None:
    clan, other = make_clan(name="Rude_Name", tag="RUD"), make_clan(name="Night_Owls", tag="OWL")
    for name, tag, expected in (
        ("Night_Owls", "RUD", ("name_taken", "name")), ("N1ght_0wls", "RUD", ("name_taken", "name")),
        ("Rude_Name", "OWL", ("name_taken", "tag")), ("x", "RUD", ("invalid", "name")), ("Rude_Name", "R1D", ("invalid", "tag")),
        ("Rude_Name", "RUD", ("nothing_to_do", "name")),
    ):  # fmt: skip
        assert refusal(lambda n=name, t=tag: rename_clan(staff(), clan=clan.id, name=n, tag=t)) == expected, (name, tag)  # type: ignore[misc]
    assert Clan.objects.get(pk=other.pk).tag == "OWL"


def test_staff_disband_a_clan_and_its_leader_is_told_and_gets_what_the_bank_holds() -> None:
    clan = make_clan()
    leader, member = leader_of(clan), make_member(clan)
    assert refusal(lambda: disband_clan(staff(), clan=clan.id))[0] == "forbidden", "that takes a game master"
    disband_clan(staff(Rank.GAME_MASTER), clan=clan.id)
    clan.refresh_from_db()
    assert (clan.size, clan.leader, clan.disbanded_at is not None) == (0, None, True)
    assert [rank_of(one) for one in (leader, member)] == ["", ""]
    assert set(Character.objects.filter(pk__in=[leader.pk, member.pk]).values_list("clan_tag", "clan_bonus")) == {("", 0)}
    assert Notice.objects.filter(text__contains=f"{clan.name} was disbanded").count() == 2
    assert refusal(lambda: disband_clan(staff(Rank.GAME_MASTER), clan=clan.id))[0] == "not_found"


def test_crest_and_charter_are_taken_away_once() -> None:
    clan = make_clan()
    leader = leader_of(clan)
    write_charter(by(leader), text="Words.")
    choose_crest(by(leader), charge="wolf", colours="rust")
    for take in (take_charter, take_crest):
        take(staff(), clan=clan.id)
        assert refusal(lambda take=take: take(staff(), clan=clan.id))[0] == "nothing_to_do"  # type: ignore[misc]
    card = clan_card(clan.tag)
    assert (card.charter_html, card.picture) == ("", clan.tag)
    assert Notice.objects.filter(character=leader, text__contains="was taken away. Reason: A good reason.").count() == 2


def test_a_form_that_is_sent_twice_acts_once() -> None:
    clan = make_clan(name="Rude_Name", tag="RUD")
    actor = staff()
    assert not rename_clan(actor, clan=clan.id, name="Nice_Name", tag="NYC").again
    assert rename_clan(actor, clan=clan.id, name="Nice_Name", tag="NYC").again
    assert ClanLogEntry.objects.filter(clan=clan, kind="renamed").count() == 1


def test_staff_cannot_act_on_a_clan_that_one_of_their_rank_leads() -> None:
    clan = make_clan()
    owner = leader_of(clan).user
    assert owner is not None
    owner.is_staff = owner.is_superuser = True
    owner.save()
    assert refusal(lambda: take_charter(staff(Rank.ADMINISTRATOR), clan=clan.id))[0] == "forbidden"


def test_the_clan_of_a_banned_leader_gets_another_one_at_once() -> None:
    clan = make_clan()
    leader, officer = leader_of(clan), make_member(clan, rank="officer")
    owner = leader.user
    assert owner is not None
    ban(staff(), user=owner.id, until=database_now() + timedelta(days=1))
    assert leader_of(clan).pk == officer.pk
    assert (rank_of(officer), rank_of(leader)) == ("leader", "officer")
