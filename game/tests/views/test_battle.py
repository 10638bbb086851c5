"""The page of a battle, and revealing its seed."""

import pytest
from django.test import Client

from game.models import DiceSeed
from game.tests.views.browsers import Player, make_player, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def fought() -> tuple[Player, str]:
    """A player after a hunt, and the path of the battle."""
    player = make_player()
    return player, player.client.post("/play/hunt/", {"location": "old-mill"})["Location"]


def test_anybody_reads_a_battle_blow_by_blow(fought: tuple[Player, str]) -> None:
    (client, character), path = fought
    assert path == f"/play/battles/{character.battles.get().pk}/"
    own, visitor = page_of(client, path), page_of(Client(), path)
    for html in (own, visitor):
        assert "data-fight" in html and "data-line" in html and 'id="battle-data"' in html
    assert "Open the seal" in own and "Hunt again" in own
    assert "Open the seal" not in visitor and "Play free, no account needed" in visitor


def test_no_search_engine_lists_a_battle_but_a_shared_link_has_its_card(fought: tuple[Player, str]) -> None:
    """robots.txt keeps crawlers away too (vvw_site/tests/test_crawlers.py)."""
    html = page_of(Client(), fought[1])
    assert '<meta name="robots" content="noindex">' in html and '<meta property="og:title"' in html


def test_the_seed_is_secret_until_the_owner_reveals_it(fought: tuple[Player, str]) -> None:
    (client, character), path = fought
    assert '"server_seed": null' in page_of(client, path) and 'id="dice-check"' not in page_of(client, path)
    answer = client.post(f"{path}reveal/", {"idempotency_key": "reveal-the-seed"})
    assert answer["Location"] == f"{path}#dice"
    html, seed = page_of(Client(), path), character.battles.get().seed.server_seed
    assert 'id="dice-check"' in html and seed and seed in html


def test_a_seed_is_revealed_once(fought: tuple[Player, str]) -> None:
    (client, character), path = fought
    for _ in range(2):
        assert client.post(f"{path}reveal/").status_code == 302
    assert DiceSeed.objects.filter(character=character).count() == 2, "the revealed one and the current one"


def test_only_the_owner_reveals_a_seed(fought: tuple[Player, str]) -> None:
    (_, character), path = fought
    other, _ = make_player()
    assert other.post(f"{path}reveal/").status_code == 403
    assert Client().post(f"{path}reveal/")["Location"].startswith("/accounts/login/")
    assert character.battles.get().seed.revealed_at is None


def test_an_unknown_battle_is_not_found() -> None:
    client, _ = make_player()
    assert client.get("/play/battles/99999999/").status_code == 404
    assert client.post("/play/battles/99999999/reveal/").status_code == 404
