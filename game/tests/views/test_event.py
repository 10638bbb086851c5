"""The pages of events, their calendar files, and where other pages name an event."""

import re
from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from pytest_django import Settings

from game.actions.event_plan import plan_events
from game.models import Battle, Character, GameEvent
from game.presenters.event import time_left
from game.tests.events import make_blood_moon, make_event
from game.tests.raids import make_raid
from game.tests.views.browsers import HTMX, make_player, page_of, statements_of
from vvw_site.foundation.database.clock import database_now

pytestmark = pytest.mark.django_db
PATH = "/events/"


@pytest.fixture(autouse=True)
def unpaced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


def plain(html: str) -> str:
    return " ".join(
        re.sub(r"<[^>]+>", " ", html.partition("<main")[2].partition("</main>")[0])
        .replace("\xa0", " ")
        .replace("&nbsp;", " ")
        .split()
    )


def test_an_empty_world_has_three_empty_lists_with_words() -> None:
    text = plain(page_of(Client(), PATH))
    assert "An ordinary night" in text and "Nothing is announced" in text and "No event has ended yet" in text


def test_what_is_on_what_comes_and_what_was_stand_in_their_lists() -> None:
    plan_events()
    moon = make_blood_moon(ends=7260)
    make_event(starts=-9000, ends=-5000, title="Yesterday's Bell", gold_percent=200)
    make_event(starts=-9000, ends=9000, title="Called Off", stopped_at=database_now())
    html = page_of(Client(), PATH)
    on, coming, over = html.partition('id="on"')[2], html.partition('id="coming"')[2], html.partition('id="over"')[2]
    assert f'href="/events/{moon.pk}/"' in on.partition('id="coming"')[0] and "Ends in" in on
    assert 'data-countdown="7260"' in html or 'data-countdown="7259"' in html
    assert coming.partition('id="over"')[0].count('class="card coming-event"') == 6, "of a year, the next few"
    assert "Yesterday&#39;s Bell" in over and over.count("stopped</span>") == 1
    text = plain(html)
    assert "XP +50 %, gold +25 %, finds +25 %" in text and "+50 % XP" in text


def test_times_are_written_in_utc_and_marked_for_the_reader_s_own_zone() -> None:
    event = make_event(starts=3600, ends=7200)
    html = page_of(Client(), PATH)
    assert f'datetime="{event.starts_at.isoformat()}" data-local>' in html and "UTC</time>" in html and "local_time.js" in html


def test_marked_monsters_have_emblem_and_link_and_those_that_left_the_world_are_named_without() -> None:
    make_event(marked=["flour-rat", "left-the-world"], gold_percent=200)
    html = page_of(Client(), PATH)
    assert 'href="/wiki/monsters/flour-rat/"' in html and "/emblems/monster/flour-rat.svg" in html
    assert "left-the-world (no longer in Veyrholt)" in html and "/wiki/monsters/left-the-world/" not in html


def test_what_staff_wrote_is_escaped() -> None:
    event = make_event(title="<script>alert(1)</script>", text="<img src=x onerror=alert(1)>")
    for path in (PATH, f"/events/{event.pk}/"):
        html = page_of(Client(), path)
        assert "<script>alert" not in html and "<img src=x" not in html


@pytest.mark.parametrize(
    "starts, ends, words", [(-60, 3600, "Ends in"), (3600, 7200, "Begins in"), (-7200, -3600, "Is over")]
)  # fmt: skip
def test_the_page_of_an_event_says_where_it_stands(starts: float, ends: float, words: str) -> None:
    event = make_event(starts=starts, ends=ends, gold_percent=50)
    text = plain(page_of(Client(), f"/events/{event.pk}/"))
    assert words in text and event.title in text and "−50 % gold" in text


@pytest.mark.parametrize("path", ["/events/987654/", "/events/987654/calendar.ics", "/events/0/"])
def test_an_event_that_does_not_exist_is_a_page_that_says_so(path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 404 and "Vampires" in answer.content.decode()


def test_pages_and_files_take_a_fixed_number_of_statements() -> None:
    client, _ = make_player()
    client.get(PATH)

    def taken() -> list[int]:
        last = GameEvent.objects.latest("pk")
        paths = [PATH, f"/events/{last.pk}/", "/events/calendar.ics", f"/events/{last.pk}/calendar.ics"]
        return [statements_of(partial(Client().get, path)) for path in paths] + [statements_of(lambda: client.get(PATH))]

    make_event()
    few = taken()
    plan_events()
    for number in range(30):
        make_event(starts=-9000 - number, ends=-10, marked=["flour-rat"])
    assert few == taken() and few[:4] == [1, 1, 1, 1]


def test_the_file_has_an_entry_for_each_event_and_stays_the_same_until_one_changes() -> None:
    plan_events()
    moon = GameEvent.objects.order_by("starts_at")[0]
    make_event(starts=-9000, ends=-10)
    client = Client()
    first = client.get("/events/calendar.ics")
    text = first.content.decode()
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert text.count("BEGIN:VEVENT") == GameEvent.objects.count() - 1
    assert all(len(line) <= 75 for line in first.content.split(b"\r\n"))
    assert f"DTSTART:{moon.starts_at:%Y%m%dT%H%M%SZ}\r\n" in text and f"DTEND:{moon.ends_at:%Y%m%dT%H%M%SZ}\r\n" in text
    assert "SUMMARY:Blood Moon\r\n" in text and f"/events/{moon.pk}/" in text.replace("\r\n ", "")
    assert client.get("/events/calendar.ics", headers={"if-none-match": first["ETag"]}).status_code == 304
    GameEvent.objects.filter(pk=moon.pk).update(title="Red Moon; no, really", changed_at=database_now())
    again = client.get("/events/calendar.ics", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200 and "SUMMARY:Red Moon\\; no\\, really\r\n" in again.content.decode()


def test_the_file_of_one_event_says_that_it_was_called_off() -> None:
    event = make_event(starts=3600, ends=7200)
    path = f"/events/{event.pk}/calendar.ics"
    assert "STATUS:CONFIRMED" in Client().get(path).content.decode()
    GameEvent.objects.update(stopped_at=database_now())
    text = Client().get(path).content.decode()
    assert "STATUS:CANCELLED" in text and "BEGIN:VALARM" not in text


def test_a_raid_and_an_event_share_one_line_and_a_screen_reader_has_both_in_full() -> None:
    client, _ = make_player()
    make_blood_moon()
    make_raid()
    html = page_of(client, "/play/hunt/")
    strips = html.partition('<aside class="strips" aria-label="What is on now">')[2].partition("</aside>")[0]
    assert strips.count('<a class="raid-strip') == 2 and "Join the fight" in strips and "XP +50" in strips


def test_every_page_of_a_player_names_the_event_that_is_on_but_its_own_pages() -> None:
    client, _ = make_player()
    assert "event-strip" not in page_of(client, "/play/hunt/")
    event = make_blood_moon()
    make_event()
    html = page_of(client, "/play/hunt/")
    assert "event-strip--blood_moon" in html and "1 more event" in html
    assert "event-strip" not in page_of(client, f"/events/{event.pk}/")
    assert "event-strip" not in page_of(Client(), "/play/raids/"), "a visitor has no strip"


def test_the_dashboard_and_the_landing_page_count_down_to_the_next_one() -> None:
    client, _ = make_player()
    make_event(starts=88_000, ends=100_000, title="Soon Enough", xp_percent=200)
    for html in (page_of(client, "/play/"), page_of(Client(), "/")):
        assert "Soon Enough" in html and "1 day 0 h" in html and "XP +100\xa0%" in html


def test_the_dashboard_shows_what_is_on_larger() -> None:
    client, _ = make_player()
    make_blood_moon()
    assert "event-near--blood_moon" in page_of(client, "/play/")


def test_the_strip_and_the_dashboard_cost_no_statement() -> None:
    client, _ = make_player()
    client.get("/play/")
    paths = ("/play/", "/play/hunt/", "/play/inventory/")
    before = [statements_of(partial(client.get, path)) for path in paths]
    make_blood_moon()
    assert [statements_of(partial(client.get, path)) for path in paths] == before


def test_a_hunt_s_report_and_its_battle_say_what_the_moon_did() -> None:
    client, character = make_player()
    Character.objects.filter(pk=character.pk).update(strength=300, hp=100_000)
    moon = make_blood_moon()
    form = {"location": "old-mill", "idempotency_key": "key-00000001"}
    report = client.post("/play/hunt/", form, headers=HTMX).content.decode()
    GameEvent.objects.update(stopped_at=database_now() - timedelta(seconds=1))
    battle = page_of(client, f"/play/battles/{Battle.objects.get().pk}/")
    for html in (report, battle):
        assert f'<a href="/events/{moon.pk}/">Blood Moon</a> raised this reward: XP +50\xa0%' in html
    client.post("/play/hunt/", form | {"idempotency_key": "key-00000002"})
    assert "raised this reward" not in page_of(client, f"/play/battles/{Battle.objects.latest('pk').pk}/")


@pytest.mark.parametrize(
    "seconds, words",
    [(0, "0 s"), (59, "59 s"), (60, "1 min"), (3599, "59 min"), (3600, "1 h 0 min"), (86_399, "23 h 59 min"), (86_400, "1 day 0 h"),
     (90 * 86_400 + 7200, "90 days 2 h")],
)  # fmt: skip
def test_time_left_in_words(seconds: int, words: str) -> None:
    assert time_left(seconds) == words


def test_the_sitemap_lists_the_events_and_is_cached() -> None:
    event = make_event()
    text = Client().get("/sitemap-events.xml").content.decode()
    assert "/events/</loc>" in text and f"/events/{event.pk}/</loc>" in text
    assert statements_of(lambda: Client().get("/sitemap-events.xml")) == 0


@pytest.mark.parametrize("path", ["/", "/play/", "/play/raids/"])
def test_pages_link_to_the_events(path: str) -> None:
    client, _ = make_player()
    assert 'href="/events/"' in page_of(client, path)
