"""The form for a new character."""

import re

import pytest

from game.content import catalogue
from game.models import Character
from game.tests.views.browsers import make_player, page_of, user_of
from game.tests.views.forms import form_to

pytestmark = pytest.mark.django_db


def test_the_form_offers_every_class_of_a_faction_and_every_emblem() -> None:
    client, _ = make_player()
    html = page_of(client, "/play/new/")
    assert set(re.findall(r'name="class" value="([\w-]+)"', html)) == {
        c.slug for c in catalogue().classes.values() if c.faction
    }
    assert len(re.findall(r'name="emblem" value="', html)) == 24


def test_a_new_character_gets_the_faction_of_its_class_and_is_played_at_once() -> None:
    client, character = make_player()
    form = form_to(client, "/play/new/", "/new/")
    sent = form.data(name="Quietpaw", emblem="4") | {"class": "redclaw"}
    assert client.post(form.action, sent)["Location"] == "/play/"
    made = user_of(character).characters.get(name="Quietpaw")
    assert (made.faction, made.class_slug, made.emblem) == ("werewolf", "redclaw", 4)
    assert form_to(client, "/play/", "/hunt/").data()["character"] == [str(made.pk)]


def test_a_refused_form_keeps_what_was_typed() -> None:
    client, _ = make_player()
    sent = {"class": "redclaw", "emblem": "4", "name": "admin"}
    answer = client.post("/play/new/", sent)
    html = answer.content.decode()
    assert answer.status_code == 400 and 'id="name-error"' in html and 'value="admin"' in html
    assert re.search(r'value="redclaw"[^>]* checked', html)
    assert client.post("/play/new/", sent | {"name": "Quietpaw"}).status_code == 302


@pytest.mark.parametrize("wrong", [
    {"class": ""}, {"class": "moonpriest"}, {"emblem": "24"}, {"emblem": "x"}, {"name": ""}, {"name": "a b"},
    *({"idempotency_key": key} for key in ("x" * 65, "a\0bcdefgh", "<b>bold</b>", "short")),
])  # fmt: skip
def test_a_wrong_class_emblem_name_or_key_is_refused(wrong: dict[str, str]) -> None:
    client, _ = make_player()
    assert client.post("/play/new/", {"name": "Newcomer", "class": "courtblade", "emblem": "1"} | wrong).status_code == 400
    assert Character.objects.count() == 1


def test_a_name_that_is_taken_is_refused_in_any_case() -> None:
    client, character = make_player()
    answer = client.post("/play/new/", {"name": character.name.upper(), "class": "courtblade", "emblem": "1"})
    assert answer.status_code == 409 and 'id="name-error"' in answer.content.decode() and Character.objects.count() == 1
