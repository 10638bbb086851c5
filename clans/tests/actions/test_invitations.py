"""Invitations into clans, and share links."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clans.actions import invitations, share_links
from clans.actions.membership import expel, leave
from clans.models import Clan, Invitation, ShareLink
from clans.rules.joining import LINKS_MOST
from clans.tests.make import block, leader_of, make_clan, make_member, rank_of
from game.rules.errors import GameError
from game.tests.letters import refusal
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db


def test_an_invitation_is_accepted_once() -> None:
    clan, guest = make_clan(), make_character()
    sent = invitations.invite(by(leader_of(clan)), to=guest.id)
    assert refusal(lambda: invitations.invite(by(leader_of(clan)), to=guest.id)) == ("nothing_to_do", "to")
    invitations.accept(by(guest), invitation=sent.invitation)
    assert rank_of(guest) == "initiate"
    assert refusal(lambda: invitations.accept(by(guest), invitation=sent.invitation))[0] == "nothing_to_do"


def test_a_clan_that_was_declined_waits_thirty_days() -> None:
    clan, guest = make_clan(), make_character()
    leader = leader_of(clan)
    invitations.decline(by(guest), invitation=invitations.invite(by(leader), to=guest.id).invitation)
    assert refusal(lambda: invitations.invite(by(leader), to=guest.id)) == ("too_early", "to")
    assert invitations.invite(by(leader_of(make_clan())), to=guest.id), "another clan may"
    Invitation.objects.filter(clan=clan).update(ended_at=timezone.now() - timedelta(days=31))
    assert invitations.invite(by(leader), to=guest.id)


def test_an_invitation_is_not_accepted_after_a_block() -> None:
    clan, guest = make_clan(), make_character()
    leader = leader_of(clan)
    sent = invitations.invite(by(leader), to=guest.id)
    block(leader, guest)
    assert refusal(lambda: invitations.accept(by(guest), invitation=sent.invitation))[0] == "blocked"
    assert refusal(lambda: invitations.invite(by(leader), to=guest.id))[0] == "blocked"
    assert rank_of(guest) == ""


def test_nobody_uses_the_invitation_of_somebody_else() -> None:
    clan, guest, other = make_clan(), make_character(), make_character()
    sent = invitations.invite(by(leader_of(clan)), to=guest.id)
    for use in (invitations.accept, invitations.decline):
        assert refusal(lambda use=use: use(by(other), invitation=sent.invitation))[0] == "not_found"  # type: ignore[misc]
    assert refusal(lambda: invitations.take_back(by(leader_of(make_clan())), invitation=sent.invitation))[0] == "not_found"


def test_a_link_lets_people_in_until_it_is_used_up_or_over() -> None:
    clan = make_clan(admission="invitation")
    made = share_links.make_link(by(leader_of(clan)))
    newcomer = make_character()
    assert share_links.join_by_link(by(newcomer), code=made.code).tag == clan.tag
    assert refusal(lambda: share_links.join_by_link(by(newcomer), code=made.code))[0] == "in_a_clan"
    assert ShareLink.objects.get(pk=made.link).uses == 1, "a refused use does not count"
    for change in ({"uses": 25}, {"expires_at": timezone.now()}, {"ended_at": timezone.now()}):
        ShareLink.objects.filter(pk=made.link).update(**({"uses": 1, "ended_at": None} | change))
        assert refusal(lambda: share_links.join_by_link(by(make_character()), code=made.code)) == ("forbidden", "code")
    assert refusal(lambda: share_links.join_by_link(by(make_character()), code="nothing"))[0] == "not_found"


def test_the_links_of_an_expelled_member_end() -> None:
    clan = make_clan()
    officer = make_member(clan, rank="officer")
    made = share_links.make_link(by(officer))
    expel(by(leader_of(clan)), member=officer.id)
    assert refusal(lambda: share_links.join_by_link(by(make_character()), code=made.code))[0] == "forbidden"


def test_a_clan_has_five_links_at_most_and_ends_them() -> None:
    clan = make_clan()
    leader = leader_of(clan)
    made = [share_links.make_link(by(leader)).link for _ in range(LINKS_MOST)]
    assert refusal(lambda: share_links.make_link(by(leader)))[0] == "too_much"
    share_links.end_link(by(leader), link=made[0])
    assert share_links.make_link(by(leader))
    assert refusal(lambda: share_links.end_link(by(leader), link=made[0]))[0] == "not_found"


def test_a_link_of_a_disbanded_clan_leads_nowhere() -> None:
    clan = make_clan()
    made = share_links.make_link(by(leader_of(clan)))
    Clan.objects.filter(pk=clan.pk).update(name="Renamed")
    leave(by(leader_of(clan)))
    with pytest.raises(GameError):
        share_links.join_by_link(by(make_character()), code=made.code)
