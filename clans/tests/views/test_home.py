"""The pages of the own clan, pressed as a player without scripts presses them."""

import re

import pytest
from django.test import Client

from clans.actions.applications import apply
from clans.models import Clan, Invitation, Member
from clans.tests.make import leader_of, make_clan, make_member, rank_of
from game.tests.make import by, make_character
from game.tests.views.browsers import Player, make_player, page_of, statements_of
from game.tests.views.forms import form_to

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert('x')</script>"


def send(client: Client, page: str, action: str, **fields: str) -> str:
    form = form_to(client, page, action)
    answer = client.post(form.action, form.data(**fields), follow=True)
    assert answer.status_code == 200, answer.content.decode()[-500:]
    return answer.content.decode()


def player_of(clan: Clan) -> Player:
    """A browser of an initiate of the clan."""
    player = make_player(level=10, faction=clan.faction)
    make_member(clan, character=player.character)
    return player


def test_a_player_founds_invites_is_joined_and_disbands() -> None:
    founder, guest = make_player(level=10, gold=900), make_player(level=3)
    assert "You hunt alone" in page_of(founder.client, "/play/clan/")
    assert "Night_Owls" in send(founder.client, "/play/clan/new/", "/play/clan/new/", name="Night_Owls", tag="owl")
    send(founder.client, "/play/clan/invitations/", "/play/clan/invitations/", to=guest.character.name)
    invitation = Invitation.objects.get()
    assert "You are in." in send(guest.client, "/play/clan/", f"/play/clan/invitations/{invitation.pk}/accept/")
    home = page_of(founder.client, "/play/clan/")
    assert f"/play/clan/members/{guest.character.id}/" in home and "2 <small" in home
    assert "All 2 members lose the tag" in page_of(founder.client, "/play/clan/disband/")
    typed_wrong = form_to(founder.client, "/play/clan/disband/", "/play/clan/disband/")
    answer = founder.client.post(typed_wrong.action, typed_wrong.data(name="Day_Owls"))
    assert answer.status_code == 400 and 'aria-invalid="true" autofocus' in answer.content.decode()
    ended = send(founder.client, "/play/clan/disband/", "/play/clan/disband/", name="night_owls")
    assert "You got 500 gold back" in ended
    assert rank_of(guest.character) == ""


def test_a_refused_founding_shows_what_was_typed_and_names_the_field() -> None:
    client = make_player(level=10, gold=900).client
    form = form_to(client, "/play/clan/new/", "/play/clan/new/")
    answer = client.post(form.action, form.data(name=HOSTILE, tag="a1c"))
    page = answer.content.decode()
    assert answer.status_code == 400 and HOSTILE not in page and 'aria-invalid="true"' in page and 'value="a1c"' in page


def test_somebody_applies_and_is_taken_in() -> None:
    clan = make_clan(leader=(leader := make_player(level=10, gold=900)).character)
    applicant = make_player(level=2)
    pk = apply(by(applicant.character), clan=clan.id, text=HOSTILE).application
    page = page_of(leader.client, "/play/clan/applications/")
    assert HOSTILE not in page and "&lt;script&gt;" in page
    assert "Taken in" in send(leader.client, "/play/clan/applications/", f"/{pk}/accept/")
    assert rank_of(applicant.character) == "initiate"


def test_a_link_is_opened_by_anybody_and_joins_after_a_press() -> None:
    leader = make_player(level=10, gold=900)
    clan = make_clan(leader=leader.character, admission="invitation")
    page = send(leader.client, "/play/clan/invitations/", "/play/clan/links/make/")
    found = re.search(r"/clans/join/[\w-]+/", page)
    assert found is not None
    assert "Sign up first" in page_of(Client(), found[0])
    newcomer, stranger = make_player(level=1, faction=clan.faction), make_player(level=1, faction="werewolf")
    assert "Only vampires can join" in page_of(stranger.client, found[0])
    assert rank_of(newcomer.character) == "", "opening the page joins nothing"
    assert "You are one of" in send(newcomer.client, found[0], found[0])
    assert "To your clan" in page_of(newcomer.client, found[0])
    assert Client().get("/clans/join/nothing/").status_code == 404


def test_ranks_are_changed_and_a_member_is_promoted_expelled_and_led() -> None:
    leader = make_player(level=10, gold=900)
    clan = make_clan(leader=leader.character)
    officer, initiate = make_member(clan, rank="officer"), make_member(clan)
    send(leader.client, "/play/clan/ranks/", "/play/clan/ranks/", rank="initiate", daily_gold="12")
    send(leader.client, f"/play/clan/members/{initiate.id}/", "/rank/", rank="veteran")
    assert rank_of(initiate) == "veteran"
    old_tab = form_to(leader.client, f"/play/clan/members/{initiate.id}/", "/expel/")
    send(leader.client, f"/play/clan/members/{initiate.id}/", "/expel/")
    assert rank_of(initiate) == ""
    late = leader.client.post(old_tab.action, old_tab.data(idempotency_key="a-key-of-its-own"))
    # The member is in the address: a reader knows no field of that name.
    assert late.status_code == 404 and "about the field" not in late.content.decode()
    send(leader.client, f"/play/clan/members/{officer.id}/", "/lead/")
    assert leader_of(clan) == officer
    log = page_of(leader.client, "/play/clan/log/")
    for words in (
        "founded the clan",
        "promoted",
        "expelled",
        "handed the lead over to",
        "changed what the rank initiate may do",
    ):
        assert words in log


@pytest.mark.parametrize("page", ["", "ranks/", "log/", "applications/", "invitations/"])
def test_an_initiate_sees_the_clan_and_no_button_that_would_be_refused(page: str) -> None:
    player = player_of(make_clan())
    shown = page_of(player.client, f"/play/clan/{page}")
    actions = set(re.findall(r'<form[^>]*method="post"[^>]*action="(/play/clan/[^"]*)"', shown))
    assert actions <= {"/play/clan/leave/"}


@pytest.mark.parametrize("page", ["ranks/", "log/", "applications/", "invitations/", "disband/", "members/1/"])
def test_without_a_clan_the_pages_say_so(page: str) -> None:
    answer = make_player().client.get(f"/play/clan/{page}")
    assert answer.status_code == 409 and "You are in no clan" in answer.content.decode()


def test_the_page_runs_the_same_number_of_statements_for_two_hundred_members() -> None:
    clan = make_clan()
    player = player_of(clan)
    player.client.get("/play/clan/")
    few = statements_of(lambda: player.client.get("/play/clan/"))
    others = [make_character(faction=clan.faction) for _ in range(3)]
    Member.objects.bulk_create(Member(clan=clan, character=one, rank="initiate") for one in others)
    assert (few, statements_of(lambda: player.client.get("/play/clan/"))) == (6, 6)
