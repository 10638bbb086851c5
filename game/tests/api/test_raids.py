"""Raids over the API: the state that everybody may read, and hits."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.queries.rank import Rank
from game.actions.hunt import hunt
from game.actions.staff_raid import call_off_raid
from game.models import Character, Raid, RaidFold, RaidHit, RaidReward
from game.models.ids import RaidId
from game.rules import tuning
from game.tests.api.talk import Program, make_program
from game.tests.make import by as player
from game.tests.raids import BOSS, end_now, fold_now, make_hunter, make_raid, rest, strike
from game.tests.staff import by, make_staff

pytestmark = pytest.mark.django_db(transaction=True)
NOBODY = Program()
JUNK = ("0", "-1", "1.5", "9223372036854775808", "9" * 5000, "x", "%00", "1%2F2", "current%00", "١")


def make_fit_program(**fields: Any) -> Program:
    return Program(make_hunter(**fields))


def state_of(raid: RaidId) -> dict[str, Any]:
    answer = NOBODY.get(f"raids/{raid}")
    assert answer.status == 200
    found: dict[str, Any] = answer.json
    return found


def test_without_a_raid_the_current_one_is_404() -> None:
    assert NOBODY.get("raids/current").refusal == (404, "not_found")
    raid = make_raid()
    end_now(raid)
    assert NOBODY.get("raids/current").refusal == (404, "not_found"), "its time is over, though nobody has settled it"
    assert state_of(raid)["state"] == "escaped"


@pytest.mark.parametrize(("gather", "state"), [(0, "fighting"), (600, "gathering")])
def test_the_state_has_the_documented_fields_and_needs_no_token(gather: int, state: str) -> None:
    raid = make_raid(gather=gather)
    answer = NOBODY.get("raids/current")
    assert answer.status == 200 and len(answer.statements) == 1
    assert {"type", "seq", "hp", "hp_max", "ends_at", "top"} <= set(answer.json)
    assert (answer.json["type"], answer.json["id"], answer.json["state"]) == ("raid.snapshot", raid, state)
    assert (answer.json["seq"], answer.json["hp"], answer.json["hp_max"], answer.json["top"]) == (0, 1_000_000, 1_000_000, [])
    assert answer.json["ends_at"].endswith("Z") and answer.json["boss"] == BOSS
    by_id = state_of(raid)
    assert {**by_id, "sent_at": 0} == {**answer.json, "sent_at": 0}


def test_the_top_holds_names_with_damage_and_the_current_phase_is_one_of_those_shown() -> None:
    one, other, raid = make_hunter(), make_hunter(faction="werewolf"), make_raid()
    for hunter in (one, one, other):
        strike(hunter, raid)
    fold_now(raid)
    shown = state_of(raid)
    damage = {hunter.name: sum(hit.counted or 0 for hit in RaidHit.objects.filter(character=hunter)) for hunter in (one, other)}
    assert dict(shown["top"]) == damage and [d for _, d in shown["top"]] == sorted(damage.values(), reverse=True)
    assert (shown["seq"], shown["counted"], shown["hunters"]) == (1, 3, 2)
    assert (shown["vampire"], shown["werewolf"]) == (damage[one.name], damage[other.name])
    assert shown["hp"] == 1_000_000 - sum(damage.values()) and shown["phase"] in range(len(shown["phases"]))


def test_an_unchanged_raid_is_304_and_a_changed_one_is_not() -> None:
    hunter, raid = make_hunter(), make_raid(health=50)
    for path in ("raids/current", f"raids/{raid}"):
        first = NOBODY.get(path)
        tag = first.response["ETag"]
        again = NOBODY.get(path, headers={"if-none-match": tag})
        assert (again.status, again.response.content, again.response["ETag"]) == (304, b"", tag)
        for weak in (f"W/{tag}", f'"other", W/{tag}', "*"):  # the proxy compresses, which makes the tag a weak one
            assert NOBODY.get(path, headers={"if-none-match": weak}).status == 304, weak
        assert NOBODY.get(path, headers={"if-none-match": '"other"'}).status == 200
        assert first.response["Cache-Control"] == "no-cache"
    strike(hunter, raid)
    assert NOBODY.get(f"raids/{raid}", headers={"if-none-match": tag}).status == 304, "a hit without a number changes nothing"
    fold_now(raid)
    folded = NOBODY.get(f"raids/{raid}", headers={"if-none-match": tag})
    assert folded.status == 200 and folded.json["seq"] > 0


def test_the_tag_changes_when_the_fight_begins_and_when_its_time_is_over() -> None:
    raid = make_raid(gather=600)
    tags = [NOBODY.get(f"raids/{raid}").response["ETag"]]
    Raid.objects.update(starts_at=Raid.objects.get().opened_at)
    tags.append(NOBODY.get(f"raids/{raid}").response["ETag"])
    end_now(raid)
    tags.append(NOBODY.get(f"raids/{raid}").response["ETag"])
    assert len(set(tags)) == 3


def test_each_way_in_which_a_raid_ends_is_shown_before_and_after_it_is_settled() -> None:
    hunter, raid = make_hunter(), make_raid(health=1)
    strike(hunter, raid)
    fold_now(raid)
    won = state_of(raid)
    assert (won["state"], won["killer"], won["hp"], won["top"]) == ("won", hunter.name, 0, [[hunter.name, 1]])
    escaped = make_raid()
    end_now(escaped)
    before = state_of(escaped)
    fold_now(escaped)
    assert before["state"] == state_of(escaped)["state"] == "escaped"
    off = make_raid(gather=60)
    call_off_raid(by(make_staff(Rank.GAME_MASTER), "a flood"), raid=off)
    assert state_of(off)["state"] == "called_off"


def test_reading_writes_nothing_and_settles_nothing() -> None:
    hunter, raid = make_hunter(), make_raid()
    strike(hunter, raid)
    end_now(raid)
    before = Raid.objects.values().get()
    with CaptureQueriesContext(connection) as captured:
        for path in ("raids/current", f"raids/{raid}", f"raids/{raid}"):
            NOBODY.get(path)
    assert captured.captured_queries and not [q for q in captured if not q["sql"].lstrip().startswith("SELECT")]
    assert Raid.objects.values().get() == before and RaidHit.objects.get().number is None
    assert not RaidFold.objects.exists() and not RaidReward.objects.exists()


@pytest.mark.parametrize("path", ["raids/current", "raids/{}"])
def test_head_is_answered_as_get(path: str) -> None:
    path = f"/api/v1/{path.format(make_raid())}"
    got, head = NOBODY.ask("GET", path), NOBODY.ask("HEAD", path)
    assert (head.status, head.response.content, head.response["ETag"]) == (200, b"", got.response["ETag"])


@pytest.mark.parametrize("number", JUNK)
def test_an_impossible_id_is_404(number: str) -> None:
    make_raid()
    assert NOBODY.get(f"raids/{number}").refusal == (404, "not_found")
    assert make_fit_program().post(f"raids/{number}/hits").refusal == (404, "not_found")
    assert not RaidHit.objects.exists()


def test_a_hit_has_the_promised_fields_and_is_as_of_the_last_fold() -> None:
    program, raid = make_fit_program(), make_raid()
    first = program.post(f"raids/{raid}/hits")
    assert first.status == 201 and {"damage", "seq", "hp", "rank"} <= set(first.json)
    row = RaidHit.objects.get()
    assert (first.json["hit"], first.json["damage"], first.json["outcome"]) == (row.pk, row.damage, row.outcome)
    assert (first.json["seq"], first.json["hp"], first.json["hp_max"], first.json["rank"]) == (0, 1_000_000, 1_000_000, None)
    assert set(first.json["fairness"]) == {"commit", "nonce"} and first.json["fairness"]["nonce"] == 0
    assert first.json["energy"] == 1000 - tuning.RAID_HIT_ENERGY == Character.objects.get(pk=program.character.pk).energy
    fold_now(raid)
    second = program.post(f"raids/{raid}/hits")
    assert (second.json["seq"], second.json["rank"], second.json["fairness"]["nonce"]) == (1, 1, 1)
    assert second.json["hp"] == 1_000_000 - row.damage


def test_a_hit_takes_three_statements_like_a_hunt() -> None:
    """Read the caller and its character; read what the hit needs; write everything. The raid's row is not written."""
    program, raid = make_fit_program(), make_raid()
    program.post(f"raids/{raid}/hits")
    for number in range(5):
        answer = program.post(f"raids/{raid}/hits", key=f"hit-{number:05}")
        assert answer.status == 201 and len(answer.statements) == 3, answer.statements
        assert not [sql for sql in answer.statements if "UPDATE game_raid " in sql or "game_raid SET" in sql]
    hunted = program.post("hunts", {"location": "old-mill"}, key="hunt-00001")
    assert len(hunted.statements) >= 3


def test_a_hit_sent_twice_happens_once() -> None:
    program, raid = make_fit_program(), make_raid()
    first = program.post(f"raids/{raid}/hits", key="hit-00001")
    second = program.post(f"raids/{raid}/hits", key="hit-00001")
    assert (second.status, second.json) == (first.status, first.json) and RaidHit.objects.count() == 1
    Raid.objects.update(state="escaped", ended_at=Raid.objects.get().opened_at)
    assert program.post(f"raids/{raid}/hits", key="hit-00001").json == first.json, "also after the end"


def test_a_key_of_another_call_or_another_raid_is_409() -> None:
    program, raid = make_fit_program(), make_raid()
    program.post(f"raids/{raid}/hits", key="hit-00001")
    for answer in (
        program.post(f"raids/{raid + 1}/hits", key="hit-00001"), program.post("hunts", {"location": "old-mill"}, key="hit-00001"),
    ):  # fmt: skip
        assert answer.field_refusal == (409, "key_reused", "idempotency_key")


def test_each_refusal_of_a_hit_says_why_and_when_and_takes_nothing() -> None:
    raid = make_raid(gather=600)
    program, weak = make_fit_program(), make_fit_program(hp=1)
    tired = make_fit_program(energy=tuning.RAID_HIT_ENERGY - 1)
    early = program.post(f"raids/{raid}/hits")
    assert early.refusal == (409, "raid_not_started") and 590 <= early.json["error"]["retry_after"] <= 600
    assert program.post(f"raids/{raid + 1}/hits").field_refusal == (404, "not_found", "id")
    Raid.objects.update(starts_at=Raid.objects.get().opened_at)
    for refused, code in ((weak, "defeated"), (tired, "not_enough_energy")):
        answer = refused.post(f"raids/{raid}/hits")
        assert answer.refusal == (409, code)
        assert int(answer.response["Retry-After"]) == answer.json["error"]["retry_after"] > 0
    end_now(raid)
    assert program.post(f"raids/{raid}/hits").refusal == (409, "raid_over")
    fold_now(raid)
    assert program.post(f"raids/{raid}/hits").refusal == (409, "raid_over")
    assert not RaidHit.objects.exists()
    assert Character.objects.get(pk=program.character.pk).energy == 1000


@pytest.mark.limits
def test_a_second_hit_within_two_seconds_is_429() -> None:
    program, raid = make_fit_program(), make_raid()
    assert program.post(f"raids/{raid}/hits").status == 201
    answer = program.post(f"raids/{raid}/hits")
    assert (answer.status, answer.code, answer.response["Retry-After"]) == (429, "too_fast", "2")
    rest(program.character)
    assert program.post(f"raids/{raid}/hits").status == 201


def test_a_hit_needs_a_token_and_a_character() -> None:
    raid, program = make_raid(), make_fit_program()
    assert NOBODY.post(f"raids/{raid}/hits").refusal == (401, "not_logged_in")
    program.delete(f"characters/{program.character.pk}")
    assert program.post(f"raids/{raid}/hits").refusal == (409, "no_character")


@pytest.mark.parametrize("body", [b"[]", b"null", b'{"damage": 999}', b"{", b'"x"'])
def test_a_body_that_says_anything_is_400(body: bytes) -> None:
    raid, program = make_raid(), make_fit_program()
    assert program.post(f"raids/{raid}/hits", body).refusal == (400, "invalid") and not RaidHit.objects.exists()
    assert program.post(f"raids/{raid}/hits", b"{}").status == 201


@pytest.mark.parametrize(("path", "method", "allowed"), [
    ("raids/current", "POST", {"GET", "HEAD"}), ("raids/1", "DELETE", {"GET", "HEAD"}), ("raids/1/hits", "GET", {"POST"}),
])  # fmt: skip
def test_a_wrong_method_is_405_with_the_allowed_ones(path: str, method: str, allowed: set[str]) -> None:
    answer = make_program().ask(method, f"/api/v1/{path}")
    assert (answer.status, answer.code) == (405, "wrong_method") and set(answer.response["Allow"].split(", ")) <= allowed


def test_the_dashboard_names_the_raid_while_one_is_on_and_nothing_otherwise() -> None:
    program = make_fit_program()
    assert program.get("dashboard").json["raid"] is None
    raid = make_raid(gather=60)
    shown = program.get("dashboard").json["raid"]
    assert {name: shown[name] for name in ("id", "hp", "hp_max")} == {"id": raid, "hp": 1_000_000, "hp_max": 1_000_000}
    Raid.objects.update(starts_at=Raid.objects.get().opened_at)
    program.post(f"raids/{raid}/hits")
    fold_now(raid)
    answer = program.get("dashboard")
    assert answer.json["raid"]["hp"] == 1_000_000 - RaidHit.objects.get().damage and len(answer.statements) == 2
    end_now(raid)
    assert program.get("dashboard").json["raid"] is None, "its time is over, though nobody has settled it"
    fold_now(raid)
    assert program.get("dashboard").json["raid"] is None


def test_a_hit_on_a_page_and_one_over_the_api_share_the_dice() -> None:
    program, raid = make_fit_program(), make_raid()
    program.post(f"raids/{raid}/hits")
    assert strike(program.character, raid).fairness.nonce == 1
    assert hunt(player(program.character), place="old-mill").fairness.nonce == 2
