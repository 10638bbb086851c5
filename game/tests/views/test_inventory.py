"""The inventory: search and filters, one item, wearing, using and selling. test_sale.py has the question before a sale."""

import re
from html import unescape

import pytest

from game.content import catalogue
from game.content.coming import COMING
from game.models import Character, Holding
from game.tests.make import give, held, holds, make_character
from game.tests.views.browsers import make_player, page_of
from game.tests.views.forms import form_in, form_to

pytestmark = pytest.mark.django_db
SABRE, DRAUGHT = "clerks-sabre", "cellar-draught"


def listed(html: str) -> str:
    """The list of holdings; "" when nothing passes the filter."""
    return html.partition('<ul class="tiles">')[2]


@pytest.mark.parametrize("typed, found", [("clerk’s", True), ("CLERK‘S  sábre", True), ("clerks", True), ("clerk’z", False)])
def test_the_search_ignores_apostrophes_accents_and_case(typed: str, found: bool) -> None:
    client, _ = make_player()
    assert ("Clerk" in listed(page_of(client, "/play/inventory/", {"q": typed}))) == found


def test_filters_show_only_what_fits_and_a_wrong_word_filters_nothing() -> None:
    client, _ = make_player()
    weapons = listed(page_of(client, "/play/inventory/", {"kind": "weapon"}))
    assert SABRE in weapons and DRAUGHT not in weapons
    assert "legendary" not in listed(page_of(client, "/play/inventory/", {"rarity": "legendary"}))
    everything = listed(page_of(client, "/play/inventory/", {"kind": "moonbeams", "sort": "worst"}))
    assert SABRE in everything and DRAUGHT in everything


def test_an_item_is_compared_with_what_is_worn() -> None:
    client, character = make_player(level=30)
    better = max(
        (i for i in catalogue().items.values() if i.slot == "weapon" and i.level <= 30 and i.suits(30, "vampire")),
        key=lambda i: i.level,
    )
    give(character, better.slug)
    html = page_of(client, f"/play/inventory/{held(character, better.slug).pk}/")
    assert better.text in html and "Instead of" in html and f"/wiki/items/{SABRE}/" in html and "delta--up" in html


def test_the_list_compares_each_thing_with_what_is_worn_in_its_slot() -> None:
    client, character = make_player(level=30)
    ring = next(i for i in catalogue().items.values() if i.slot == "ring" and i.suits(30, "vampire"))
    for slug in (SABRE, ring.slug):
        give(character, slug)
    lines = listed(page_of(client, "/play/inventory/")).split('<p class="would">')[1:]
    said = [unescape(re.sub(r"<[^>]+>", "", line.partition("</p>")[0])) for line in lines]
    assert said[0].startswith("In your empty ring slot: +") and said[1] == "Instead of Clerk's Sabre: no difference"
    assert len(said) == 2, "what is worn, and what is not worn at all, is not compared"


def test_an_item_is_worn_and_taken_off() -> None:
    client, character = make_player()
    sabre = held(character, SABRE)
    assert sabre.slot == "weapon"
    for action, said, slot in (("unequip", "You take off", None), ("equip", "You wear", "weapon")):
        form = form_to(client, "/play/inventory/", f"/{sabre.pk}/{action}/")
        html = client.post(form.action, form.data(), follow=True).content.decode()
        assert said in html and Holding.objects.get(pk=sabre.pk).slot == slot


def test_a_draught_heals_and_is_used_up() -> None:
    client, character = make_player()
    Character.objects.filter(pk=character.pk).update(hp=1)
    draught = held(character, DRAUGHT)
    html = client.post(f"/play/inventory/{draught.pk}/use/", follow=True).content.decode()
    assert f"{draught.quantity - 1:,} left." in html and held(character, DRAUGHT).quantity == draught.quantity - 1
    assert Character.objects.get(pk=character.pk).hp > 1
    assert client.post(f"/play/inventory/{held(character, SABRE).pk}/use/").status_code == 400


def test_a_rune_says_in_the_list_and_on_its_page_that_it_is_of_no_use_yet() -> None:
    client, character = make_player()
    rune = next(slug for slug, item in catalogue().items.items() if item.kind == "rune")
    assert "Of no use yet" not in page_of(client, "/play/inventory/")
    give(character, rune)
    assert page_of(client, "/play/inventory/").count("Of no use yet") == 1
    assert COMING["rune"] in page_of(client, f"/play/inventory/{held(character, rune).pk}/")


def test_several_ticked_holdings_are_sold_at_once_after_a_question() -> None:
    client, character = make_player()
    give(character, "mill-rat-pelt", 5)
    ticked = [f"{h.pk}x{h.quantity}" for h in (held(character, "mill-rat-pelt"), held(character, DRAUGHT))]
    asked = form_in(client.post("/play/inventory/sell/", {"sell": ticked}).content.decode(), "/play/inventory/sell/")
    assert holds(character, "mill-rat-pelt")
    html = client.post(asked.action, asked.data(), follow=True).content.decode()
    after = Character.objects.get(pk=character.pk)
    assert f"things for {after.gold - character.gold:,} gold." in html
    assert not character.holdings.filter(item__in=["mill-rat-pelt", DRAUGHT]).exists()


@pytest.mark.parametrize("ticked", [[], ["x"], ["7"], ["0x1"], ["1x0"], ["1x1"] * 201, ["-1x1"]])
def test_a_sale_of_nothing_too_much_or_nonsense_is_refused(ticked: list[str]) -> None:
    client, character = make_player()
    assert client.post("/play/inventory/sell/", {"sell": ticked}).status_code == 400
    assert Character.objects.get(pk=character.pk).gold == character.gold


def test_nobody_sees_wears_uses_or_sells_the_things_of_another() -> None:
    client, _ = make_player()
    thing = held(make_character(), DRAUGHT)
    for action in ("equip", "unequip", "use"):
        assert client.post(f"/play/inventory/{thing.pk}/{action}/").status_code == 404, action
    assert client.get(f"/play/inventory/{thing.pk}/").status_code == 404
    assert client.post("/play/inventory/sell/", {"sell": f"{thing.pk}x1"}).status_code == 404
    assert Holding.objects.get(pk=thing.pk).quantity == thing.quantity


def test_an_item_that_left_the_catalogue_has_no_page() -> None:
    client, character = make_player()
    give(character, "mill-rat-pelt")
    thing = held(character, "mill-rat-pelt")
    Holding.objects.filter(pk=thing.pk).update(item="no-such-item")
    try:
        assert client.get(f"/play/inventory/{thing.pk}/").status_code == 404
        assert page_of(client, "/play/inventory/")
    finally:
        Holding.objects.filter(pk=thing.pk).update(item="mill-rat-pelt")  # the ledger is proven after each test


def test_a_consumable_that_is_too_weak_says_so_in_place_of_its_button() -> None:
    client, character = make_player(level=30)
    give(character, "watchmans-third-pot", 2)
    pot = held(character, "watchmans-third-pot")
    listed_, page = page_of(client, "/play/inventory/"), page_of(client, f"/play/inventory/{pot.pk}/")
    assert "Too weak for you" in listed_ and "Works up to level 13" in listed_ and f"/{pot.pk}/use/" not in listed_
    assert "It works up to level 13, so it does nothing for you" in page and f"/{pot.pk}/use/" not in page
    shop = page_of(client, "/play/shop/", {"region": "lanternrow", "q": catalogue().items[pot.item].name})
    assert "Too weak for you" in shop and catalogue().items[pot.item].name in unescape(shop)
    assert "Nothing that suits you now" in page_of(
        client, "/play/shop/", {"region": "lanternrow", "q": "third pot", "fits": "1"}
    )
    assert client.post(f"/play/inventory/{pot.pk}/use/").status_code == 409
