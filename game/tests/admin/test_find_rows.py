"""Rows are found by player and item, from an index, and the history of an item is followed by links."""

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.queries.rank import Rank
from game.actions import forge, inventory, shop
from game.actions.shop import Portion
from game.content import catalogue
from game.models import (
    Battle,
    Character,
    DailyMission,
    Holding,
    LedgerAccount,
    Letter,
    Notice,
    Receipt,
    Report,
    Transfer,
)
from game.tests.admin.pages import list_of, matched
from game.tests.letters import send_letter
from game.tests.make import by, give, make_character
from game.tests.plans import plan_of
from game.tests.staff import make_staff
from vvw_site.tests.index_plans import expect_indexes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limits_off")]


def found(client: Client, model: type[Model], words: str) -> set[int]:
    response = client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"), {"q": words})
    assert response.status_code == 200
    return set(response.context["cl"].queryset.values_list("pk", flat=True))


@pytest.fixture
def alice(client: Client) -> Character:
    client.force_login(make_staff(Rank.GAME_MASTER))
    character = make_character(name="Alice", gold=10_000)
    give(make_character(name="Bob"), "gold", 20)
    return character


def test_holdings_are_found_by_player_and_by_item_and_by_both(client: Client, alice: Character) -> None:
    mine = {h.pk: h.item for h in alice.holdings.all()}
    sword = alice.holdings.get(slot="weapon")
    bobs = Character.objects.get(name="Bob").holdings.get(item=sword.item)
    name = catalogue().items[sword.item].name
    for words in ("Alice", "alice", '"ALICE"'):
        assert found(client, Holding, words) == set(mine)
    for words in (sword.item, name, name.upper(), f'"{name}"'):
        assert found(client, Holding, words) == {sword.pk, bobs.pk}
    for words in (f"alice {sword.item}", f"{sword.item} ALICE", f"alice {name}", f"{name} alice"):
        assert found(client, Holding, words) == {sword.pk}
    assert found(client, Holding, f"alice {sword.pk}") == {sword.pk}
    assert found(client, Holding, f"bob {sword.pk}") == set()
    for nobody in ("alice bob", "alice nobody", "nobody", "alice no-such-thing", "%", "ali"):
        assert found(client, Holding, nobody) == set()


def test_the_ledger_is_found_by_player_and_by_item_and_by_both(client: Client, alice: Character) -> None:
    code = f"character:{alice.pk}"
    shop.buy(by(alice), item="cellar-draught", quantity=2)
    lines = Transfer.objects.filter(destination=code) | Transfer.objects.filter(source=code)
    draughts = set(lines.filter(asset="cellar-draught").values_list("pk", flat=True))
    assert found(client, Transfer, "alice") == found(client, Transfer, code) == set(lines.values_list("pk", flat=True))
    name = catalogue().items["cellar-draught"].name
    for words in ("alice cellar-draught", f"alice {name}", f"{code} cellar-draught", "cellar-draught alice"):
        assert found(client, Transfer, words) == draughts and len(draughts) == 2
    assert found(client, Transfer, "alice bob") == set()
    assert found(client, Transfer, "alice sink:shop") == set(lines.filter(destination="sink:shop").values_list("pk", flat=True))
    assert found(client, Transfer, "alice gold") == set(lines.filter(asset="gold").values_list("pk", flat=True))


@pytest.mark.parametrize("wrong", ["\N{RIGHT SINGLE QUOTATION MARK}", "'"])
def test_an_items_name_is_found_with_any_apostrophe_and_any_accent(client: Client, alice: Character, wrong: str) -> None:
    named = next(i for i in catalogue().items.values() if "'" in i.name or "\N{RIGHT SINGLE QUOTATION MARK}" in i.name)
    give(alice, named.slug)
    typed = named.name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("'", wrong).replace("e", "é")
    assert found(client, Holding, f"alice {typed}") == set(alice.holdings.filter(item=named.slug).values_list("pk", flat=True))
    assert found(client, Holding, typed)


ODD = (
    "'", '"', '"" ""', "''", "alice " * 40, "9" * 400, "9223372036854775807", "9223372036854775808", "character:", "-1", "²",
    "character:9223372036854775808", "holding:0", "holding:-1", "holding:x", "escrow:9223372036854775808", "letter:x", "letter:9223372036854775807",
    "a\\", '"a\\"', "é" * 200, ":", " ",
)  # fmt: skip


@pytest.mark.parametrize("model", [Holding, Transfer, Battle, Receipt, Notice, DailyMission, Letter, LedgerAccount, Report])
def test_odd_words_are_answered(client: Client, alice: Character, model: type[Model]) -> None:
    superuser = make_staff(Rank.SUPERUSER)
    for words in ODD:
        assert list_of(model, superuser, {"q": words}).result_count <= Transfer.objects.count(), words
    for words in ODD[:: len(ODD) // 3]:
        found(client, model, words)


@pytest.mark.parametrize(("model", "words", "index"), [
    (Holding, "alice", "holding_of_character"), (Holding, "alice iron-sword", "holding_of_character"),
    (Battle, "alice", "battles_of_character"), (Transfer, "alice", "transfer_to"), (Transfer, "alice iron-sword", "transfer_to"),
    (Transfer, "holding:7", "transfer_of_a_thing"), (Transfer, "character:7", "transfer_from"),
    (Transfer, "escrow:7", "transfer_from_account"), (Transfer, "escrow:7", "transfer_to_account"),
    (Letter, "alice", "letters_to"), (LedgerAccount, "alice", "letters_to"),
])  # fmt: skip
def test_names_and_rows_are_found_by_an_index(
    rf: RequestFactory, alice: Character, model: type[Model], words: str, index: str
) -> None:
    send_letter(make_character(name="Carol", level=3, gold=10), alice, gold=1)
    expect_indexes(many_rows=True)
    page, request = admin.site._registry[model], rf.get("/")
    request.user = make_staff(Rank.SUPERUSER)
    rows, _ = page.get_search_results(request, model._default_manager.all(), words)
    plan = plan_of(lambda: list(rows.order_by("-pk")[:50]))
    assert index in plan and "Seq Scan" not in plan, plan
    if "alice" in words:
        plan = plan_of(lambda: page.get_search_results(request, model._default_manager.all(), words))
        assert "name_unique_without_case" in plan, plan


def test_the_history_of_an_item_is_followed_by_links(client: Client, alice: Character) -> None:
    sword = alice.holdings.get(slot="weapon")
    forge.upgrade(by(alice), holding=sword.id)
    page = client.get(reverse("admin:game_holding_change", args=[sword.pk])).content.decode()
    assert ">Where it has been<" in page and f'href="/admin/game/character/{alice.pk}/change/"' in page and ">upgrade<" in page
    history = matched(r'href="([^"]+)">All of it<', page.split(">Where it has been<")[1]).replace("&amp;", "&")
    inventory.unequip(by(alice), holding=sword.id)
    shop.sell(by(alice), portions=[Portion(sword.id, 1)])
    sold = client.get(reverse("admin:game_holding_change", args=[sword.pk]))
    assert sold.status_code == 200 and "sold or taken" in sold.content.decode()
    lines = client.get(history).context["cl"].queryset
    assert [line.reason for line in lines] == ["sell", "upgrade", "start"]
    of_the_sale = client.get(reverse("admin:game_transfer_change", args=[lines[0].pk])).content.decode()
    assert history.replace("&", "&amp;") in of_the_sale.replace("%3A", "%3A")
    assert f'href="/admin/game/character/{alice.pk}/change/"' in of_the_sale


def test_the_page_of_a_stack_shows_the_movements_of_its_item(client: Client, alice: Character) -> None:
    stack = alice.holdings.get(item="cellar-draught")
    shop.buy(by(alice), item="cellar-draught", quantity=2)
    page = client.get(reverse("admin:game_holding_change", args=[stack.pk])).content.decode()
    assert ">buy<" in page and ">start<" in page
    link = matched(r'href="([^"]+)">All of it<', page.split(">Where it has been<")[1]).replace("&amp;", "&")
    assert {line.asset for line in client.get(link).context["cl"].queryset} == {"cellar-draught"}


def test_a_moderator_sees_a_holding_without_its_history(client: Client, alice: Character) -> None:
    client.force_login(make_staff(Rank.MODERATOR))
    page = client.get(reverse("admin:game_holding_change", args=[alice.holdings.earliest("pk").pk])).content.decode()
    assert ">Where it has been<" not in page
