"""The news of the city: told once each, gathered from the rows, without a name in them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions.erase import erase
from accounts.models import AuditEntry
from accounts.queries.rank import Rank
from accounts.tests.race import at_once
from game.actions import news as actions
from game.actions.boards import count_boards
from game.actions.news import NewNews, record, record_all
from game.actions.news_gather import gather_news
from game.actions.staff_news import hide_news, show_news, write_news
from game.content import catalogue
from game.content.names import item_name, monster_name
from game.models import Character, NewsEntry, Raid
from game.models.ids import NewsId
from game.presenters.news import news_line
from game.queries.news import access_news, latest, news
from game.queries.news_kinds import CITY, RAID
from game.rules.errors import GameError
from game.tests.events import make_blood_moon, make_event
from game.tests.make import make_character, owner_of
from game.tests.news import LEGENDARY, find, make_ended_raid, make_news
from game.tests.seasons import end_season, make_scorer, make_season
from game.tests.staff import by, make_staff

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    """All news in words, the oldest first."""
    return [news_line(row).text for row in reversed(news().rows)]


def test_a_happening_is_recorded_once_by_kind_and_key() -> None:
    assert record(RAID, "7", "It is down.") and not record(RAID, "7", "It is down again.")
    assert record(CITY, "7", "Another kind has keys of its own.")
    assert told() == ["It is down.", "Another kind has keys of its own."]


def test_many_are_recorded_in_one_statement_and_the_known_ones_are_left_out() -> None:
    record(RAID, "1", "It is down.")
    with CaptureQueriesContext(connection) as taken:
        assert record_all([NewNews(RAID, f"{n}", f"Raid {n} ended.") for n in range(1, 60)]) == 58
    assert len(taken) == 1


def test_a_kind_that_nobody_registered_is_refused() -> None:
    with pytest.raises(ValueError, match="gossip"):
        record("gossip", "1", "They say a lot.")


def test_of_two_that_record_the_same_at_once_one_records_it() -> None:
    results = at_once(*[lambda: record_all([NewNews(RAID, "1", "A"), NewNews(RAID, "2", "B")])] * 2)
    assert sorted(results) == [0, 2] and NewsEntry.objects.count() == 2


def test_twin_without_the_key_in_the_database_it_is_told_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "_RECORD", actions._RECORD.replace("ON CONFLICT (kind, key) DO NOTHING", ""))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE game_newsentry DROP CONSTRAINT a_happening_is_told_once")
    try:
        at_once(*[lambda: record(RAID, "1", "A")] * 2)
        assert NewsEntry.objects.count() == 2
    finally:
        NewsEntry.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE game_newsentry ADD CONSTRAINT a_happening_is_told_once UNIQUE (kind, key)")


def test_a_won_raid_is_told_with_boss_crowd_and_killer_and_no_name_is_stored() -> None:
    hunter = make_character()
    raid = make_ended_raid(hunter)
    assert gather_news()["raids"] == 1 and gather_news()["raids"] == 0
    [text] = told()
    assert text.startswith(
        f"{monster_name(raid.boss)} is down. 1 hunter stood against it, and the last blow was struck by {hunter.name}."
    )
    assert text.endswith(catalogue().raid_bosses[raid.boss].fall)
    entry = NewsEntry.objects.get()
    assert hunter.name not in entry.text and entry.people == [hunter.pk] and entry.link == f"/raids/{raid.pk}/"


def test_an_escaped_boss_is_told_and_a_raid_that_was_called_off_is_not() -> None:
    raid = make_ended_raid(make_character(), state=Raid.ESCAPED)
    make_ended_raid(make_character(), state=Raid.CALLED_OFF)
    gather_news()
    [text] = told()
    assert text.startswith(f"{monster_name(raid.boss)} got away from 1 hunter.")


def test_more_damage_than_anybody_did_in_a_raid_before_is_a_record() -> None:
    first, second = make_character(), make_character()
    make_ended_raid(first, 500, hours_ago=9)
    make_ended_raid(second, 400, hours_ago=6)
    make_ended_raid(second, 501, hours_ago=3)
    gather_news()
    [record_text] = [text for text in told() if "Nobody has ever done more" in text]
    assert record_text == f"{second.name} has done 501 damage in one raid. Nobody has ever done more; the mark was 500."


def test_an_ended_season_names_the_first_of_each_board() -> None:
    make_season()
    best = make_scorer(9)
    end_season()
    gather_news()
    [text] = told()
    assert text == f"Season 1 is over. First of all: {best.name} by kills."


def test_a_blood_moon_and_an_event_of_the_staff_are_told_when_they_begin() -> None:
    make_blood_moon()
    make_event(starts=-60, ends=600, title="A Night at the Mill")
    make_event(starts=600, ends=900, title="Later")
    assert gather_news()["events"] == 2
    assert any("Blood Moon" in text for text in told()) and any("A Night at the Mill" in text for text in told())


def test_the_first_at_a_level_is_told_and_what_was_before_the_news_is_not() -> None:
    hunter = make_character(level=19)
    count_boards()
    gather_news()
    assert told() == []
    Character.objects.filter(pk=hunter.pk).update(level=31)
    count_boards()
    assert gather_news()["records"] == 2 and gather_news()["records"] == 0
    assert set(told()) == {f"{hunter.name} is the first in Veyrholt to reach level {n}." for n in (20, 30)}


def test_the_first_find_of_a_legendary_item_is_told_and_the_second_is_not() -> None:
    first, second = make_character(), make_character()
    find(first)
    find(second)
    assert gather_news()["finds"] == 1 and gather_news()["finds"] == 0
    find(second)
    assert gather_news()["finds"] == 0
    assert told() == [f"{first.name} has found {item_name(LEGENDARY)}, the first one that anybody in this city has seen."]


def test_a_find_waits_until_no_older_movement_can_come() -> None:
    find(make_character(), minutes_ago=1)
    assert gather_news()["finds"] == 0
    from game.tests.news import let_minutes_pass

    let_minutes_pass(15)
    assert gather_news()["finds"] == 1


def test_what_the_staff_gave_is_no_find() -> None:
    find(make_character(), reason="staff")
    assert gather_news()["finds"] == 0


def test_gathering_takes_as_many_statements_for_30_raids_as_for_1() -> None:
    def statements(count: int) -> int:
        hunter = make_character()
        for _ in range(count):
            make_ended_raid(hunter)
        with CaptureQueriesContext(connection) as taken:
            gather_news()
        return len(taken)

    gather_news()
    assert statements(1) == statements(30)


def test_an_erased_player_is_gone_from_the_news_at_once() -> None:
    hunter = make_character()
    entry = make_news("{0} did it, and {0} said so.", people=[hunter.id])
    assert told() == [f"{hunter.name} did it, and {hunter.name} said so."]
    erase(user_id=owner_of(hunter).pk)
    assert told() == ["Somebody who left did it, and somebody who left said so."]
    entry.refresh_from_db()
    assert entry.people == [hunter.pk]


def test_staff_write_news_as_plain_text_and_it_is_audited() -> None:
    master = make_staff(Rank.GAME_MASTER)
    order = by(master, key="news-key-1")
    write_news(order, text="  The <b>bridge</b> is\nopen, {0}. ", link="/events/")
    write_news(order, text="  The <b>bridge</b> is\nopen, {0}. ", link="/events/")
    assert told() == ["The <b>bridge</b> is open, {0}."]
    entry = NewsEntry.objects.get()
    assert (entry.kind, entry.written_by_id, entry.link) == (CITY, master.pk, "/events/")
    assert AuditEntry.objects.get(action="staff.write_news").target == f"news:{entry.pk}"


@pytest.mark.parametrize(("text", "link", "field"), [
    ("short", "", "text"), ("x" * 401, "", "text"), ("Long enough words", "//evil.example/", "link"),
    ("Long enough words", "https://evil.example/", "link"), ("Long enough words", "/\\evil.example", "link"),
])  # fmt: skip
def test_news_of_the_staff_that_are_too_short_or_lead_elsewhere_are_refused(text: str, link: str, field: str) -> None:
    with pytest.raises(GameError) as refusal:
        write_news(by(make_staff(Rank.GAME_MASTER)), text=text, link=link)
    assert (refusal.value.code, refusal.value.field) == ("invalid", field) and not NewsEntry.objects.exists()


def test_a_hidden_entry_is_read_by_nobody_not_recorded_again_and_can_be_shown_again() -> None:
    entry, master = make_news(key="1"), make_staff(Rank.GAME_MASTER)
    assert len(latest()) == 1
    hide_news(by(master, "it was wrong"), news=NewsId(entry.pk))
    assert latest() == [] and not record(RAID, "1", "Again.")
    with pytest.raises(GameError, match="no such news"):
        access_news(NewsId(entry.pk))
    with pytest.raises(GameError, match="already"):
        hide_news(by(master), news=NewsId(entry.pk))
    show_news(by(master), news=NewsId(entry.pk))
    assert len(latest()) == 1
    assert AuditEntry.objects.get(action="staff.hide_news").reason == "it was wrong"


def test_a_moderator_may_not_write_news() -> None:
    with pytest.raises(GameError, match="rank"):
        write_news(by(make_staff(Rank.MODERATOR)), text="Long enough words")
