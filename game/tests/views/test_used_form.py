"""A form that is sent a second time does nothing more, and its page says when it was done and with which result."""

import re
from datetime import UTC, datetime

import pytest
from pytest_django import Settings

from game.models import Battle, Character, Receipt
from game.tests.make import give, held, make_character
from game.tests.views.browsers import HTMX, Player, make_player
from game.tests.views.forms import form_in, form_to, game_forms

pytestmark = pytest.mark.django_db


@pytest.fixture
def player(settings: Settings) -> Player:
    settings.LIMITS_ENFORCED = False
    return make_player(gold=900, level=5)


def test_a_purchase_sent_twice_is_done_once_and_its_page_says_when_and_offers_it_again(player: Player) -> None:
    client, character = player
    form = form_to(client, "/play/shop/?kind=consumable", "/buy/")
    sent = form.data(quantity="2")
    assert client.post(form.action, sent).status_code == 302
    Receipt.objects.update(at=datetime(2026, 3, 1, 12, 4, 31, tzinfo=UTC))
    have = held(character, sent["item"][0]).quantity
    answer = client.post(form.action, sent)
    html = answer.content.decode()
    assert answer.status_code == 200 and held(character, sent["item"][0]).quantity == have
    assert "This was done at 12:04<" in html and "1 March, 12:04:31 UTC" in html and "Bought 2 × " in html
    fresh = form_in(html, form.action)
    assert fresh.data()["idempotency_key"] != sent["idempotency_key"] and fresh.data()["quantity"] == ["2"]
    assert client.post(fresh.action, fresh.data()).status_code == 302
    assert held(character, sent["item"][0]).quantity == have + 2


def test_a_hunt_that_is_sent_twice_is_one_battle(player: Player) -> None:
    client, _ = player
    form = form_to(client, "/play/hunt/", "/hunt/")
    fight = client.post(form.action, form.data())["Location"]
    html = client.post(form.action, form.data()).content.decode()
    assert Battle.objects.count() == 1
    assert f'href="{fight}">Go on' in html and re.search(r"You beat |beat you", html)
    again = form_in(html, "/play/hunt/")
    assert client.post(again.action, again.data())["Location"] != fight and Battle.objects.count() == 2


def test_a_used_form_with_another_quantity_is_refused_and_offered_under_a_new_key(player: Player) -> None:
    client, character = player
    form = form_to(client, "/play/shop/?kind=consumable", "/buy/")
    client.post(form.action, form.data(quantity="1"))
    have = held(character, form.data()["item"][0]).quantity
    answer = client.post(form.action, form.data(quantity="3"))
    html = answer.content.decode()
    assert answer.status_code == 409 and "changed this form since" in html
    assert held(character, form.data()["item"][0]).quantity == have
    fresh = form_in(html, form.action)
    assert client.post(fresh.action, fresh.data()).status_code == 302
    assert held(character, form.data()["item"][0]).quantity == have + 3


def test_a_fragment_sent_twice_gets_its_first_answer(player: Player) -> None:
    """Its key is sent twice only when the first answer was lost."""
    client, _ = player
    form = form_to(client, "/play/hunt/", "/hunt/")
    first, second = (client.post(form.action, form.data(), headers=HTMX).content.decode() for _ in range(2))
    fights = re.findall(r"/play/battles/\d+/", first)
    assert fights and fights[0] in second and "This was done" not in second and Battle.objects.count() == 1


def test_every_form_with_a_key_says_when_the_key_was_used(player: Player) -> None:
    client, character = player
    give(character, "clerks-sabre")
    thing = character.holdings.get(item="clerks-sabre", slot=None, quantity=1)
    sent = {"idempotency_key": "a-key-of-mine"}
    forms: dict[str, dict[str, str | int]] = {
        f"/play/inventory/{thing.pk}/equip/": {}, f"/play/inventory/{thing.pk}/unequip/": {},
        "/play/inventory/sell/": {"one": thing.pk}, "/play/character/loadout/": {}, "/fairness/rotate/": {"client_seed": "mine"},
    }  # fmt: skip
    for path, form in forms.items():
        key = {"idempotency_key": f"key{path.replace('/', '-')}"}
        assert client.post(path, sent | key | form).status_code == 302, path
        html = client.post(path, sent | key | form).content.decode()
        assert "This was done at" in html and '<p class="lead">' in html, path


def test_a_deletion_or_restoration_that_is_sent_twice_gives_the_same_message_twice(player: Player) -> None:
    client, character = player
    make_character(character.user)
    client.post(f"/play/characters/{character.pk}/choose/")
    for action, said in (("/let-go/", "is gone"), ("/restore/", "is back")):
        form = next(f for f in game_forms(client, "/play/characters/") if f.action.endswith(f"/{character.pk}{action}"))
        answers = [client.post(form.action, form.data(), follow=True).content.decode() for _ in range(2)]
        assert all(f"{character.name} {said}" in html for html in answers)


def test_a_used_form_for_a_new_character_names_the_one_it_made_and_makes_another_after_a_change(player: Player) -> None:
    client, character = player
    form = form_to(client, "/play/new/", "/new/")
    sent = form.data(name="Quietpaw", emblem="7") | {"class": "redclaw"}
    client.post(form.action, sent)
    made = Character.objects.get(name="Quietpaw")
    Character.objects.filter(pk=made.pk).update(created_at=datetime(2026, 3, 1, 12, 4, 31, tzinfo=UTC))
    again = client.post(form.action, sent, follow=True).content.decode()
    assert "Quietpaw was made at 12:04 UTC" in again and Character.objects.count() == 2
    changed = client.post(form.action, sent | {"name": "Loudpaw"})
    html = changed.content.decode()
    assert changed.status_code == 409 and "sent before" in html and 'value="Loudpaw"' in html
    fresh = form_in(html, "/play/new/")
    assert client.post(fresh.action, sent | fresh.data(name="Loudpaw", emblem="7")).status_code == 302
    assert Character.objects.filter(user=character.user, deleted_at=None).count() == 3
