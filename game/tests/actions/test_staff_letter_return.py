"""Staff return what a letter carried."""

import pytest

from accounts.actions.erase import erase
from accounts.models import AuditEntry, User
from accounts.queries.rank import Rank
from game.actions import inventory, mail, staff_goods
from game.actions.letter_goods import claim, take_back
from game.actions.letter_return import return_unclaimed
from game.actions.reversal import reverse
from game.actions.staff_letter_return import return_letter
from game.actions.staff_letters import send_letter
from game.models import Letter, Notice, Transfer
from game.models.ids import LetterId
from game.queries.ledger_proof import problems
from game.rules.errors import GameError
from game.tests.letters import id_of, let_its_time_run_out, make_letter
from game.tests.make import by as player
from game.tests.make import give, held, make_character, owner_of
from game.tests.staff import by, make_staff
from game.tests.staff_letters import DRAUGHT, MITTS, a_full_letter, a_pair, city_letter, gold_of, goods_of, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def master() -> User:
    return make_staff(Rank.GAME_MASTER)


def test_unclaimed_goods_leave_the_escrow_for_the_sender(master: User) -> None:
    sender, recipient = a_pair()
    give(sender, MITTS)
    mitts = held(sender, MITTS)
    before = goods_of(sender), goods_of(recipient)
    letter = make_letter(sender, recipient, gold=70, items={mitts.id: 1, held(sender, DRAUGHT).id: 2})
    done = return_letter(by(master, "a theft"), letter=id_of(letter))
    assert (goods_of(sender), goods_of(recipient)) == before and held(sender, MITTS).pk == mitts.pk
    letter.refresh_from_db()
    assert letter.state == "returned" and letter.settled_at is not None
    lines = Transfer.objects.filter(reason="reversal")
    assert len(lines) == 3 and all(line.reverses is not None and line.reference == f"audit:{done.audit}" for line in lines)
    notice = Notice.objects.filter(character=sender).latest("pk").text
    assert "+70 gold" in notice and "a theft" in notice
    assert "before it was claimed" in Notice.objects.filter(character=recipient).latest("pk").text


def test_claimed_goods_go_back_through_the_escrow_even_when_they_are_worn(master: User) -> None:
    sender, recipient = a_pair()
    before = goods_of(recipient)
    give(sender, MITTS)
    mitts = held(sender, MITTS)
    owned = goods_of(sender)
    letter = make_letter(sender, recipient, gold=70, items={mitts.id: 1, held(sender, DRAUGHT).id: 2})
    claim(player(recipient), letter=id_of(letter))
    inventory.equip(player(recipient), holding=mitts.id)
    done = return_letter(by(master), letter=id_of(letter))
    assert goods_of(sender) == owned and goods_of(recipient) == before
    assert held(sender, MITTS).pk == mitts.pk and mitts.slot is None
    lines = Transfer.objects.filter(reason="reversal").order_by("pk")
    assert [line.destination for line in lines] == [f"escrow:{letter.escrow_id}"] * 3 + [f"character:{sender.pk}"] * 3
    entries = AuditEntry.objects.filter(action="staff.return_letter").order_by("pk")
    assert [e.target for e in entries] == [f"letter:{letter.pk}", *(f"character:{c.pk}" for c in (sender, recipient))]
    assert all(entry.detail["part_of"] == done.audit for entry in entries[1:])


@pytest.mark.parametrize(
    ("lost", "code"), [("gold", "not_enough_gold"), ("stack", "not_enough_items"), ("mitts", "not_enough_items")]
)
def test_what_the_recipient_no_longer_has_is_refused_as_a_whole(master: User, lost: str, code: str) -> None:
    sender, recipient = a_pair()
    letter = a_full_letter(sender, recipient)
    claim(player(recipient), letter=id_of(letter))
    taker = make_staff(Rank.GAME_MASTER)
    if lost == "gold":
        staff_goods.take_gold(by(taker), character=recipient.id, quantity=gold_of(recipient) - 69)
    elif lost == "stack":
        stack = held(recipient, DRAUGHT)
        staff_goods.take_item(by(taker), character=recipient.id, holding=stack.id, quantity=stack.quantity - 1)
    else:
        mitts = letter.attachments[1]["holding"]
        staff_goods.take_item(by(taker), character=recipient.id, holding=mitts, quantity=1)
    before = goods_of(sender), goods_of(recipient)
    with pytest.raises(GameError) as refusal:
        return_letter(by(master), letter=id_of(letter))
    assert refusal.value.code == code and recipient.name in refusal.value.message
    assert (goods_of(sender), goods_of(recipient)) == before
    letter.refresh_from_db()
    assert letter.state == "claimed" and not AuditEntry.objects.filter(action="staff.return_letter").exists()


@pytest.mark.parametrize("state", ["open", "claimed", "passed_on"])
def test_what_the_city_sent_goes_back_to_where_it_was_made(master: User, state: str) -> None:
    character = make_character()
    before = goods_of(character)
    letter = city_letter(master, character, gold=50, cellar_draught=3, fingerless_wool_mitts=2)
    if state == "claimed":
        claim(player(character), letter=id_of(letter))
    elif state == "passed_on":
        let_its_time_run_out(letter)
        assert return_unclaimed() == {"returned": 0, "passed_on": 1, "failed": 0}
    assert Letter.objects.get(pk=letter.pk).state == state
    return_letter(by(master), letter=id_of(letter))
    assert goods_of(character) == before and Letter.objects.get(pk=letter.pk).state == "returned"
    assert Transfer.objects.filter(reason="reversal", destination="faucet:staff").count() == 4


@pytest.mark.parametrize("state", ["plain", "taken_back", "returned"])
def test_a_letter_with_nothing_to_return_is_refused(master: User, state: str) -> None:
    sender, recipient = a_pair()
    letter = make_letter(sender, recipient, gold=0 if state == "plain" else 7)
    if state == "taken_back":
        take_back(player(sender), letter=id_of(letter))
    elif state == "returned":
        let_its_time_run_out(letter)
        return_unclaimed()
    assert refused(master, return_letter, letter=id_of(letter)).code == "nothing_to_do"


def test_a_letter_is_returned_once_and_a_form_sent_twice_returns_it_once(master: User) -> None:
    sender, recipient = a_pair()
    letter = a_full_letter(sender, recipient)
    for again in (False, True):
        assert return_letter(by(master, key="same-form-1"), letter=id_of(letter)).again == again
    with pytest.raises(GameError) as refusal:
        return_letter(by(master), letter=id_of(letter))
    assert refusal.value.code == "nothing_to_do"
    with pytest.raises(GameError) as gone:
        claim(player(recipient), letter=id_of(letter))
    assert gone.value.code == "already_claimed"


def test_nothing_is_returned_to_an_erased_sender(master: User) -> None:
    sender, recipient = a_pair()
    letter = a_full_letter(sender, recipient)
    erase(user_id=owner_of(sender).pk)
    error = refused(master, return_letter, letter=id_of(letter))
    assert error.code == "forbidden" and "take it from the page of the recipient" in error.message
    claim(player(recipient), letter=id_of(letter))


@pytest.mark.parametrize("is_claimed", [True, False])
def test_what_an_erased_recipient_had_goes_back_and_the_erased_is_told_nothing(master: User, is_claimed: bool) -> None:
    sender, recipient = a_pair()
    give(sender, MITTS)
    owned = goods_of(sender)
    letter = make_letter(sender, recipient, gold=70, items={held(sender, MITTS).id: 1})
    if is_claimed:
        claim(player(recipient), letter=id_of(letter))
    erase(user_id=owner_of(recipient).pk)
    return_letter(by(master), letter=id_of(letter))
    assert goods_of(sender) == owned and not Notice.objects.filter(character=recipient).exists()
    assert "returned what a letter carried" in Notice.objects.get(character=sender).text


def test_a_letter_that_does_not_exist_is_not_found(master: User) -> None:
    assert refused(master, return_letter, letter=LetterId(2**62)).code == "not_found"


def test_a_movement_through_a_letter_is_not_reversed_alone_and_the_refusal_names_the_letter(master: User) -> None:
    sender, recipient = a_pair()
    letter = a_full_letter(sender, recipient)
    line = Transfer.objects.filter(reason="letter").earliest("pk")
    for whole in (True, False):
        error = refused(master, reverse, transfer=line.pk, whole=whole)
        assert error.code == "invalid" and f"Open letter {letter.pk} and return everything from there" in error.message


@pytest.mark.parametrize("rank", [Rank.PLAYER, Rank.MODERATOR])
def test_a_lower_rank_sends_and_returns_nothing(rank: Rank) -> None:
    sender, recipient = a_pair()
    letter, actor = a_full_letter(sender, recipient), make_staff(rank)
    assert refused(actor, return_letter, letter=id_of(letter)).code == "forbidden"
    assert refused(actor, send_letter, character=recipient.id, subject="A", text="B").code == "forbidden"
    assert problems() == []


@pytest.mark.parametrize("side", ["sender", "recipient"])
def test_nobody_returns_a_letter_of_somebody_of_the_same_rank(master: User, side: str) -> None:
    equal, other = make_character(make_staff(Rank.GAME_MASTER), level=3, gold=50), make_character(level=3, gold=50)
    letter = make_letter(*((equal, other) if side == "sender" else (other, equal)), gold=7)
    assert refused(master, return_letter, letter=id_of(letter)).code == "forbidden"
    if side == "recipient":
        assert refused(master, send_letter, character=equal.id, subject="A", text="B").code == "forbidden"


def test_both_sides_still_see_a_returned_letter(master: User) -> None:
    sender, recipient = a_pair()
    letter = a_full_letter(sender, recipient)
    return_letter(by(master), letter=id_of(letter))
    for side in (sender, recipient):
        mail.delete(player(side), letter=id_of(letter))
    assert Letter.objects.get().deleted_by_sender_at is not None
