"""The status strip after a live hunt, and after its form was sent again because the first answer was lost."""

import re

import pytest
from django.test import Client

from game.tests.make import make_character

pytestmark = pytest.mark.django_db


def strip_of(html: str) -> list[str]:
    """The parts of the strip that the answer brings, with their contents."""
    return re.findall(r'id="hud-[a-z]+" hx-swap-oob="true">.*', html)


def test_a_repeated_live_hunt_shows_the_strip_of_the_first_answer(client: Client) -> None:
    character = make_character(unspent=5)
    assert character.user is not None
    client.force_login(character.user)
    form = {"location": "old-mill", "idempotency_key": "strip-key-0001"}
    first, again = (client.post("/play/hunt/", form, headers={"HX-Request": "true"}).content.decode() for _ in range(2))
    assert len(strip_of(first)) == 6 and strip_of(again) == strip_of(first)
    assert "118/120" in again and "5 points to spend" in again and 'data-full-in="2' in again
