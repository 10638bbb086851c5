"""The list of clans: searched, filtered and ordered without scripts."""

import re

import pytest
from django.test import Client

from clans.models import Clan
from clans.rules.ladder import PAGE
from clans.tests.make import leader_of, make_clan, make_member
from game.tests.make import make_character
from game.tests.views.browsers import browser_of, make_player, page_of, statements_of

pytestmark = pytest.mark.django_db


def tags(query: str = "") -> list[str]:
    table = page_of(Client(), f"/clans/{query}").partition("<tbody>")[2].partition("</tbody>")[0]
    return re.findall(r'href="/clans/([A-Z]{3})/"', table)


def copies(count: int) -> None:
    """So many more clans, as rows alone."""
    first = make_clan()
    account = type(first.account)
    for number in range(count):
        made = account.objects.create(kind=first.account.kind)
        leader = make_character(faction=first.faction)
        tag = f"Z{chr(65 + number // 26)}{chr(65 + number % 26)}"
        clan = Clan.objects.create(
            name=f"Copy_{tag}", skeleton=f"copy{tag}", tag=tag, faction=first.faction, account=made, leader=leader, founder=leader,
            contribution=number,
        )  # fmt: skip
        make_leader(clan)


def make_leader(clan: Clan) -> None:
    assert clan.leader is not None
    clan.members.create(character=clan.leader, rank="leader")


@pytest.fixture
def three() -> list[str]:
    wolf = make_character(faction="werewolf", level=10, gold=1_000)
    return [
        make_clan(name="Night_Owls", tag="OWL", level=2, contribution=9_000, admission="open").tag,
        make_clan(wolf, name="Red_Choir", tag="RED", level=4, contribution=30_000).tag,
        make_clan(name="Mill_Rats", tag="RAT", level=1, contribution=10, admission="invitation", size=9).tag,
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["RED", "OWL", "RAT"]), ("?order=size", ["RAT", "RED", "OWL"]), ("?order=new", ["RAT", "RED", "OWL"]),
        ("?search=owl", ["OWL"]), ("?search=RAT", ["RAT"]), ("?search=choir", ["RED"]), ("?search=_O", ["OWL"]), ("?search=%25", []),
        ("?faction=werewolf", ["RED"]), ("?faction=vampire", ["OWL", "RAT"]), ("?recruiting=open", ["OWL"]),
        ("?recruiting=application", ["RED"]), ("?recruiting=any", ["RED", "OWL"]), ("?faction=vampire&recruiting=any&search=i", ["OWL"]),
        ("?order=nonsense&faction=elf&recruiting=x", ["RED", "OWL", "RAT"]),
    ],
)  # fmt: skip
def test_clans_are_found_filtered_and_ordered(three: list[str], query: str, found: list[str]) -> None:
    assert tags(query) == found


def test_a_disbanded_clan_is_not_listed(three: list[str]) -> None:
    Clan.objects.get(tag="OWL").members.all().delete()
    Clan.objects.filter(tag="OWL").update(disbanded_at="2026-01-01T00:00:00Z", leader=None, size=0)
    assert tags() == ["RED", "RAT"]


def test_the_list_has_pages_and_a_fixed_number_of_statements() -> None:
    player = make_player()
    player.client.get("/clans/")
    few = statements_of(lambda: player.client.get("/clans/"))
    copies(PAGE + 3)
    assert (few, statements_of(lambda: player.client.get("/clans/"))) == (4, 4)
    first, second = tags(), tags("?page=2")
    assert (len(first), len(second)) == (PAGE, 4) and not set(first) & set(second)
    assert 'rel="next" href="/clans/?page=2"' in page_of(Client(), "/clans/")
    page = page_of(Client(), "/clans/?page=2&faction=vampire")
    assert 'rel="prev" href="/clans/?faction=vampire"' in page and "noindex" in page


def test_bad_pages_are_refused_and_pages_after_the_last_say_so(three: list[str]) -> None:
    for page in ("0", "x", "-1", "1e3", "999999"):
        assert Client().get(f"/clans/?page={page}").status_code == 400
    assert Client().get("/clans/?search=" + "x" * 21).status_code == 400
    assert "The list ends before this page" in page_of(Client(), "/clans/?page=9")


def test_empty_lists_say_what_to_do() -> None:
    assert "No clan stands yet" in page_of(Client(), "/clans/")
    make_clan()
    assert "No clan is like that" in page_of(Client(), "/clans/?search=zzz")


def test_the_ways_in_depend_on_the_reader(three: list[str]) -> None:
    assert "/accounts/signup/?next=/clans/" in page_of(Client(), "/clans/")
    assert "recruiting=any" in page_of(make_player().client, "/clans/")
    owl = Clan.objects.get(tag="OWL")
    page = page_of(browser_of(make_member(owl)), "/clans/")
    assert "(yours)" in page and "You are one of" in page
    assert page_of(browser_of(leader_of(owl)), "/clans/").count("is-me") == 1


def test_the_way_to_the_list_is_in_the_frame_of_every_page(three: list[str]) -> None:
    for page in ("/", "/leaderboards/level/", "/clans/"):
        assert 'href="/clans/"' in page_of(Client(), page)
    assert page_of(Client(), "/sitemap-clans.xml").count("<url>") == 4
