"""Wars and perks over the API."""

from datetime import timedelta

import pytest

from clans.actions.war_job import tend_wars
from clans.models import War
from clans.tests.make import leader_of, make_member
from clans.tests.wars import end_in_time, make_rich_clan, win_hunts
from game.tests.api.talk import Program

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_war_is_declared_answered_looked_at_and_ranked_by_programs() -> None:
    one, other = make_rich_clan(), make_rich_clan(faction="werewolf")
    attacker, defender, nobody = Program(leader_of(one)), Program(leader_of(other)), Program()
    made = attacker.post("clan/wars", {"tag": other.tag})
    assert (made.status, made.json["fee"]) == (201, 1_000)
    assert attacker.post("clan/wars", {"tag": other.tag}).field_refusal == (409, "too_early", "clan")
    assert defender.post("clan/wars/answer").json == {"id": made.json["id"], "fee": 1_000}
    assert defender.post("clan/wars/answer").refusal == (409, "nothing_to_do")
    [war] = defender.get("clan/wars").json["wars"]
    assert (war["phase"], war["attacker"]["tag"], war["defender"]["paid"], war["outcome"]) == ("notice", one.tag, 1_000, "")
    end_in_time(War.objects.get())
    win_hunts(leader_of(one), 2, ago=timedelta(minutes=40))
    tend_wars()
    found = nobody.get(f"wars/{war['id']}").json
    assert (found["war"]["outcome"], found["war"]["attacker"]["score"], found["war"]["attacker"]["got"]) == (
        "attacker",
        20,
        1_600,
    )
    assert [(f["side"], f["points"], f["counts"]) for f in found["fighters"]] == [
        ("attacker", 20, True),
        ("defender", 0, False),
    ]
    assert [(p["attacker"], p["defender"]) for p in found["curve"]] == [(20, 0)]
    ladder = nobody.get("wars/ladder").json["clans"]
    assert [(row["rank"], row["tag"], row["rating"]) for row in ladder] == [(1, one.tag, 1_016), (2, other.tag, 984)]
    assert nobody.get("wars/999999").refusal == (404, "not_found")


def test_perks_are_listed_and_bought() -> None:
    clan = make_rich_clan(gold=4_100)
    leader = Program(leader_of(clan))
    listed = leader.get("clan/perks").json
    assert listed["gold"] == 4_100 and [p["slug"] for p in listed["perks"] if p["level"] == 1] == ["heralds"]
    assert leader.post("clan/perks/heralds").json == {"perk": "heralds", "gold": 100}
    assert leader.post("clan/perks/hall").refusal == (403, "level_too_low")
    assert leader.post("clan/perks/nothing").refusal == (404, "not_found")
    assert Program(make_member(clan)).post("clan/perks/seal").refusal == (403, "forbidden")
