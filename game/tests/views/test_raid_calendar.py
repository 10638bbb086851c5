"""The public calendar of raids, its file, and reminders."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from game.content import catalogue
from game.content.raid_windows import boss_of, windows_after
from game.models import Raid, RaidReminder
from game.presenters.calendar_file import escaped, folded
from game.presenters.raid_ics import as_calendar
from game.tests.raids import end_now, fold_now, make_raid
from game.tests.views.browsers import make_player, page_of, statements_of

pytestmark = pytest.mark.django_db
PATH = "/play/raids/"


@pytest.fixture(autouse=True)
def unpaced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


def make_ended(state: str = "escaped", **fields: object) -> Raid:
    """A raid that ended without a hit."""
    raid = make_raid()
    end_now(raid)
    fold_now(raid)
    Raid.objects.filter(pk=raid).update(state=state, **fields)
    return Raid.objects.get(pk=raid)


def test_a_visitor_sees_the_raids_of_two_days_with_their_bosses_and_times() -> None:
    html = page_of(Client(), PATH)
    windows = windows_after(timezone.now(), 8)
    assert re.findall(r'id="window-(\d+)"', html) == [str(window.number) for window in windows]
    for window in windows:
        raid = catalogue().raid_bosses[boss_of(window, list(catalogue().raid_bosses))]
        assert f"<h3>{raid.title}</h3>" in html.replace("&#39;", "'") and f'datetime="{window.opens_at.isoformat()}"' in html
    assert "<form" not in html.partition("<main")[2].partition("</main>")[0] and "Play free" in html


def test_a_raid_that_is_on_stands_first() -> None:
    raid = make_raid(gather=300)
    html = page_of(Client(), PATH)
    assert "The hunters gather" in html and f'href="/raids/{raid}/"' in html and "After that" in html
    end_now(raid)
    html = page_of(Client(), PATH)
    assert "Join the fight" not in html and "got away" in html, (
        "an ended raid is shown as ended before an action has settled it"
    )


def test_a_boss_that_got_away_comes_back_with_its_wound_and_the_expected_hunters_are_those_of_the_hour() -> None:
    window = windows_after(timezone.now(), 3)[2]
    boss = boss_of(window, list(catalogue().raid_bosses))
    make_ended(
        boss=boss, window=window.opens_at - timedelta(days=1), hunters=41, counted=400, hp=F("health") - 5432, vampire=5432
    )
    html = page_of(Client(), PATH)
    card = html.partition(f'id="window-{window.number}"')[2].partition("</li>")[0]
    assert "5,432 damage from last time" in card and "About 41 hunters are expected" in card
    assert html.count("damage from last time") == 1 and html.count("About 41 hunters") == 2, "twice in two days at one hour"


def test_a_fallen_boss_comes_back_whole() -> None:
    boss = boss_of(windows_after(timezone.now(), 1)[0], list(catalogue().raid_bosses))
    make_ended("won", boss=boss, hp=0, vampire=F("health"), killing_hit=1)
    assert "damage from last time" not in page_of(Client(), PATH)


def test_a_player_asks_to_be_reminded_and_takes_it_back() -> None:
    client, character = make_player()
    window = windows_after(timezone.now(), 1)[0]
    assert page_of(client, PATH).count("</svg>Remind me</button>") == 8
    answer = client.post(f"{PATH}remind/", {"window": window.number, "idempotency_key": "remind-me-1"})
    assert answer["Location"] == f"{PATH}#window-{window.number}"
    assert RaidReminder.objects.get().window == window.opens_at
    html = page_of(client, PATH)
    assert html.count("You will be told") == 2 and html.count(f"{PATH}forget/") == 1, "the toast and the badge"
    client.post(f"{PATH}forget/", {"window": window.number, "idempotency_key": "forget-me-1"})
    assert not RaidReminder.objects.exists() and f"{PATH}forget/" not in page_of(client, PATH)
    assert character.raid_reminders.count() == 0


@pytest.mark.parametrize("window", ["", "x", "1", "-4", "9" * 30])
def test_a_window_that_is_no_coming_one_is_refused(window: str) -> None:
    client, _ = make_player()
    for verb in ("remind", "forget"):
        answer = client.post(f"{PATH}{verb}/", {"window": window, "idempotency_key": f"bad-window-{verb}"})
        assert answer.status_code == 400 and "window" in answer.content.decode()


def test_a_visitor_is_asked_to_log_in_for_a_reminder() -> None:
    answer = Client().post(f"{PATH}remind/", {"window": 1})
    assert answer["Location"].startswith("/accounts/login/") and not RaidReminder.objects.exists()


def test_past_raids_are_on_pages_newest_first_each_once() -> None:
    made = [make_ended().pk for _ in range(26)]
    found: list[int] = []
    page: str | None = PATH
    while page:
        html = page_of(Client(), page)
        found += map(int, re.findall(r'<a href="/raids/(\d+)/">', html))
        older = re.search(r'href="(/play/raids/\?before=\d+)#past"', html)
        page = older[1] if older else None
    assert found == sorted(made, reverse=True)


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30])
def test_a_wrong_page_is_refused(before: str) -> None:
    assert Client().get(PATH, {"before": before}).status_code == 400


def test_a_called_off_raid_is_listed_as_called_off() -> None:
    make_ended("called_off", reason="Rain.")
    assert "called off" in page_of(Client(), PATH)


def test_the_calendar_runs_the_same_number_of_statements_for_few_and_many_rows() -> None:
    client, character = make_player()
    client.get(PATH)
    few = statements_of(lambda: client.get(PATH))
    for _ in range(3):
        make_ended()
    RaidReminder.objects.bulk_create(
        RaidReminder(character=character, window=window.opens_at) for window in windows_after(timezone.now(), 8)
    )
    assert (few, statements_of(lambda: client.get(PATH)), statements_of(lambda: Client().get(PATH))) == (6, 6, 3)


MOMENT = datetime(2026, 3, 1, 13, 0, tzinfo=UTC)


def lines_of(content: bytes) -> list[str]:
    """The unfolded lines. Each physical line ends with CRLF and has at most 75 octets."""
    assert content.endswith(b"\r\n") and b"\n" not in content.replace(b"\r\n", b"")
    physical = content.split(b"\r\n")[:-1]
    assert physical and max(map(len, physical)) <= 75
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_the_file_has_an_event_with_an_alarm_for_each_window() -> None:
    windows = windows_after(MOMENT, 4)
    lines = lines_of(as_calendar(windows, made_at=MOMENT, site="https://vvw.example/"))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"] and lines[-1] == "END:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == lines.count("BEGIN:VALARM") == 4
    assert lines.count("TRIGGER:-PT10M") == lines.count("ACTION:DISPLAY") == lines.count("DTSTAMP:20260301T130000Z") == 4
    assert [line for line in lines if line.startswith("DTSTART")] == [f"DTSTART:{w.opens_at:%Y%m%dT%H%M%SZ}" for w in windows]
    assert [line for line in lines if line.startswith("UID:")] == [f"UID:raid-window-{w.number}@vvw.example" for w in windows]


def test_the_uid_of_a_window_is_the_same_in_a_later_file() -> None:
    first = lines_of(as_calendar(windows_after(MOMENT, 3), made_at=MOMENT, site="https://vvw.example"))
    later = MOMENT + timedelta(hours=7)
    second = lines_of(as_calendar(windows_after(later, 3), made_at=later, site="https://vvw.example"))
    shared = {line for line in first if line.startswith("UID:")} & {line for line in second if line.startswith("UID:")}
    assert len(shared) == 2


def test_text_is_escaped_and_long_lines_are_folded_between_characters() -> None:
    assert escaped("a,b;c\\d\r\ne\nf\x07") == "a\\,b\\;c\\\\d\\ne\\nf"
    for text in ("x" * 300, "é" * 120, "狼" * 60, "🦇" * 50, "x" * 75, ""):
        line = folded(f"SUMMARY:{text}")
        assert line.decode().replace("\r\n ", "") == f"SUMMARY:{text}\r\n"
        assert max(map(len, line.split(b"\r\n"))) <= 75
    assert folded("x" * 75) == b"x" * 75 + b"\r\n" and folded("x" * 76) == b"x" * 75 + b"\r\n x\r\n"


def test_every_text_of_the_content_survives_the_file() -> None:
    windows = windows_after(MOMENT, len(catalogue().raid_bosses))
    lines = lines_of(as_calendar(windows, made_at=MOMENT, site="https://vvw.example"))
    told = [line.removeprefix("DESCRIPTION:").partition("\\n\\n")[0] for line in lines if line.startswith("DESCRIPTION:")][::2]
    plain = [text.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\") for text in told]
    assert plain == [catalogue().raid_bosses[boss_of(w, list(catalogue().raid_bosses))].call for w in windows]


def test_the_file_is_cached_and_runs_no_statement() -> None:
    client = Client()
    assert statements_of(lambda: client.get("/raids/calendar.ics")) == 0
    answer = client.get("/raids/calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8" and answer["Cache-Control"] == "public, max-age=3600"
    assert "Cookie" not in answer.get("Vary", "") and not answer.cookies
    assert lines_of(answer.content).count("BEGIN:VEVENT") == 56
    again = client.get("/raids/calendar.ics", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304 and again.content == b""
