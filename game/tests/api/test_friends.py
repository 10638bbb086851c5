"""Friends, mentors, blocks and drafts in the API, as a program sees them."""

import pytest

from game.models import Block, Character, FriendRequest, Friendship, Letter, StoredDraft
from game.tests.api.letters import body
from game.tests.api.talk import Program, make_program
from game.tests.friends import make_block, make_friends, make_pupil
from game.tests.make import make_character
from game.tests.views.test_friends import many_friends

pytestmark = pytest.mark.django_db


@pytest.fixture
def me() -> Program:
    return make_program()


@pytest.fixture
def you() -> Program:
    return make_program(level=30)


def named(program: Program, kind: str = "friend") -> dict[str, str]:
    return {"name": program.character.name, "kind": kind}


def test_two_programs_become_friends_and_part(me: Program, you: Program) -> None:
    asked = me.post("friends/requests", named(you))
    assert (asked.status, asked.json) == (201, {"name": you.character.name, "state": "asked"})
    [request] = you.get("friends").json["requests"]
    assert request | {"at": ""} == {"kind": "friend", "sent": False, "name": me.character.name, "level": 1, "at": ""}
    assert you.post("friends/requests/accept", named(me)).json["state"] == "friend"
    listed = me.get("friends").json
    assert (listed["count"], listed["next"], listed["requests"], listed["hides_seen"]) == (1, None, [], False)
    [friend] = listed["friends"]
    assert (friend["name"], friend["level"], friend["class"]) == (you.character.name, 30, "courtblade") and friend["seen_on"]
    you.put("friends/seen", {"hidden": True})
    assert me.get("friends").json["friends"][0]["seen_on"] is None and you.get("friends").json["hides_seen"]
    assert me.post("friends/end", named(you)).json["state"] == "none" and not Friendship.objects.exists()


def test_requests_are_declined_and_taken_back(me: Program, you: Program) -> None:
    me.post("friends/requests", named(you))
    assert you.post("friends/requests/decline", named(me)).status == 200
    you.post("friends/requests", named(me))
    assert you.post("friends/requests/take_back", named(me)).status == 200
    assert not FriendRequest.objects.filter(closed_at=None).exists()
    assert me.post("friends/requests", named(you)).field_refusal == (409, "too_early", "name")


def test_the_same_key_asks_once(me: Program, you: Program) -> None:
    first, again = (me.post("friends/requests", named(you), key="key-00000001") for _ in range(2))
    assert (first.status, first.json) == (again.status, again.json) and FriendRequest.objects.count() == 1


def test_a_mentor_and_the_pupil_see_each_other(me: Program, you: Program) -> None:
    assert me.post("friends/requests", named(you, "mentor")).status == 201
    assert you.post("friends/requests/accept", named(me, "mentor")).json["state"] == "pupil"
    assert me.get("friends/mentors").json["mentor"]["name"] == you.character.name
    [pupil] = you.get("friends/mentors").json["pupils"]
    assert (pupil["name"], pupil["bonus_until"]) == (me.character.name, None)
    assert you.get("friends/mentors").json["bonus"] == 0


REFUSED = {
    "nobody": ({"name": "Nobody_here"}, (404, "not_found", "name")),
    "no name": ({"name": ""}, (400, "invalid", "name")),
    "an unknown kind": ({"name": "x", "kind": "enemy"}, (400, "invalid", "kind")),
    "an unknown field": ({"name": "x", "gold": 5}, (400, "invalid", "gold")),
}


@pytest.mark.parametrize("call", ["requests", "requests/accept", "requests/decline", "requests/take_back", "end"])
@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_fit_is_refused_by_its_field(me: Program, call: str, case: str) -> None:
    sent, refusal = REFUSED[case]
    assert me.post(f"friends/{call}", sent).field_refusal == refusal


def test_blocks_are_made_listed_and_removed(me: Program, you: Program) -> None:
    made = me.post("blocks", {"name": you.character.name})
    assert made.status == 201 and not made.json["again"]
    assert me.post("blocks", {"name": you.character.name}).json == {"id": made.json["id"], "again": True}
    assert [b["name"] for b in me.get("blocks").json["blocks"]] == [you.character.name]
    for one, other in ((me, you), (you, me)):
        assert one.post("mail", body(other)).field_refusal == (403, "blocked", "to")
        assert one.post("friends/requests", named(other)).field_refusal == (403, "blocked", "name")
    assert you.delete(f"blocks/{made.json['id']}").field_refusal == (404, "not_found", "id")
    assert me.delete(f"blocks/{made.json['id']}").status == 204 and not Block.objects.exists()
    assert me.post("blocks", {"name": "Nobody_here"}).field_refusal == (404, "not_found", "name")


def test_a_draft_is_kept_replaced_sent_and_thrown_away(me: Program, you: Program) -> None:
    kept = me.post("mail/drafts", {"text": "Dear"})
    assert kept.status == 201
    assert me.post("mail/drafts", {"text": "Dear all", "id": kept.json["id"]}).json == kept.json
    [draft] = me.get("mail/drafts").json["drafts"]
    assert (draft["text"], draft["to"], draft["answers"]) == ("Dear all", "", None)
    assert you.delete(f"mail/drafts/{draft['id']}").field_refusal == (404, "not_found", "id")
    assert me.post("mail", body(you, draft=draft["id"])).status == 201
    assert not StoredDraft.objects.exists() and Letter.objects.count() == 1
    again = me.post("mail/drafts", {"subject": "One more"}).json["id"]
    assert me.delete(f"mail/drafts/{again}").status == 204 and not StoredDraft.objects.exists()
    assert me.post("mail/drafts", {}).field_refusal == (400, "invalid", "text")


def test_the_lists_take_as_many_statements_for_a_thousand_friends(me: Program, you: Program) -> None:
    make_friends(me.character, you.character)
    few = len(me.get("friends").statements)
    many_friends(me.character, 1_000)
    first = me.get("friends")
    assert (few, len(first.statements), len(first.json["friends"])) == (5, 5, 100)
    assert len(me.get(f"friends?after={first.json['next']}").json["friends"]) == 100


def test_mentors_and_blocks_take_a_fixed_number_of_statements(you: Program) -> None:
    Character.objects.filter(pk=you.character.pk).update(level=60)
    few = len(you.get("friends/mentors").statements), len(you.get("blocks").statements)
    for _ in range(3):
        make_pupil(you.character)
        make_block(you.character, make_character())
    assert (len(you.get("friends/mentors").statements), len(you.get("blocks").statements)) == few
