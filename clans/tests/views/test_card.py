"""The public page of a clan, its picture, and the way into it for each reader."""

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from clans.actions.applications import apply
from clans.actions.charter import write_charter
from clans.actions.found import disband
from clans.actions.invitations import invite
from clans.models import Application, Clan, Member
from clans.presenters.clan_picture import picture_version
from clans.queries.card import clan_card, drop_card
from clans.rules.perk import room_of
from clans.tests.make import leader_of, make_clan, make_member
from game.tests.make import by, make_character
from game.tests.views.browsers import Player, make_player, page_of, statements_of
from game.tests.views.forms import form_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limits(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


def of_clan(clan: Clan) -> str:
    return f"/clans/{clan.tag}/"


def reader_of(clan: Clan) -> Player:
    """Somebody of the clan's faction without a clan."""
    return make_player(level=3, faction=clan.faction)


def test_everybody_reads_who_they_are() -> None:
    clan = make_clan(name="Night_Owls", admission="open", level=3, contribution=12_345)
    member = make_member(clan, rank="officer")
    write_charter(by(leader_of(clan)), text="# We hunt\n[at night](https://owls.test/)")
    page = page_of(Client(), of_clan(clan))
    for part in (
        "Night_<wbr>Owls", f'<span class="clan-tag">{clan.tag}</span>', f'/characters/{leader_of(clan).name}/"', f'/characters/{member.name}/"',
        "Officer", "12,345", "<h3>We hunt</h3>", 'rel="nofollow ugc noopener"', f'/emblems/clan/{clan.tag}.svg?v=', "2 <small class=\"muted\">of 20",
        f'<link rel="canonical" href="{settings.SITE_URL.rstrip("/")}{of_clan(clan)}">', f"/clans/{clan.tag}/card.png?v=", "noindex" * 0,
    ):  # fmt: skip
        assert part in page, part
    assert "noindex" not in page


def test_a_tag_in_any_case_leads_to_one_address() -> None:
    clan = make_clan()
    answer = Client().get(f"/clans/{clan.tag.lower()}/")
    assert (answer.status_code, answer["Location"]) == (301, of_clan(clan))
    for tag in ("QQQ", "abcd", "a1b", "join"):
        assert Client().get(f"/clans/{tag}/").status_code == 404


def test_a_reader_joins_an_open_clan() -> None:
    clan = make_clan(admission="open")
    player = reader_of(clan)
    form = form_in(page_of(player.client, of_clan(clan)), of_clan(clan))
    assert player.client.post(form.action, form.data())["Location"] == "/play/clan/"
    assert Member.objects.filter(clan=clan, character=player.character).exists()


def test_a_reader_applies_with_words_and_takes_it_back() -> None:
    clan = make_clan()
    player = reader_of(clan)
    form = form_in(page_of(player.client, of_clan(clan)), of_clan(clan))
    player.client.post(form.action, form.data(text="Take <me>."))
    assert Application.objects.get(clan=clan).text == "Take <me>."
    page = page_of(player.client, of_clan(clan))
    assert "Your application waits here" in page and "Take &lt;me&gt;." in page
    form = form_in(page, f"/play/clan/applications/{Application.objects.get().pk}/take-back/")
    player.client.post(form.action, form.data())
    assert Application.objects.get().state == "withdrawn"


def test_a_refused_application_keeps_its_words() -> None:
    clan = make_clan()
    player = reader_of(clan)
    form = form_in(page_of(player.client, of_clan(clan)), of_clan(clan))
    answer = player.client.post(form.action, form.data(text="long " * 100))
    assert answer.status_code == 400
    assert "long long" in answer.content.decode() and 'aria-invalid="true"' in answer.content.decode()


def test_an_invitation_is_answered_on_the_page() -> None:
    clan = make_clan(admission="invitation")
    player = reader_of(clan)
    assert "by invitation only" in page_of(player.client, of_clan(clan))
    pk = invite(by(leader_of(clan)), to=player.character.id).invitation
    form = form_in(page_of(player.client, of_clan(clan)), f"/play/clan/invitations/{pk}/accept/")
    player.client.post(form.action, form.data())
    assert "You are a member" in page_of(player.client, of_clan(clan))


def test_a_clan_of_werewolves_is_called_so() -> None:
    clan = make_clan(make_character(level=10, gold=1_000, faction="werewolf"))
    visitor, vampire, werewolf = Client(), make_player().client, make_player(faction="werewolf").client
    for client, path in (
        (visitor, of_clan(clan)),
        (vampire, of_clan(clan)),
        (visitor, "/clans/"),
        (werewolf, "/play/clan/new/"),
    ):
        html = page_of(client, path)
        assert "erewolves" in html and "erewolfs" not in html, path


def test_who_cannot_join_sees_why_and_no_button() -> None:
    clan, other = make_clan(admission="open"), make_clan()
    member = make_player(level=10, faction=clan.faction)
    make_member(other, character=member.character)
    enemy = make_player(faction="vampire" if clan.faction == "werewolf" else "werewolf")
    nobody = make_player(faction=clan.faction)
    for client, words in ((member.client, "You are in another clan"), (enemy.client, f"Only {clan.faction}s can join")):
        page = page_of(client, of_clan(clan))
        assert words in page and f'action="{of_clan(clan)}"' not in page
    Clan.objects.filter(pk=clan.pk).update(size=12)
    drop_card(clan.id)
    assert "places is taken" in page_of(nobody.client, of_clan(clan))


def test_a_longer_table_makes_room_on_the_page_and_in_the_picture() -> None:
    clan = make_clan(admission="open", level=3, size=20)
    player = reader_of(clan)
    before = clan_card(clan.tag)
    assert "places is taken" in page_of(player.client, of_clan(clan))
    Clan.objects.filter(pk=clan.pk).update(perks=["hall"])
    drop_card(clan.id)
    card = clan_card(clan.tag)
    assert (before.room, card.room) == (20, room_of(3, ["hall"])) == (20, 24)
    assert picture_version(card) != picture_version(before)
    form = form_in(page_of(player.client, of_clan(clan)), of_clan(clan))
    player.client.post(form.action, form.data())
    assert "You are a member" in page_of(player.client, of_clan(clan))


def test_a_visitor_is_led_to_a_character_and_back() -> None:
    clan = make_clan(admission="open")
    page = page_of(Client(), of_clan(clan))
    assert f'/accounts/signup/?next={of_clan(clan)}"' in page and f'/accounts/login/?next={of_clan(clan)}"' in page
    client = Client()
    form = form_in(page_of(client, of_clan(clan)), "/play/guest/")
    assert client.post("/play/guest/", form.data())["Location"] == of_clan(clan)
    assert form_in(page_of(client, of_clan(clan)), of_clan(clan))


def test_a_disbanded_clan_says_so_and_has_no_button(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    clan = make_clan(admission="open")
    assert "Join" in page_of(reader_of(clan).client, of_clan(clan))
    with django_capture_on_commit_callbacks(execute=True):
        disband(by(leader_of(clan)), name=clan.name)
    page = page_of(reader_of(clan).client, of_clan(clan))
    assert "This clan is no more." in page and f'action="{of_clan(clan)}"' not in page and "noindex" in page
    assert clan.tag not in page_of(Client(), "/sitemap-clans.xml")


def test_the_picture_is_a_png_that_is_sent_once() -> None:
    clan = make_clan(name="W" * 20)
    answer = Client().get(f"/clans/{clan.tag}/card.png")
    assert answer["Content-Type"] == "image/png" and answer.content.startswith(b"\x89PNG")
    assert Client().get(f"/clans/{clan.tag}/card.png", headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert Client().get("/clans/QQQ/card.png").status_code == 404


def test_the_page_costs_the_same_for_two_hundred_members() -> None:
    clan = make_clan(admission="open", level=20)
    player = reader_of(clan)
    apply_to = make_clan(faction=clan.faction)
    page_of(player.client, of_clan(clan))
    few = statements_of(lambda: player.client.get(of_clan(clan)))
    members = [make_character(faction=clan.faction) for _ in range(3)]
    Member.objects.bulk_create(Member(clan=clan, character=one, rank="initiate") for one in members)
    drop_card(clan.id)
    assert statements_of(lambda: Client().get(of_clan(clan))) == 1, "the card alone"
    assert statements_of(lambda: Client().get(of_clan(clan))) == 0, "the next visitor reads what was kept"
    assert (few, statements_of(lambda: player.client.get(of_clan(clan)))) == (5, 5)
    assert len(clan_card(clan.tag).members) == 4
    apply(by(player.character), clan=apply_to.id, text="")


def test_the_tag_stands_on_the_profile_and_leads_to_the_clan() -> None:
    clan = make_clan()
    assert f'href="{of_clan(clan)}"' in page_of(Client(), f"/characters/{leader_of(clan).name}/")
