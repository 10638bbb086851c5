"""The picture of an ended raid, the tags that name it, and the sitemap of ended raids."""

import threading
from base64 import b64encode
from collections.abc import Callable
from time import sleep
from typing import Any

import pytest
from django.core.cache import cache
from django.template import engines
from django.test import Client
from pytest_django import Settings

from game.content import catalogue
from game.models import Raid
from game.models.ids import RaidId
from game.presenters.raid_card import card_svg, short
from game.presenters.raid_card import raid_card as drawn
from game.presenters.raid_share import raid_share_tags
from game.queries.raid import RaidView, access_raid
from game.queries.raid_record import RaidCurve, raid_curve
from game.tests.queries.test_raid_record import make_fought
from game.tests.raids import end_now, fold_now, make_raid
from game.tests.views.browsers import statements_of
from vvw_site.foundation import read_through
from vvw_site.foundation.read_through import compute_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unpaced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False
    settings.SITE_URL = "https://vvw.example"


def head_of(raid: RaidId) -> str:
    template = '{% from "game/parts/raid_share.html" import raid_share %}{{ raid_share(share) }}'
    return engines["pages"].from_string(template).render({"share": raid_share_tags(access_raid(raid))})


def test_the_picture_of_a_settled_raid_is_a_png_of_the_size_that_the_tags_say() -> None:
    raid = make_fought()
    answer = Client().get(f"/raids/{raid}/card.png")
    assert answer.status_code == 200 and answer["Content-Type"] == "image/png"
    assert answer.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert [int.from_bytes(answer.content[at : at + 4], "big") for at in (16, 20)] == [1200, 630]
    assert len(answer.content) < 300_000
    head = head_of(raid)
    assert f'property="og:image" content="https://vvw.example/raids/{raid}/card.png"' in head
    assert f'rel="canonical" href="https://vvw.example/raids/{raid}/"' in head and "2 hunters did" in head
    assert 'og:image:width" content="1200"' in head and 'og:image:height" content="630"' in head


def test_the_picture_is_rendered_once_and_then_answered_from_the_cache_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    raid, rendered = make_fought(), list[RaidId]()

    def draw(shown: RaidView, curve: RaidCurve) -> bytes:
        rendered.append(shown.id)
        return drawn(shown, curve)

    monkeypatch.setattr("game.views.raid_card.raid_card", draw)
    first = Client().get(f"/raids/{raid}/card.png")
    assert Client().get(f"/raids/{raid}/card.png").content == first.content and len(rendered) == 1
    again = Client().get(f"/raids/{raid}/card.png", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and again.content == b"" and again["ETag"] == first["ETag"]
    assert first["Cache-Control"] == again["Cache-Control"] == "public, max-age=604800"
    assert not first.cookies and "Cookie" not in first.get("Vary", "")


def test_the_picture_takes_two_statements_and_one_from_the_cache() -> None:
    raid = make_fought()
    assert [statements_of(lambda: Client().get(f"/raids/{raid}/card.png")) for _ in range(2)] == [2, 1]


def test_a_raid_that_is_not_settled_or_does_not_exist_has_no_picture_and_no_tag_for_one() -> None:
    raid = make_raid()
    for _ in range(2):
        assert Client().get(f"/raids/{raid}/card.png").status_code == 404
        assert "card.png" not in head_of(raid) and "img/og" in head_of(raid)
        end_now(raid)
    assert Client().get("/raids/99999999/card.png").status_code == 404
    fold_now(raid)
    assert Client().get(f"/raids/{raid}/card.png").status_code == 200 and "Nobody had struck it." in head_of(raid)


@pytest.mark.parametrize("state", ["won", "escaped", "called_off"])
def test_the_picture_tells_how_it_ended_and_names_no_hunter(state: str) -> None:
    raid = access_raid(make_fought())
    changed: Any = {"stored_state": state}
    raid = type(raid)(**{name: getattr(raid, name) for name in raid.__struct_fields__} | changed)
    svg = card_svg(raid, raid_curve(raid))
    words = {"won": "fell", "escaped": "got away", "called_off": "called off"}[state]
    assert words in svg.replace("\u00a0", " ") and "Ada" not in svg and "Bram" not in svg and ">2</text>" in svg


def test_every_boss_has_a_picture() -> None:
    raid = access_raid(make_fought(strikes=1))
    fields = {name: getattr(raid, name) for name in raid.__struct_fields__}
    assert len(catalogue().raid_bosses) > 10
    for boss in [*catalogue().raid_bosses, "left-the-content"]:
        assert card_svg(type(raid)(**fields | {"boss": boss}), raid_curve(raid)).startswith("<svg")


@pytest.mark.parametrize(
    "number, words", [(0, "0"), (999_999, "999,999"), (1_234_567, "1.2 million"), (10**15, "1000.0 trillion")]
)
def test_large_numbers_are_short(number: int, words: str) -> None:
    assert short(number) == words


def computed_by_six(compute: Callable[[], bytes]) -> list[bytes]:
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(compute_once("six at once", 60, compute))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


class NoLock:
    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


@pytest.mark.parametrize("lock", [None, NoLock()], ids=["one process", "as several processes"])
def test_of_many_requests_at_once_one_renders(monkeypatch: pytest.MonkeyPatch, lock: object) -> None:
    runs: list[int] = []

    def compute() -> bytes:
        runs.append(1)
        sleep(0.2)
        return b"\x00picture\xff"

    if lock is not None:
        monkeypatch.setattr(read_through, "_computing", lock)
    assert computed_by_six(compute) == [b"\x00picture\xff"] * 6 and len(runs) == 1


def test_without_lock_and_guard_they_all_would(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []
    all_in = threading.Barrier(6, timeout=10)

    def compute() -> bytes:
        runs.append(1)
        all_in.wait()
        return b"picture"

    monkeypatch.setattr(read_through, "_computing", NoLock())
    monkeypatch.setattr(cache, "add", lambda *args: True, raising=False)
    assert computed_by_six(compute) == [b"picture"] * 6 and len(runs) == 6


def test_a_value_that_another_process_stored_between_the_look_and_the_guard_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    add = cache.add

    def add_late(*args: Any) -> bool:
        cache.set("just stored", b64encode(b"theirs").decode(), 60)
        return bool(add(*args))

    monkeypatch.setattr(cache, "add", add_late, raising=False)
    assert compute_once("just stored", 60, lambda: b"mine") == b"theirs"


def test_a_process_that_died_while_rendering_keeps_nobody_waiting_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_through, "WAIT_SECONDS", 0.1)
    cache.set("left behind:guard", 1, 60)
    assert compute_once("left behind", 60, lambda: b"mine") == b"mine"


def test_the_sitemap_lists_settled_raids_with_the_moment_of_their_end() -> None:
    ended, still_on = make_fought(), make_raid()
    answer = Client().get("/sitemap-raids.xml")
    row = Raid.objects.get(pk=ended)
    assert row.ended_at is not None
    xml = answer.content.decode()
    expected = f"<loc>https://vvw.example/raids/{ended}/</loc><lastmod>{row.ended_at.isoformat(timespec='seconds')}</lastmod>"
    assert answer["Content-Type"] == "text/xml; charset=utf-8" and expected in xml
    assert f"/raids/{still_on}/" not in xml and xml.count("<url>") == 1 and xml.endswith("</urlset>\n")


def test_the_sitemap_runs_one_statement_and_none_from_the_cache() -> None:
    make_fought()
    assert [statements_of(lambda: Client().get("/sitemap-raids.xml")) for _ in range(2)] == [1, 0]
