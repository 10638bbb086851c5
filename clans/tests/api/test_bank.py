"""The bank of a clan over the API."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from clans.tests.bank import DRAUGHT, asked, gold_in, make_bank, make_senior, put_item
from clans.tests.make import leader_of, make_member
from game.models import ApiToken
from game.tests.api.talk import Program
from game.tests.make import give, held, make_character

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def rate_limits_off(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


def test_a_program_gives_takes_out_and_reads_the_bank() -> None:
    clan = make_bank()
    leader = leader_of(clan)
    give(leader, "gold", 100)
    program = Program(leader)
    gift = {"gold": 90, "items": [{"id": held(leader, DRAUGHT).pk, "quantity": 2}]}
    assert program.post("clan/bank/gifts", gift, key="gift-0001").status == 201
    state = program.get("clan/bank")
    assert (state.json["gold"], state.json["things"], state.json["given"], state.json["daily_gold"]) == (90, 1, 90, None)
    done = program.post("clan/bank/withdrawals", {"quantity": 40}, key="take-0001")
    assert done.status == 200 and done.json["withdrawal"] is None and gold_in(clan) == 50
    assert program.post("clan/bank/withdrawals", {"quantity": 40}, key="take-0001").json == done.json and gold_in(clan) == 50
    (thing,) = program.get("clan/bank/items").json["items"]
    assert (thing["item"], thing["quantity"], thing["member"]) == (DRAUGHT, 2, None)
    moved = program.get("clan/bank/movements").json["movements"]
    assert [(m["reason"], m["came"], m["item"], m["quantity"]) for m in moved] == [
        ("Taken out", False, "gold", 40), ("Gift", True, DRAUGHT, 2), ("Gift", True, "gold", 90),
    ]  # fmt: skip


def test_taking_out_needs_a_token_of_the_last_ten_minutes() -> None:
    clan = make_bank(100)
    program = Program(leader_of(clan))
    ApiToken.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    assert program.post("clan/bank/withdrawals", {"quantity": 1}).refusal == (403, "confirm_yourself")
    ApiToken.objects.update(created_at=timezone.now() - timedelta(minutes=9))
    assert program.post("clan/bank/withdrawals", {"quantity": 1}).status == 200


def test_withdrawals_are_signed_and_stopped_and_refusals_have_their_codes() -> None:
    clan = make_bank(100_000)
    asker = make_senior(clan)
    withdrawal = asked(clan, asker)
    leader, veteran, initiate = Program(leader_of(clan)), Program(make_senior(clan, "veteran")), Program(make_member(clan))
    assert initiate.post(f"clan/bank/withdrawals/{withdrawal}/sign").refusal == (403, "forbidden")
    assert leader.post(f"clan/bank/withdrawals/{withdrawal}/sign").json["state"] == "asked"
    assert veteran.post(f"clan/bank/withdrawals/{withdrawal}/sign").json == {
        "id": withdrawal,
        "state": "waiting",
        "signatures": 2,
    }
    (entry,) = initiate.get("clan/bank/withdrawals").json["withdrawals"]
    assert entry["signed_by"] == [leader.character.pk, veteran.character.pk] and entry["due_at"]
    assert leader.post(f"clan/bank/withdrawals/{withdrawal}/stop").json["state"] == "stopped"
    assert leader.post("clan/bank/withdrawals/999999/stop").refusal == (404, "not_found")
    assert initiate.get("clan/bank/movements").refusal == (403, "forbidden")
    assert Program(make_character()).get("clan/bank").refusal == (409, "no_clan")


def test_a_thing_is_lent_given_back_and_taken_back_and_dues_are_set() -> None:
    clan = make_bank()
    thing, member = put_item(clan), make_member(clan)
    leader, borrower = Program(leader_of(clan)), Program(member)
    lent = leader.post(f"clan/bank/items/{thing}/lend", {"member": member.pk})
    assert lent.json == {"id": thing, "item": "clerks-sabre", "member": member.pk, "lent": True}
    (held_now,) = [one for one in borrower.get("inventory").json["items"] if one["id"] == thing]
    assert held_now["lent"]
    assert borrower.post(f"inventory/{thing}/sell", {"quantity": 1}).refusal == (409, "lent")
    assert [one["member"] for one in leader.get("clan/bank/loans").json["items"]] == [member.pk]
    assert borrower.post(f"clan/bank/items/{thing}/give_back").json["lent"] is False
    leader.post(f"clan/bank/items/{thing}/lend", {"member": member.pk})
    assert leader.post(f"clan/bank/items/{thing}/take_back", {"member": member.pk}).json["lent"] is False
    assert leader.post("clan/bank/dues", {"gold": 5}).json == {"gold": 5}
    assert borrower.post("clan/bank/dues", {"gold": 6}).refusal == (403, "forbidden")
    assert leader.post("clan/bank/dues", {"gold": 10_001}).refusal == (400, "invalid")


def test_the_calls_run_a_fixed_number_of_statements() -> None:
    clan = make_bank(100)
    put_item(clan)
    program = Program(leader_of(clan))
    calls = {"clan/bank": 7, "clan/bank/items": 3, "clan/bank/loans": 3, "clan/bank/withdrawals": 3, "clan/bank/movements": 4}
    assert {path: len(program.get(path).statements) for path in calls} == calls
