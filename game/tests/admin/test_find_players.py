"""The search of Ctrl+K."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.queries.rank import Rank
from game.tests.make import make_character, make_user
from game.tests.staff import make_staff

pytestmark = pytest.mark.django_db


def search(client: Client, words: str, **query: str) -> str:
    response = client.get(reverse("admin:search"), {"s": words, "extended": "1", **query})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("rank", [r for r in Rank if r >= Rank.MODERATOR])
def test_players_are_found_by_name_by_every_rank_and_by_address_by_administrators(client: Client, rank: Rank) -> None:
    character = make_character(name="Wilhelmina", user=make_user(username="mina_murray", email="secret-box@example.test"))
    client.force_login(make_staff(rank))
    there = [reverse("admin:game_character_change", args=[character.pk])]
    there.append(reverse("admin:accounts_user_change", args=[character.user_id]))
    for words in ("wilhel", "WILHELMINA"):
        assert there[0] in search(client, words)
    assert all(link in search(client, "mina_mur") for link in there)
    assert (there[1] in search(client, "secret-box")) == (rank >= Rank.ADMINISTRATOR)
    assert "secret-box" not in search(client, "mina_mur")


def test_the_exact_name_comes_first_and_a_new_name_is_found_at_once(client: Client, master: User) -> None:
    assert "Nobodyyet" not in search(client, "nobodyyet")
    names = [f"Nobodyyet{letter}" for letter in "abcdefghkmnp"]
    for name in names:
        make_character(name=name)
    last = make_character(name="Nobodyyet")
    assert search(client, "nobodyyet").index(f"/character/{last.pk}/") < search(client, "nobodyyet").index("Nobodyyeta")


def test_the_search_finds_only_lists_that_the_rank_may_see(client: Client) -> None:
    for rank, sees in ((Rank.MODERATOR, False), (Rank.GAME_MASTER, True)):
        client.force_login(make_staff(rank))
        assert (reverse("admin:game_transfer_changelist") in search(client, "transfer")) == sees


@pytest.mark.parametrize("words", ["", " ", "a", "%%", "' OR 1=1", "9" * 400, "é" * 500, "\N{BAT}"])
@pytest.mark.parametrize("page", ["1", "0"])
def test_odd_searches_are_answered(client: Client, master: User, words: str, page: str) -> None:
    search(client, words, page=page)


@pytest.mark.parametrize(("words", "page"), [("\0", "1"), ("a", "-1"), ("a", "x"), ("a", "9" * 30)])
def test_an_invalid_search_is_a_400(client: Client, master: User, words: str, page: str) -> None:
    assert client.get(reverse("admin:search"), {"s": words, "page": page}).status_code == 400


def test_players_search_nothing(client: Client) -> None:
    client.force_login(make_staff(Rank.PLAYER))
    assert client.get(reverse("admin:search"), {"s": "a"}).status_code == 302
    assert User.objects.exists()
