"""The pages of mail: the folders, one letter, and what its buttons do."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from game.models import Character, Holding, Letter
from game.tests.make import give, held, make_character
from game.tests.make_letter import make_letter
from game.tests.views.browsers import Player, browser_of, make_player, page_of, statements_of
from game.tests.views.forms import form_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def player() -> Player:
    return make_player(level=5, gold=900, name="Ada_Lamplight")


@pytest.fixture
def friend() -> Player:
    return make_player(level=5, gold=900, name="Bram_Coldwater", faction="werewolf")


def test_smoke(player: Player, friend: Player) -> None:
    give(friend.character, "clerks-sabre")
    sabre = held(friend.character, "clerks-sabre")
    letter = make_letter(friend.character, player.character, gold=5, items={sabre.id: 1})
    for who in (player, friend):
        for page in ("", "sent/", "new/", f"{letter.pk}/", f"new/?answers={letter.pk}"):
            page_of(who.client, f"/play/mail/{page}")
    form = form_to(player.client, f"/play/mail/{letter.pk}/", "/claim/")
    print(player.client.post(form.action, form.data(), follow=True).content.decode()[:10])
    form = form_to(player.client, f"/play/mail/new/", "/new/")
    r = player.client.post(form.action, form.data(to="bram_coldwater", subject="x", text="y", gold="7"))
    assert r.status_code == 200, r
    open("/tmp/review.html", "w").write(r.content.decode())
    page_of(player.client, "/play/log/")
    page_of(player.client, f"/play/inventory/{sabre.pk}/")
    page_of(player.client, f"/characters/Bram_Coldwater/")
