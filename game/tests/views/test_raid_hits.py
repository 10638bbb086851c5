"""The pages of a raid's hits, and revealing a hit's seed."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from game.actions.forget import forget
from game.models import Raid, RaidHit
from game.models.ids import RaidId
from game.tests.raids import end_now, fold_now, make_hunter, make_raid, strike
from game.tests.views.browsers import Player, browser_of, page_of, statements_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unpaced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


@pytest.fixture
def struck() -> tuple[Player, RaidId]:
    """A hunter after three counted hits, and the raid."""
    raid, hunter = make_raid(), make_hunter(name="Ada_Lamplight")
    for _ in range(3):
        strike(hunter, raid)
    fold_now(raid)
    return Player(browser_of(hunter), hunter), raid


def test_anybody_reads_the_hits_in_their_order(struck: tuple[Player, RaidId]) -> None:
    (client, _), raid = struck
    for html in (page_of(Client(), f"/raids/{raid}/hits/"), page_of(client, f"/raids/{raid}/hits/")):
        numbers = re.findall(rf'href="/raids/{raid}/hits/(\d+)/"', html)
        assert numbers == ["1", "2", "3"] and "Ada_<wbr>Lamplight" in html
        for hit in RaidHit.objects.order_by("number"):
            assert hit.hp_after is not None and f"{hit.hp_after:,}</td>" in html


def test_a_hit_without_a_number_is_not_listed_and_has_no_page(struck: tuple[Player, RaidId]) -> None:
    (client, hunter), raid = struck
    strike(hunter, raid)
    assert "/hits/4/" not in page_of(client, f"/raids/{raid}/hits/")
    assert client.get(f"/raids/{raid}/hits/4/").status_code == 404


def test_a_raid_without_hits_says_so() -> None:
    assert "Nobody has struck yet" in page_of(Client(), f"/raids/{make_raid()}/hits/")


def test_the_hits_are_on_pages_of_a_hundred(struck: tuple[Player, RaidId]) -> None:
    (client, _), raid = struck
    first = RaidHit.objects.get(number=1)
    for number in range(4, 251):
        first.pk, first.number, first.nonce = None, number, number
        first.save(force_insert=True)
    pages = [page_of(client, f"/raids/{raid}/hits/?page={page}") for page in (1, 2, 3)]
    found = [[int(n) for n in re.findall(rf'href="/raids/{raid}/hits/(\d+)/"', html)] for html in pages]
    assert found == [list(range(1, 101)), list(range(101, 201)), list(range(201, 251))]
    assert "Page 2 of 3" in pages[1] and 'href="?page=1"' in pages[1] and 'href="?page=3"' in pages[1]
    assert 'rel="prev"' not in pages[0] and 'rel="next"' not in pages[2]


@pytest.mark.parametrize("page, status", [("4", 404), ("0", 400), ("x", 400), ("-1", 400), ("9" * 30, 400)])
def test_a_wrong_page_is_refused(struck: tuple[Player, RaidId], page: str, status: int) -> None:
    (client, _), raid = struck
    assert client.get(f"/raids/{raid}/hits/", {"page": page}).status_code == status


def test_what_counted_of_the_killing_blow_and_of_late_hits_is_told(struck: tuple[Player, RaidId]) -> None:
    (client, hunter), raid = struck
    Raid.objects.filter(pk=raid).update(health=1_000_000)
    last = RaidHit.objects.get(number=3)
    RaidHit.objects.filter(pk=last.pk).update(counted=1, damage=50, outcome="crit", hp_after=0)
    strike(hunter, raid)
    RaidHit.objects.filter(number=None).update(number=4, counted=0, hp_after=0, late=True, outcome="hit", damage=60)
    Raid.objects.filter(pk=raid).update(killing_hit=last.pk)
    html = page_of(client, f"/raids/{raid}/hits/")
    assert html.count("killing blow") == 1 and "all that was left" in html and "too late" in html
    assert "the killing blow" in page_of(client, f"/raids/{raid}/hits/3/")
    assert "came too late to count" in page_of(client, f"/raids/{raid}/hits/4/")


def test_one_hit_shows_its_inputs_and_hides_its_seed_until_the_owner_reveals_it(struck: tuple[Player, RaidId]) -> None:
    (client, hunter), raid = struck
    path = f"/raids/{raid}/hits/2/"
    hit = RaidHit.objects.get(number=2)
    own, visitor = page_of(client, path), page_of(Client(), path)
    for html in (own, visitor):
        assert hit.seed.commit in html and f"{hit.inputs['hunter']['attack']:,}" in html
        assert '"server_seed": null' in html and 'id="dice-check"' not in html
    assert "Open the seal" in own and "Open the seal" not in visitor
    answer = client.post(f"{path}reveal/", {"idempotency_key": "reveal-the-seed"})
    assert answer["Location"] == f"{path}#dice"
    hit.seed.refresh_from_db()
    html = page_of(Client(), path)
    assert hit.seed.server_seed and hit.seed.server_seed in html and 'id="dice-check"' in html
    assert client.post(f"{path}reveal/").status_code == 302 and hunter.seeds.count() == 2, "a seed is revealed once"


def test_only_the_hunter_reveals_the_seed(struck: tuple[Player, RaidId]) -> None:
    (_, hunter), raid = struck
    other = browser_of(make_hunter())
    assert other.post(f"/raids/{raid}/hits/1/reveal/").status_code == 403
    assert Client().post(f"/raids/{raid}/hits/1/reveal/")["Location"].startswith("/accounts/login/")
    assert hunter.seeds.get().revealed_at is None


def test_an_erased_hunter_is_somebody_who_left_and_the_hit_stays(struck: tuple[Player, RaidId]) -> None:
    (_, hunter), raid = struck
    end_now(raid)
    fold_now(raid)
    forget(hunter)
    for path in (f"/raids/{raid}/hits/", f"/raids/{raid}/hits/1/"):
        html = page_of(Client(), path)
        assert "omebody who left" in html and "Ada" not in html and "gone_" not in html
    api = Client().get(f"/api/v1/raids/{raid}/hits/1").json()
    assert api["character"] is None


@pytest.mark.parametrize("path", ["/raids/99999999/hits/", "/raids/99999999/hits/1/", "/raids/1/hits/4000000000/"])
def test_an_unknown_raid_is_not_found(path: str) -> None:
    assert Client().get(path).status_code == 404


def test_the_pages_run_a_fixed_number_of_statements(struck: tuple[Player, RaidId]) -> None:
    (client, _), raid = struck
    hits, hit = f"/raids/{raid}/hits/", f"/raids/{raid}/hits/1/"
    client.get(hits)
    assert [statements_of(lambda p=p: client.get(p)) for p in (hits, hit)] == [5, 4]  # type: ignore[misc]
    assert [statements_of(lambda p=p: Client().get(p)) for p in (hits, hit)] == [2, 1]  # type: ignore[misc]
