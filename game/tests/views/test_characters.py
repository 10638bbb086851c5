"""The characters of an account: choose, delete and restore one."""

import re

import pytest

from game.models import Character
from game.tests.make import make_character
from game.tests.views.browsers import make_player, page_of, user_of
from game.tests.views.forms import form_to

pytestmark = pytest.mark.django_db


def test_the_page_names_every_character_of_the_account_and_of_no_other() -> None:
    client, first = make_player()
    second, other = make_character(user_of(first)), make_character()
    html = page_of(client, "/play/characters/")
    assert first.name in html and second.name in html and other.name not in html


def test_a_chosen_character_is_the_one_that_is_played() -> None:
    client, first = make_player()
    second = make_character(user_of(first))
    for character in (second, first):
        form = form_to(client, "/play/characters/", f"/{character.pk}/choose/")
        assert client.post(form.action, form.data())["Location"] == "/play/"
        assert form_to(client, "/play/", "/hunt/").data()["character"] == [str(character.pk)]


def test_a_deleted_character_can_be_restored() -> None:
    client, character = make_player()
    said = client.post(f"/play/characters/{character.pk}/let-go/", follow=True).content.decode()
    assert f"{character.name} is gone" in said and "Bring back" in said
    assert client.get(f"/characters/{character.name}/").status_code == 404
    said = client.post(f"/play/characters/{character.pk}/restore/", follow=True).content.decode()
    assert f"{character.name} is back" in said
    assert client.get(f"/characters/{character.name}/").status_code == 200


def test_the_character_that_is_played_is_marked_and_an_account_without_one_sees_the_page_too() -> None:
    client, character = make_player()
    other = make_character(user_of(character))
    client.post(f"/play/characters/{other.pk}/choose/")
    words = [
        re.sub("<[^>]+>", "", button) for button in re.findall(r"<button.*?</button>", page_of(client, "/play/characters/"))
    ]
    assert f"Go on as {other.name}" in words and f"Play as {character.name}" in words
    Character.objects.filter(pk__in=[character.pk, other.pk]).update(deleted_at="2020-01-01T00:00Z")
    assert character.name not in page_of(client, "/play/characters/")


def test_nobody_chooses_deletes_or_restores_the_character_of_another() -> None:
    client, _ = make_player()
    other = make_character()
    for action in ("choose", "let-go", "restore"):
        assert client.post(f"/play/characters/{other.pk}/{action}/").status_code == 404, action
    assert Character.objects.get(pk=other.pk).deleted_at is None
