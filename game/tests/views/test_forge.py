"""The forge: repairs, upgrades and recipes."""

import re
from html import unescape

import pytest
from django.test import Client
from pytest_django import Settings

from game.content import catalogue
from game.models import Character, Holding
from game.tests.make import give, held
from game.tests.views.browsers import Player, make_player, page_of

pytestmark = pytest.mark.django_db
SABRE, RECIPE = "clerks-sabre", "two-from-the-cellar"


def player(hunts: int = 0, **fields: int) -> Player:
    """hunts: how many fights the gear has worn out by."""
    made = make_player(**fields)
    Character.objects.filter(pk=made.character.pk).update(hunts=hunts)
    return made


def page(client: Client, part: str = "") -> str:
    return page_of(client, f"/play/forge/{part}")


def test_the_only_primary_button_repairs_everything() -> None:
    client, character = player(50, gold=500)
    html = page(client)
    assert re.findall(r'class="btn btn--primary[^"]*" id="([\w-]+)"', html) == ["mend-everything"]
    said = client.post("/play/forge/repair/", {"all": "1", "idempotency_key": "mend-it-all"}, follow=True).content.decode()
    assert "Good as new" in said and "All of it is whole" in said
    assert held(character, SABRE).durability == catalogue().items[SABRE].durability


def test_one_item_is_repaired_and_without_enough_gold_there_is_no_button_for_all() -> None:
    client, character = player(59)
    Character.objects.filter(pk=character.pk).update(gold=character.gold)
    sabre = held(character, SABRE)
    client.post("/play/forge/repair/", {"one": sabre.pk})
    assert f'id="mend-{sabre.pk}"' not in page(client)
    dear = max((i for i in catalogue().items.values() if i.slot), key=lambda i: i.price)
    give(character, dear.slug)
    Holding.objects.filter(character=character, item=dear.slug).update(durability=0)
    html = page(client)
    assert 'id="mend-everything"' not in html and "hunt for the rest" in html


def test_an_upgraded_item_shows_its_upgrade_on_every_page() -> None:
    client, character = player(gold=500)
    sabre = held(character, SABRE)
    assert f'id="better-{sabre.pk}"' in page(client, "?part=better")
    back = {"referer": "http://testserver/play/forge/?part=better"}
    done = client.post(f"/play/forge/{sabre.pk}/upgrade/", {}, headers=back)
    assert done.headers["Location"] == "/play/forge/?part=better"
    name = catalogue().items[SABRE].name
    for path in ("inventory/", f"inventory/{sabre.pk}/", "character/", "forge/?part=better"):
        assert re.search(f"{name}(</a>)? \\+1", unescape(client.get(f"/play/{path}").content.decode())), path
    assert re.search(f"{name}(</a>)? \\+1", unescape(Client().get(f"/characters/{character.name}/").content.decode()))
    give(character, SABRE)
    other = character.holdings.get(item=SABRE, slot=None)
    assert f"Instead of <a class=\"wiki\" href=\"/wiki/items/{SABRE}/\">{name}</a> +1" in unescape(
        client.get(f"/play/inventory/{other.pk}/").content.decode()
    )  # fmt: skip


def test_a_recipe_shows_missing_ingredients_and_is_crafted_when_there_are_enough() -> None:
    client, character = player(gold=500)
    recipe = catalogue().recipes[RECIPE]
    html = page(client, "?part=make")
    assert f"/wiki/items/{recipe.needs[0].item}/" in html and f'id="make-{RECIPE}"' not in html
    assert "Nothing you can make right now" in page(client, "?part=make&ready=1")
    for need in recipe.needs:
        give(character, need.item, need.quantity * 3)
    for part in ("?part=make", "?part=make&ready=1", f"?part=make&craft={recipe.craft}"):
        assert f'id="make-{RECIPE}"' in page(client, part)
    before = held(character, recipe.makes).quantity
    said = client.post("/play/forge/craft/", {"recipe": RECIPE, "times": "2"}, follow=True).content.decode()
    assert f"Made {2 * recipe.quantity} ×" in said
    assert held(character, recipe.makes).quantity == before + 2 * recipe.quantity


def test_refusals_are_pages_with_their_status() -> None:
    client, character = player()
    draught = held(character, "cellar-draught").pk
    wanted = [
        ("repair/", {}, 400), ("repair/", {"one": "x"}, 400), ("repair/", {"one": draught}, 400),
        ("repair/", {"all": "1"}, 409), ("999999/upgrade/", {}, 404), (f"{draught}/upgrade/", {}, 400),
        ("craft/", {"recipe": "moon"}, 400), ("craft/", {"recipe": RECIPE}, 409),
        ("craft/", {"recipe": RECIPE, "times": "51"}, 400),
    ]  # fmt: skip
    for path, form, status in wanted:
        assert client.post(f"/play/forge/{path}", form).status_code == status, (path, form)


@pytest.mark.parametrize("path", ["/play/", "/play/hunt/", "/play/inventory/"])
def test_a_page_warns_of_items_that_break_soon_and_of_broken_ones(path: str) -> None:
    whole = catalogue().items[SABRE].durability
    for fights, words in (
        (1, None),
        (whole - 3, "wear out soon, the first in 3 fights."),
        (whole, "are <b>broken</b> and give you nothing."),
    ):
        client, _ = player(fights)
        html = client.get(path).content.decode()
        assert ("wear-note" in html) == (words is not None)
        assert words is None or (words in html and 'href="/play/forge/"' in html)


def test_a_live_hunt_warns_of_broken_items(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False
    client, _ = player(catalogue().items[SABRE].durability - 1)
    html = client.post("/play/hunt/", {"location": "old-mill"}, headers={"HX-Request": "true"}).content.decode()
    assert "are <b>broken</b> and give you nothing." in html and 'href="/play/forge/"' in html
