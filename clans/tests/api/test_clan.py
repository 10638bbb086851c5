"""Clans over the API: each call, with the number of its statements."""

import pytest

from clans.tests.make import leader_of, make_clan, make_member, rank_of
from game.tests.api.talk import Program, make_program
from game.tests.make import give

pytestmark = pytest.mark.django_db


@pytest.fixture
def me() -> Program:
    program = make_program(level=10)
    give(program.character, "gold", 900)
    return program


def test_a_clan_is_founded_looked_at_and_disbanded(me: Program) -> None:
    made = me.post("clan", {"name": "Night_Owls", "tag": "owl"}, key="found-0001")
    assert (made.status, made.json["tag"]) == (201, "OWL")
    assert me.post("clan", {"name": "Night_Owls", "tag": "owl"}, key="found-0001").json == made.json
    own = me.get("clan")
    assert (own.json["rank"], [m["name"] for m in own.json["members"]]) == ("leader", [me.character.name])
    assert len(own.statements) == 3
    assert me.post("clan/disband", {"name": "Other"}).json["error"]["field"] == "name"
    assert me.post("clan/disband", {"name": "Night_Owls"}).json == {"id": made.json["id"], "refund": 500}
    assert me.get("clan").json["error"]["code"] == "no_clan"


def test_an_applicant_is_taken_in_promoted_and_expelled(me: Program) -> None:
    clan = make_clan(me.character)
    other = make_program(level=2)
    sent = other.post(f"clans/{clan.tag}/apply", {"text": "Please."})
    assert sent.status == 201 and other.get("clan/applications").json["own"][0]["clan"] == clan.tag
    [waiting] = me.get("clan/applications").json["waiting"]
    assert waiting["text"] == "Please."
    assert me.post(f"clan/applications/{waiting['id']}/accept").json["state"] == "accepted"
    promoted = me.post(f"clan/members/{other.character.id}/rank", {"rank": "officer"})
    assert promoted.json == {"id": other.character.id, "rank": "officer"}
    assert me.post(f"clan/members/{other.character.id}/expel").json == {"id": other.character.id, "rank": ""}
    assert other.post("clan/leave").json["error"]["code"] == "no_clan"


def test_invitations_and_links(me: Program) -> None:
    make_clan(me.character)
    guest, second = make_program(level=1), make_program(level=1)
    sent = me.post("clan/invitations", {"to": guest.character.name})
    assert sent.status == 201 and me.get("clan/invitations").json["sent"][0]["character"] == guest.character.name
    assert guest.post(f"clan/invitations/{sent.json['id']}/accept").json["state"] == "accepted"
    code = me.post("clan/links").json["code"]
    assert second.post("clan/links/join", {"code": code}).status == 200 and rank_of(second.character) == "initiate"
    [link] = me.get("clan/links").json["links"]
    assert link["uses"] == 1 and me.post(f"clan/links/{link['id']}/end").status == 200
    assert second.get("clan/links").json["error"]["code"] == "forbidden"


def test_ranks_and_the_lead(me: Program) -> None:
    clan = make_clan(me.character)
    member = make_member(clan)
    changed = me.post("clan/ranks/initiate", {"may": ["invite"], "daily_gold": 5})
    assert changed.json == {"rank": "initiate", "may": ["invite"], "daily_gold": 5}
    assert {r["rank"] for r in me.get("clan/ranks").json["ranks"]} == {"officer", "veteran", "initiate"}
    assert me.post("clan/ranks/leader", {"may": [], "daily_gold": 5}).json["error"]["field"] == "rank"
    assert me.post("clan/admission", {"admission": "open"}).json == {"admission": "open"}
    assert me.post(f"clan/members/{member.id}/lead").json["rank"] == "leader" and leader_of(clan) == member
