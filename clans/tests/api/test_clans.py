"""The clans of the city over the API, as anybody reads them: each call, with the number of its statements."""

import pytest

from clans.models import Clan
from clans.tests.make import leader_of, make_clan, make_member
from clans.tests.wars import make_rich_clan, make_war
from game.tests.api.talk import Program

pytestmark = pytest.mark.django_db


def test_anybody_searches_the_list_and_asks_for_those_that_recruit() -> None:
    make_clan(name="Night_Owls", tag="OWL", level=3, admission="open")
    make_clan(name="Night_Watch", tag="NWT", level=5, admission="invitation")
    make_clan(name="Day_Larks", tag="LRK", level=9, faction="werewolf")
    everybody = Program().get("clans")
    assert [row["tag"] for row in everybody.json["clans"]] == ["LRK", "NWT", "OWL"] and len(everybody.statements) == 1
    assert (everybody.json["found"], everybody.json["next"]) == (3, None)
    owl = everybody.json["clans"][2]
    assert (owl["name"], owl["admission"], owl["level"], owl["members"], owl["faction"]) == (
        "Night_Owls",
        "open",
        3,
        1,
        "vampire",
    )
    for query, tags in (
        ("search=night", ["NWT", "OWL"]), ("search=owl", ["OWL"]), ("recruiting=any", ["LRK", "OWL"]), ("recruiting=open", ["OWL"]),
        ("faction=werewolf", ["LRK"]), ("order=new", ["LRK", "NWT", "OWL"]), ("search=%25", []), ("page=2", []),
    ):  # fmt: skip
        assert [row["tag"] for row in Program().get(f"clans?{query}").json["clans"]] == tags, query


def test_the_list_goes_on_with_its_next_page(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("clans.api.clans", "clans.queries.ladder"):
        monkeypatch.setattr(f"{module}.PAGE", 2)
    clans = [make_clan(level=9 - n) for n in range(3)]
    first = Program().get("clans").json
    second = Program().get(f"clans?page={first['next']}").json
    assert [row["tag"] for row in first["clans"] + second["clans"]] == [clan.tag for clan in clans]
    assert (first["next"], second["next"]) == (2, None)


@pytest.mark.parametrize(("query", "field"), [
    ("page=0", "page"), ("page=x", "page"), ("order=gold", "order"), ("recruiting=yes", "recruiting"), ("faction=elf", "faction"),
    ("search=" + "x" * 21, "search"), ("search=%00", "search"), ("words=x", "words"),
])  # fmt: skip
def test_a_bad_parameter_is_refused_by_its_field(query: str, field: str) -> None:
    assert Program().get(f"clans?{query}").field_refusal == (400, "invalid", field)


def test_anybody_reads_a_clan_as_its_page_shows_it() -> None:
    clan = make_clan(level=4, charter_html="<p>Be kind.</p>")
    member = make_member(clan)
    found = Program().get(f"clans/{clan.tag.lower()}")
    assert len(found.statements) == 1 and not Program().get(f"clans/{clan.tag}").statements, "it is kept"
    shown = found.json
    assert [(m["name"], m["rank"]) for m in shown["members"]] == [(leader_of(clan).name, "leader"), (member.name, "initiate")]
    assert (shown["level"], shown["charter"], shown["disbanded_at"], shown["perks"]) == (4, "<p>Be kind.</p>", None, [])
    assert shown["room"] >= 2 and shown["xp_bonus"] > 0
    for tag in ("ZZZ", "TOOLONG", "A1B", "ÄÖÜ"):
        assert Program().get(f"clans/{tag}").field_refusal == (404, "not_found", "tag"), tag


def test_anybody_reads_the_wars_of_a_clan_and_the_latest_of_all() -> None:
    one, other, third = make_rich_clan(), make_rich_clan(faction="werewolf"), make_rich_clan()
    war = make_war(one, other)
    latest = Program().get("wars")
    assert [found["id"] for found in latest.json["wars"]] == [war.id] and len(latest.statements) == 1
    assert latest.json["wars"][0]["attacker"]["tag"] == one.tag
    Program().get(f"clans/{other.tag}")
    of_other = Program().get(f"clans/{other.tag}/wars")
    assert of_other.json == latest.json and len(of_other.statements) == 1
    assert Program().get(f"clans/{third.tag}/wars").json == {"wars": []}
    assert Program().get("clans/ZZZ/wars").refusal == (404, "not_found")
    assert Clan.objects.count() == 3
