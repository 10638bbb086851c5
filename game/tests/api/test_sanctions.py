"""Reports, own sanctions and appeals over the API."""

from typing import Any

import pytest
from django.test import Client

from accounts.queries.rank import Rank
from game.actions.sanctions import FOR_GOOD
from game.actions.staff_account import ban, mute, warn
from game.models import Appeal, Report, Sanction
from game.tests.api.talk import Program
from game.tests.make import make_character, owner_of
from game.tests.staff import by, in_days, make_staff

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = {"text": "It was my sister, and she is sorry."}


@pytest.fixture
def me() -> Program:
    return Program(make_character())


def test_a_name_is_reported_once_for_a_reason_and_day(me: Program) -> None:
    target = f"character:{make_character().pk}"
    sent = {"target": target, "reason": "insult", "remark": "reads like a slur"}
    first = me.post("reports", sent, key="report-key-1")
    assert (first.status, first.json) == (200, {"target": target, "again": False})
    assert me.post("reports", sent, key="report-key-1").json == first.json
    assert me.post("reports", sent).json == {"target": target, "again": True}
    assert Report.objects.get().reporters == 1


@pytest.mark.parametrize(("sent", "refusal"), [
    ({"target": "moon:1", "reason": "spam"}, (400, "invalid", "target")), ({"target": "", "reason": "spam"}, (400, "invalid", "target")),
    ({"target": "profile:1" + "0" * 30, "reason": "cheat"}, (404, "not_found", "target")),
    ({"target": "profile:1", "reason": "rude"}, (400, "invalid", "reason")),
    ({"target": "x" * 61, "reason": "spam"}, (400, "invalid", "target")), ({"reason": "spam"}, (400, "invalid", "target")),
])  # fmt: skip
def test_a_bad_report_names_its_field(me: Program, sent: dict[str, Any], refusal: tuple[int, str, str]) -> None:
    assert me.post("reports", sent).field_refusal == refusal and not Report.objects.exists()


def test_a_letter_that_somebody_else_received_cannot_be_reported(me: Program) -> None:
    assert me.post("reports", {"target": "letter:1", "reason": "spam"}).refusal == (404, "not_found")


def test_own_sanctions_are_listed_and_appealed_once(me: Program) -> None:
    user, staff = owner_of(me.character), make_staff(Rank.MODERATOR)
    warn(by(staff, "You were rude."), user=user.id)
    mute(by(staff), user=owner_of(make_character()).id, until=in_days(1))
    [entry] = me.get("sanctions").json["sanctions"]
    assert (entry["kind"], entry["reason"], entry["state"]) == ("warning", "You were rude.", "told")
    assert (entry["ends_at"], entry["can_appeal"], entry["appeal"]) == (None, True, None)
    assert me.post(f"sanctions/{entry['id']}/appeal", TEXT).json == {"id": entry["id"]}
    assert me.post(f"sanctions/{entry['id']}/appeal", TEXT).refusal == (403, "forbidden")
    other = Sanction.objects.exclude(pk=entry["id"]).get()
    assert me.post(f"sanctions/{other.pk}/appeal", TEXT).refusal == (404, "not_found")
    [entry] = me.get("sanctions").json["sanctions"]
    assert entry["appeal"]["state"] == "open" and not entry["can_appeal"] and Appeal.objects.count() == 1


def test_a_banned_player_with_a_token_is_refused_and_the_login_names_the_appeal(me: Program) -> None:
    user = owner_of(me.character)
    ban(by(make_staff(Rank.GAME_MASTER)), user=user.id, until=FOR_GOOD)
    for answer in (me.get("sanctions"), me.post(f"sanctions/{Sanction.objects.get().pk}/appeal", TEXT)):
        assert answer.status in (401, 403)
    stranger = Program()
    refused = stranger.post("auth/login", {"username": user.username, "password": "pw"})
    assert refused.refusal == (403, "banned")
    link = refused.json["error"]["message"].partition("Appeal: ")[2].partition("/play/")
    assert Client().get(f"/play/{link[2]}").status_code == 200
    wrong = stranger.post("auth/login", {"username": user.username, "password": "no"})
    assert "/play/appeal/" not in str(wrong.json)


def test_the_calls_run_a_fixed_number_of_statements(me: Program) -> None:
    for _ in range(3):
        warn(by(make_staff(Rank.MODERATOR)), user=owner_of(me.character).id)
    me.get("sanctions")
    assert len(me.get("sanctions").statements) == 2
