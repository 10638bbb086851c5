"""Letters and escrows in the admin: found by player, without their words; what they carried is returned from their page."""

import pytest
from django.test import Client

from accounts.models import AuditEntry, User
from accounts.queries.rank import Rank
from game.actions.letter_goods import claim
from game.models import Character, Holding, LedgerAccount, Letter, Notice, PendingGrant, Receipt, Transfer
from game.rules.staff_limits import ALONE_MAX
from game.tests.admin.pages import admin_url, change_page, panel, send, staff_form_url
from game.tests.admin.test_find_rows import found
from game.tests.letters import id_of, make_letter
from game.tests.make import by, give, held, make_character
from game.tests.staff import make_staff

pytestmark = pytest.mark.django_db
MITTS = "fingerless-wool-mitts"
WORDS = "Nobody but us two"


@pytest.fixture
def sender() -> Character:
    character = make_character(level=3, gold=500, name="Alice")
    give(character, MITTS)
    return character


@pytest.fixture
def letter(sender: Character) -> Letter:
    return make_letter(
        sender, make_character(name="Bob"), gold=70, items={held(sender, MITTS).id: 1}, subject=WORDS, text=WORDS
    )


def test_a_letter_is_listed_with_what_it_carried_and_without_its_words(client: Client, master: User, letter: Letter) -> None:
    for page in (client.get(admin_url(Letter, "changelist")).content.decode(), change_page(client, letter)):
        assert "70 gold" in page and "Fingerless Wool Mitts" in page and "Alice" in page and "Bob" in page
        assert WORDS not in page
    movements = panel(change_page(client, letter), "Movements")
    assert f'href="{admin_url(Character, "change", letter.sender_id)}"' in movements
    assert f'href="{admin_url(LedgerAccount, "change", letter.escrow_id)}"' in movements


def test_notices_about_a_letter_do_not_show_its_subject(client: Client, letter: Letter) -> None:
    client.force_login(make_staff(Rank.MODERATOR))
    notice = Notice.objects.get(character=letter.recipient)
    assert WORDS in notice.text
    pages = [client.get(admin_url(Notice, "changelist")).content.decode(), change_page(client, notice)]
    for page in [*pages, panel(change_page(client, letter.recipient), "Notices")]:
        assert f"about letter {letter.pk}" in page and WORDS not in page


def test_letters_and_escrows_are_found_by_either_side(client: Client, master: User, letter: Letter) -> None:
    make_letter(make_character(name="Carol", level=3, gold=10), make_character(), gold=5)
    for words in ("alice", "bob", "alice bob", str(letter.pk)):
        assert found(client, Letter, words) == {letter.pk}
    for words in ("alice", "bob", str(letter.escrow_id)):
        assert found(client, LedgerAccount, words) == {letter.escrow_id}
    assert found(client, Letter, "alice carol") == set()


def test_the_ledger_is_found_by_letter_and_by_escrow(client: Client, master: User, letter: Letter) -> None:
    lines = set(Transfer.objects.filter(reason="letter").values_list("pk", flat=True))
    for words in (f"letter:{letter.pk}", f"escrow:{letter.escrow_id}", f"escrow:{letter.escrow_id} alice"):
        assert found(client, Transfer, words) == lines and len(lines) == 2
    for words in ("letter:99999", "escrow:99999"):
        assert found(client, Transfer, words) == set()


@pytest.mark.parametrize("rank", [Rank.MODERATOR, Rank.PLAYER])
def test_lower_ranks_see_neither_letters_nor_escrows(client: Client, letter: Letter, rank: Rank) -> None:
    client.force_login(make_staff(rank))
    for model, pk in ((Letter, letter.pk), (LedgerAccount, letter.escrow_id)):
        assert client.get(admin_url(model, "changelist")).status_code in (302, 403)
        assert client.get(admin_url(model, "change", pk)).status_code in (302, 403)
    assert client.get(staff_form_url(letter, "return")).status_code in (302, 403)


def test_what_a_letter_carried_is_returned_from_its_page(client: Client, master: User, letter: Letter) -> None:
    claim(by(letter.recipient), letter=id_of(letter))
    assert "/staff/return/" in change_page(client, letter)
    assert send(client, staff_form_url(letter, "return")).status_code == 302
    letter.refresh_from_db()
    assert letter.state == "returned" and "/staff/return/" not in change_page(client, letter)
    assert "staff.return_letter" in panel(change_page(client, letter), "Audit")
    again = send(client, staff_form_url(letter, "return"))
    assert again.status_code == 409 and "returned to the sender before" in again.content.decode()


def test_a_letter_of_the_city_is_sent_from_the_page_of_a_character(client: Client, master: User, sender: Character) -> None:
    assert "/staff/send-letter/" in change_page(client, sender)
    answer = send(
        client, staff_form_url(sender, "send-letter"), subject="A prize", text="For you.\nWell done.", gold=5, item_1=MITTS,
        quantity_1="", item_3="Cellar Draught", quantity_3=2,
    )  # fmt: skip
    assert answer.status_code == 302
    letter = Letter.objects.get()
    assert (letter.sender, letter.text, letter.state) == (None, "For you.\nWell done.", "open")
    assert [(a["asset"], a["quantity"]) for a in letter.attachments] == [("gold", 5), (MITTS, 1), ("cellar-draught", 2)]
    assert AuditEntry.objects.get().detail["letter"] == letter.pk and Notice.objects.get().link == f"/play/mail/{letter.pk}/"


@pytest.mark.parametrize(("values", "status", "says"), [
    ({"subject": ""}, 400, "required"), ({"text": "x" * 2001}, 400, "at most 2000"), ({"gold": -1}, 400, "greater than"),
    ({"gold": "9" * 30}, 400, "less than or equal"), ({"item_1": "<script>"}, 400, "There is no such item"),
    ({"quantity_2": 3}, 400, "Choose the item"), ({"item_1": MITTS, "item_2": MITTS}, 400, "Attach each item once"),
    ({"item_1": MITTS, "quantity_1": 51}, 400, "Send 1 to 50"), ({"gold": ALONE_MAX + 1}, 403, "grant the rest"),
    ({"reason": "x"}, 400, "at least 3"),
])  # fmt: skip
def test_a_bad_letter_of_the_city_is_an_error_and_sends_nothing(
    client: Client, master: User, sender: Character, values: dict[str, object], status: int, says: str
) -> None:
    answer = send(client, staff_form_url(sender, "send-letter"), **({"subject": "A prize", "text": "For you."} | values))
    assert answer.status_code == status and says in answer.content.decode()
    assert not Letter.objects.exists() and not AuditEntry.objects.exists() and not PendingGrant.objects.exists()


@pytest.mark.parametrize(("rank", "links"), [(Rank.GAME_MASTER, True), (Rank.MODERATOR, False)])
def test_an_item_in_an_escrow_names_its_letter_to_those_who_see_letters(
    client: Client, letter: Letter, rank: Rank, links: bool
) -> None:
    client.force_login(make_staff(rank))
    item = Holding.objects.get(account=letter.escrow)
    for page in (change_page(client, item), client.get(admin_url(Holding, "changelist")).content.decode()):
        assert f"escrow:{letter.escrow_id}" in page
        assert (admin_url(Letter, "change", letter.pk) in page) == links
        assert (admin_url(LedgerAccount, "change", letter.escrow_id) in page) == links


def test_the_history_of_an_item_goes_through_its_letters(client: Client, master: User, letter: Letter) -> None:
    claim(by(letter.recipient), letter=id_of(letter))
    item = Holding.objects.get(character=letter.recipient, item=MITTS)
    history = panel(change_page(client, item), "Where it has been")
    for words in (">letter<", ">letter_claimed<", f"escrow:{letter.escrow_id}", f"letter:{letter.pk}", "faucet:staff"):
        assert words in history


def test_the_page_of_a_stack_in_an_escrow_shows_its_movements(client: Client, master: User, sender: Character) -> None:
    letter = make_letter(sender, make_character(), items={held(sender, "cellar-draught").id: 2})
    stack = Holding.objects.get(account=letter.escrow)
    assert f"letter:{letter.pk}" in panel(change_page(client, stack), "Where it has been")


def test_an_escrow_shows_what_waits_in_it_and_its_letter(client: Client, master: User, letter: Letter) -> None:
    assert letter.escrow is not None
    page = change_page(client, letter.escrow)
    assert "Fingerless Wool Mitts" in panel(page, "Holdings") and f'href="{admin_url(Letter, "change", letter.pk)}"' in page
    assert WORDS not in page


def test_a_receipt_names_a_character_or_a_user(client: Client, master: User, sender: Character) -> None:
    send(client, staff_form_url(sender, "send-letter"), subject="A", text="B")
    receipt = Receipt.objects.get(user=master)
    assert master.username in change_page(client, receipt)
    page = client.get(admin_url(Receipt, "changelist")).content.decode()
    assert f'href="{admin_url(User, "change", master.pk)}"' in page
