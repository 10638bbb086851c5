"""What becomes of letters and of what is in them when the account of either side is erased. Nothing is destroyed."""

import json
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions.erase import erase
from accounts.actions.export import export
from game.actions import mail
from game.actions.character import RESTORE_HOURS, let_go
from game.actions.letter_delivery import Delivery, deliver
from game.actions.letter_goods import claim, take_back
from game.actions.letter_return import return_unclaimed
from game.actions.report import report_letter
from game.actions.sweep import sweep
from game.models import Character, Holding, LedgerAccount, Letter, Notice, Report, ReportFiling
from game.models.ids import HoldingId
from game.queries.ledger_proof import problems
from game.rules.errors import GameError
from game.rules.mail import Attachment
from game.tests.letters import id_of, let_its_time_run_out, make_letter, pass_a_day
from game.tests.make import by, give, held, make_character, owner_of

pytestmark = pytest.mark.django_db
DRAUGHT, MITTS = "cellar-draught", "fingerless-wool-mitts"
NOTHING = {"returned": 0, "passed_on": 0, "failed": 0}
NAME = "Quillhazel"


@pytest.fixture
def sender() -> Character:
    character = make_character(level=3, gold=500, name=NAME)
    give(character, MITTS)
    return character


@pytest.fixture
def recipient() -> Character:
    return make_character(level=3)


def full_letter(sender: Character, recipient: Character) -> tuple[Letter, HoldingId]:
    """Gold, a stack and an instance, whose id is returned."""
    mitts = held(sender, MITTS).id
    return make_letter(sender, recipient, gold=70, items={mitts: 1, held(sender, DRAUGHT).id: 2}), mitts


def erased(*characters: Character) -> None:
    for character in characters:
        erase(user_id=owner_of(character).pk)
        assert problems() == []


def returned(**counts: int) -> None:
    """The job does exactly this, and nothing when it runs again."""
    assert return_unclaimed() == NOTHING | counts
    assert problems() == []
    assert return_unclaimed() == NOTHING


def has_it(character: Character, mitts: HoldingId) -> bool:
    holding = Holding.objects.get(pk=mitts)
    return holding.character_id == character.pk


def gold_of(character: Character) -> int:
    return Character.objects.get(pk=character.pk).gold


def copies(letter: Letter) -> tuple[bool, bool]:
    """Whether sender and recipient still have theirs."""
    letter.refresh_from_db()
    return letter.deleted_by_sender_at is None, letter.deleted_by_recipient_at is None


def test_unclaimed_goods_to_an_erased_recipient_go_back_to_the_sender_at_once(sender: Character, recipient: Character) -> None:
    before = gold_of(sender)
    letter, mitts = full_letter(sender, recipient)
    erased(recipient)
    assert copies(letter) == (True, True) and gold_of(sender) == before - 70
    returned(returned=1)
    assert gold_of(sender) == before and has_it(sender, mitts)
    assert copies(letter) == (True, False) and letter.state == "returned"
    assert "Nobody claimed" in Notice.objects.filter(character=sender).latest("pk").text


def test_unclaimed_goods_of_an_erased_sender_can_still_be_claimed(sender: Character, recipient: Character) -> None:
    letter, mitts = full_letter(sender, recipient)
    erased(sender)
    returned()
    before = gold_of(recipient)
    claim(by(recipient), letter=id_of(letter))
    assert gold_of(recipient) == before + 70 and has_it(recipient, mitts)
    assert copies(letter) == (True, True)
    assert sweep()["copies"] == 1 and sweep()["copies"] == 0
    assert copies(letter) == (False, True)


def test_unclaimed_goods_of_an_erased_sender_are_passed_on_when_their_time_is_over(
    sender: Character, recipient: Character
) -> None:
    letter, mitts = full_letter(sender, recipient)
    before = gold_of(recipient)
    erased(sender)
    let_its_time_run_out(letter)
    returned(passed_on=1)
    assert gold_of(recipient) == before + 70 and has_it(recipient, mitts)
    assert copies(letter) == (False, True) and letter.state == "passed_on"
    assert "The sender is gone" in Notice.objects.filter(character=recipient).latest("pk").text


@pytest.mark.parametrize("sender_first", [True, False])
def test_when_both_are_erased_the_goods_end_with_the_nameless_character_of_the_sender(
    sender: Character, recipient: Character, sender_first: bool
) -> None:
    before = gold_of(sender)
    letter, mitts = full_letter(sender, recipient)
    erased(*((sender, recipient) if sender_first else (recipient, sender)))
    returned(returned=1)
    assert gold_of(sender) == before and has_it(sender, mitts)
    assert copies(letter) == (False, False) and letter.state == "returned"
    assert not Notice.objects.exists()
    pass_a_day()
    assert sweep()["letters"] == 1 and not LedgerAccount.objects.exists()


def test_a_letter_of_the_city_to_an_erased_recipient_is_settled_and_destroys_nothing(recipient: Character) -> None:
    before = gold_of(recipient)
    deliver(
        Delivery(
            sender=None, recipient=recipient.id, from_name="The city", subject="A prize", text="For you.",
            attachments=[Attachment("gold", 70)],
        ),
        source="faucet:staff",
    )  # fmt: skip
    erased(recipient)
    returned(passed_on=1)
    assert gold_of(recipient) == before + 70 and not Notice.objects.exists()
    pass_a_day()
    assert sweep()["letters"] == 1


@pytest.mark.parametrize("settled", ["plain", "claimed", "taken back"])
def test_the_copies_of_settled_letters_go_with_the_account_and_the_other_side_keeps_its_own(
    sender: Character, recipient: Character, settled: str
) -> None:
    letter = make_letter(sender, recipient) if settled == "plain" else full_letter(sender, recipient)[0]
    if settled == "claimed":
        claim(by(recipient), letter=id_of(letter))
    elif settled == "taken back":
        take_back(by(sender), letter=id_of(letter))
    erased(sender)
    assert copies(letter) == (False, True)
    assert mail.mark_read(by(recipient), letter=id_of(letter)).letter == letter.pk
    erased(recipient)
    assert copies(letter) == (False, False)
    pass_a_day()
    assert sweep()["letters"] == 1 and not Letter.objects.exists()


def test_a_sent_letter_stays_without_the_name(sender: Character, recipient: Character) -> None:
    letter = make_letter(sender, recipient, subject="The mill")
    notice = Notice.objects.get(link=f"/play/mail/{letter.pk}/")
    assert notice.text == f"{NAME} wrote to you: The mill"
    erased(sender)
    letter.refresh_from_db()
    notice.refresh_from_db()
    assert letter.text == "Meet me at the mill." and letter.sender is not None
    assert letter.sender.name == f"gone_{sender.pk}"
    assert notice.text == f"gone_{sender.pk} wrote to you: The mill"


def test_a_character_that_was_let_go_leaves_its_letters_when_its_name_goes(sender: Character, recipient: Character) -> None:
    letter, mitts = full_letter(recipient_with_goods(recipient), sender)
    plain = make_letter(sender, recipient)
    let_go(by(sender))
    returned()
    sweep(timezone.now() + timedelta(hours=RESTORE_HOURS + 1))
    assert copies(plain) == (False, True) and copies(letter) == (True, True)
    returned(returned=1)
    assert has_it(recipient, mitts) and copies(letter) == (True, False)


def recipient_with_goods(recipient: Character) -> Character:
    give(recipient, MITTS)
    give(recipient, "gold", 100)
    return recipient


def test_remarks_of_an_erased_reporter_go_and_the_report_stays(sender: Character, recipient: Character) -> None:
    letter = make_letter(sender, recipient)
    report_letter(by(recipient), letter=id_of(letter), reason="insult", remark="was rude to me")
    erased(recipient)
    assert (Report.objects.get().reporters, ReportFiling.objects.get().remark) == (1, "")
    erased(sender)
    assert copies(letter) == (False, False)
    assert sweep()["letters"] == 0, "an open report is about it"


def test_the_export_holds_the_letters_of_both_folders_and_no_name_of_the_other(sender: Character, recipient: Character) -> None:
    make_letter(sender, recipient, text="First.")
    make_letter(recipient, sender, text="Second.")
    make_letter(recipient, make_character(), text="Third.")
    with zipfile.ZipFile(export(user_id=owner_of(sender).pk)) as folder:
        letters = json.loads(folder.read("game.letter.json"))
        whole = "".join(folder.read(name).decode() for name in folder.namelist() if name.startswith("game.letter"))
    assert [letter["text"] for letter in letters] == ["First.", "Second."]
    assert recipient.name not in whole


def test_the_export_does_not_tell_what_the_other_did_with_a_letter(sender: Character, recipient: Character) -> None:
    letter = make_letter(sender, recipient)
    mail.mark_read(by(recipient), letter=id_of(letter))
    mail.delete(by(recipient), letter=id_of(letter))
    for side, told in ((sender, False), (recipient, True)):
        with zipfile.ZipFile(export(user_id=owner_of(side).pk)) as folder:
            (row,) = json.loads(folder.read("game.letter.json"))
        assert (row["you_read_at"] is not None, row["you_deleted_at"] is not None) == (told, told)
        assert "read_at" not in row and "deleted_by_recipient_at" not in row


def test_nobody_writes_to_an_erased_character(sender: Character, recipient: Character) -> None:
    erased(recipient)
    with pytest.raises(GameError) as refusal:
        mail.send(by(sender), to=recipient.id, subject="Are you there", text="Hello?")
    assert refusal.value.code == "not_found"
