"""Charter and crest, written and chosen without scripts."""

import pytest

from clans.models import Clan
from clans.tests.make import make_clan, make_member
from clans.tests.views.test_home import send
from game.tests.views.browsers import Player, browser_of, make_player, page_of
from game.tests.views.forms import form_to

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert('x')</script>"


@pytest.fixture
def leader() -> Player:
    player = make_player(level=10, gold=900)
    make_clan(player.character, name="Night_Owls", tag="OWL")
    return player


def test_a_charter_is_looked_at_first_and_then_posted(leader: Player) -> None:
    form = form_to(leader.client, "/play/clan/charter/", "/play/clan/charter/")
    shown = leader.client.post(form.action, form.data(text=f"**Hunt** {HOSTILE}", preview="1")).content.decode()
    assert "<strong>Hunt</strong>" in shown and HOSTILE not in shown and "Nothing is kept yet." in shown
    assert Clan.objects.get().charter == ""
    send(leader.client, "/play/clan/charter/", "/play/clan/charter/", text=f"**Hunt** {HOSTILE}")
    assert "<strong>Hunt</strong>" in Clan.objects.get().charter_html
    assert HOSTILE not in page_of(leader.client, "/clans/OWL/")
    assert "The clan has no charter any more." in send(leader.client, "/play/clan/charter/", "/play/clan/charter/", text="")


@pytest.mark.parametrize("more", [{}, {"preview": "1"}], ids=["posted", "looked at"])
def test_a_refused_charter_keeps_its_words(leader: Player, more: dict[str, str]) -> None:
    form = form_to(leader.client, "/play/clan/charter/", "/play/clan/charter/")
    answer = leader.client.post(form.action, form.data(text="long words " * 400, **more))
    page = answer.content.decode()
    assert answer.status_code == 400 and "at most 4,000 characters" in page and "long words long words" in page
    assert 'aria-invalid="true"' in page and Clan.objects.get().charter == ""


def test_a_crest_is_chosen_and_given_up(leader: Player) -> None:
    page = page_of(leader.client, "/play/clan/crest/")
    assert page.count('name="charge"') == 16 and page.count('name="colours"') == 12
    data = form_to(leader.client, "/play/clan/crest/", "/play/clan/crest/").data(charge="wolf", colours="rust")
    leader.client.post("/play/clan/crest/", data)
    assert Clan.objects.get().crest == {"charge": "wolf", "colours": "rust"}
    page = page_of(leader.client, "/play/clan/crest/")
    assert "OWL-wolf-rust.svg" in page and "Go back to it" in page
    data = form_to(leader.client, "/play/clan/crest/", "/play/clan/crest/").data(own="1")
    leader.client.post("/play/clan/crest/", data)
    assert Clan.objects.get().crest == {}
    data = form_to(leader.client, "/play/clan/crest/", "/play/clan/crest/").data(charge="<b>", colours="rust")
    assert leader.client.post("/play/clan/crest/", data).status_code == 400


def test_who_may_not_sees_no_form(leader: Player) -> None:
    client = browser_of(make_member(Clan.objects.get()))
    for page in ("charter", "crest"):
        shown = page_of(client, f"/play/clan/{page}/")
        assert f'action="/play/clan/{page}/"' not in shown and "Your rank may not" in shown
        assert client.post(f"/play/clan/{page}/", {"text": "x", "charge": "wolf", "colours": "rust"}).status_code in (400, 403)
