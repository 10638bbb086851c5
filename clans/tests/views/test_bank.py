"""The pages of a bank, pressed as a player without scripts presses them."""

import csv
import io
import re

import pytest
from django.test import Client

from clans.actions.lend import lend
from clans.actions.perks import buy_perk
from clans.actions.withdraw import withdraw
from clans.models import Clan, Webhook
from clans.presenters.bank import harmless
from clans.tests.bank import DRAUGHT, EPIC, SABRE, asked, gold_in, long_ago, make_bank, make_senior, put_gold, put_item
from clans.tests.make import leader_of, make_member
from clans.tests.views.test_home import send
from clans.tests.wars import end_all, make_war
from game.actions import ledger
from game.models import Character, Holding
from game.tests.make import by, give, held, owner_of
from game.tests.views.browsers import Player, browser_of, page_of, statements_of
from game.tests.views.forms import form_to

pytestmark = pytest.mark.django_db
BANK = "/play/clan/bank/"


def _confirm(client: Client, character: Character, path: str) -> str:
    """Give the password on the page to which `path` leads, and return what comes then."""
    owner = owner_of(character)
    owner.set_password("a-pass-word-1")
    owner.save()
    client.force_login(owner)
    page = page_of(client, path)
    (link,) = re.findall(r'href="(/accounts/reauthenticate/[^"]+)"', page)
    answer = client.post(link.replace("&amp;", "&"), {"password": "a-pass-word-1"}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def _leader(gold: int = 0) -> tuple[Clan, Player]:
    clan = make_bank(gold)
    leader = leader_of(clan)
    return clan, Player(browser_of(leader), leader)


def test_gold_and_things_are_given_on_the_page() -> None:
    clan, (client, leader) = _leader()
    give(leader, "gold", 50)
    draughts = held(leader, DRAUGHT)
    page = send(client, f"{BANK}give/", f"{BANK}give/", gold="30", item=str(draughts.pk), **{f"quantity_{draughts.pk}": "2"})
    assert "The bank has it" in page and gold_in(clan) == 30
    assert Holding.objects.get(account=clan.account, item=DRAUGHT).quantity == 2


def test_a_withdrawal_leads_to_the_password_and_back_to_the_form_with_what_was_typed() -> None:
    clan, (client, leader) = _leader(500)
    page = page_of(client, f"{BANK}withdraw/?quantity=44")
    assert "Confirm that it is you" in page and 'name="quantity"' not in page
    refused = client.post(f"{BANK}withdraw/", {"quantity": "44", "idempotency_key": "key-00000001"})
    assert refused.status_code == 403 and gold_in(clan) == 500
    back = _confirm(client, leader, f"{BANK}withdraw/?quantity=44")
    assert 'value="44"' in back
    page = send(client, f"{BANK}withdraw/?quantity=44", f"{BANK}withdraw/", quantity="44")
    assert "It is yours." in page and gold_in(clan) == 456


def test_an_account_of_google_alone_sets_a_password_first() -> None:
    _, (client, leader) = _leader(500)
    owner = owner_of(leader)
    owner.set_unusable_password()
    owner.save()
    client.force_login(owner)
    assert "/accounts/password/set/?next=" in page_of(client, f"{BANK}withdraw/")
    assert client.post(f"{BANK}withdraw/", {"quantity": "1", "idempotency_key": "key-00000001"}).status_code == 403


def test_a_thing_is_taken_out_lent_taken_back_and_given_back() -> None:
    clan, (client, leader) = _leader()
    thing = put_item(clan)
    member = make_member(clan)
    send(client, f"{BANK}things/", f"/{thing}/lend/", member=str(member.pk))
    borrower = browser_of(member)
    assert "Lent by your clan" in page_of(borrower, "/play/inventory/")
    assert "Lent by your clan" in page_of(borrower, f"/play/inventory/{thing}/")
    assert f"sell-{thing}" not in page_of(borrower, "/play/inventory/")
    send(client, f"{BANK}things/", f"/{thing}/take-back/")
    send(client, f"{BANK}things/", f"/{thing}/lend/", member=str(member.pk))
    assert "It is back" in send(borrower, BANK, f"/{thing}/give-back/")
    _confirm(client, leader, f"{BANK}withdraw/?thing={thing}")
    send(client, f"{BANK}withdraw/?thing={thing}", f"{BANK}withdraw/")
    assert Holding.objects.get(pk=thing).character == leader


def test_the_history_of_a_thing_names_the_clan() -> None:
    clan, (_, leader) = _leader()
    thing, member = put_item(clan), make_member(clan)
    lend(by(leader), holding=thing, member=member.id)
    page = page_of(browser_of(member), f"/play/inventory/{thing}/")
    assert f"borrowed it from {clan.name}" in page and f"gave it to {clan.name}" in page


def test_withdrawals_are_signed_and_stopped_on_the_page() -> None:
    clan, (client, _) = _leader(100_000)
    asker, signer = make_senior(clan), make_senior(clan, "veteran")
    withdrawal = asked(clan, asker)
    assert "One more is needed" in send(client, BANK, f"/{withdrawal}/sign/")
    assert "in 24 hours" in send(browser_of(signer), BANK, f"/{withdrawal}/sign/")
    assert "Stopped." in send(client, BANK, f"/{withdrawal}/stop/")
    assert "stopped by" in page_of(client, BANK)
    log = page_of(client, "/play/clan/log/")
    assert "asks for 60,000 gold out of the bank" in log and "stopped the withdrawal of" in log


def test_dues_are_set_on_the_page() -> None:
    clan, (client, _) = _leader()
    assert "No dues" in page_of(client, f"{BANK}dues/")
    assert "12</span> gold a week" in send(client, f"{BANK}dues/", f"{BANK}dues/", gold="12")
    member = make_member(clan)
    assert f"/play/clan/members/{member.pk}/" in page_of(client, f"{BANK}dues/")


def test_an_initiate_sees_no_button_that_would_be_refused_and_no_ledger() -> None:
    clan = make_bank(100_000)
    put_item(clan)
    asked(clan, make_senior(clan))
    client = browser_of(make_member(clan))
    for page in ("", "things/", "give/", "dues/"):
        shown = page_of(client, f"{BANK}{page}")
        actions = set(re.findall(r'<form[^>]*method="post"[^>]*action="(/play/clan/[^"]*)"', shown))
        assert actions <= {f"{BANK}give/"}, page
    for page in ("movements/", "movements.csv", "withdraw/", "webhook/"):
        assert client.get(f"{BANK}{page}").status_code == 403, page


@pytest.mark.parametrize("page", ["", "things/", "give/", "dues/", "movements/", "movements.csv", "withdraw/", "webhook/"])
def test_without_a_clan_the_pages_say_so(page: str) -> None:
    from game.tests.views.browsers import make_player

    answer = make_player().client.get(f"{BANK}{page}")
    assert answer.status_code == 409 and "You are in no clan" in (shown := answer.content.decode())
    assert "All clans</a>" in shown, "the way out"


def test_the_secret_of_a_webhook_is_shown_once() -> None:
    clan, (client, _) = _leader()
    form = form_to(client, f"{BANK}webhook/", f"{BANK}webhook/")
    data = form.data(url="https://example.org/hook", threshold="5")
    first, again = client.post(form.action, data), client.post(form.action, data)
    (secret,) = re.findall(r'class="bank-secret">([^<]+)<', first.content.decode())
    assert len(secret) == 43 and secret not in again.content.decode()
    assert secret not in page_of(client, f"{BANK}webhook/") and secret not in Webhook.objects.get(clan=clan).secret
    send(client, f"{BANK}webhook/", "/webhook/remove/")
    assert not Webhook.objects.exists()


def test_officers_see_every_movement_as_a_page_and_as_a_file() -> None:
    clan, (client, leader) = _leader(70)
    put_item(clan, DRAUGHT, 3)
    withdraw(by(leader), quantity=20)
    page = page_of(client, f"{BANK}movements/")
    assert all(words in page for words in ("Gift", "Taken out", ">+70<", ">−20<", leader.name))
    answer = client.get(f"{BANK}movements.csv")
    assert answer.streaming and "attachment" in answer["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode())))
    assert [(row["reason"], row["direction"], row["what"], row["quantity"]) for row in rows] == [
        ("Taken out", "out", "gold", "20"), ("Gift", "in", "Cellar Draught", "3"), ("Gift", "in", "gold", "70"),
    ]  # fmt: skip


def test_perks_and_wars_have_words_in_sums_and_movements() -> None:
    clan, (client, leader) = _leader(20_000)
    buy_perk(by(leader), perk="heralds")
    make_war(clan)
    end_all()
    for page in (page_of(client, BANK), page_of(client, f"{BANK}movements/")):
        assert all(words in page for words in ("Gift", "Perk", "Fee of a war", "Spoils of a war")) and "clan_" not in page


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "|cmd"])
def test_a_cell_that_a_spreadsheet_would_compute_is_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}" and harmless(f"a{cell}") == f"a{cell}" and harmless("") == ""


PAGES = {"": 14, "things/": 8, "give/": 4, "dues/": 8, "movements/": 6, "withdraw/?quantity=1": 6, "webhook/": 5}


def test_the_pages_run_the_same_number_of_statements_for_two_hundred_members_and_a_thousand_things() -> None:
    clan, (client, leader) = _leader(100_000)
    thing = put_item(clan)
    lend(by(leader), holding=thing, member=leader.id)
    asked(clan, make_senior(clan))
    client.get(BANK)
    few = {page: statements_of(lambda page=page: client.get(f"{BANK}{page}")) for page in PAGES}  # type: ignore[misc]
    Clan.objects.filter(pk=clan.pk).update(level=20, size=5)
    _many(clan)
    put_gold(clan, 1)
    many = {page: statements_of(lambda page=page: client.get(f"{BANK}{page}")) for page in PAGES}  # type: ignore[misc]
    assert few == many == PAGES


def _many(clan: Clan) -> None:
    """Two hundred members, and a thousand things in the bank, without their pasts: only the reading counts."""
    from clans.models import Member
    from game.tests.make import make_user

    users = [make_user() for _ in range(2)]
    people = Character.objects.bulk_create(
        Character(user=users[n % 2], name=f"Many{n}", skeleton=f"many{n}", faction=clan.faction, class_slug="courtblade")
        for n in range(200)
    )
    Member.objects.bulk_create(Member(clan=clan, character=one, rank="initiate", joined_at=long_ago()) for one in people)
    code = f"clan:{clan.account_id}"
    ledger.post([ledger.Move("faucet:staff", code, SABRE, 1_000)], reason="test")
    ledger.post([ledger.Move("faucet:staff", code, EPIC, 30)], reason="test")
