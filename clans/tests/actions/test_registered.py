"""What clans add to rooms, reports and the news."""

from importlib import import_module

import pytest
from django.db import connection
from django.test import Client

from accounts.queries.rank import Rank
from clans.actions.membership import expel, leave
from clans.actions.staff_clan import disband_clan, rename_clan
from clans.actions.war_job import tend_wars
from clans.models import Clan
from clans.queries.news import subject_of
from clans.tests.make import leader_of, make_clan, make_member
from clans.tests.wars import end_in_time, make_rich_clan, make_war
from game.actions.chat import say
from game.actions.news import record
from game.actions.report import report
from game.models import ChatRoom, NewsEntry, Report
from game.models.ids import ChatRoomId, NewsId
from game.presenters.news import news_line
from game.queries.chat import admitted
from game.queries.news import access_news
from game.rules.errors import GameError
from game.tests.chat import say_in
from game.tests.make import by, make_character
from game.tests.staff import by as by_staff
from game.tests.staff import make_staff

pytestmark = pytest.mark.django_db


def room_of(clan: Clan) -> ChatRoomId:
    return ChatRoomId(ChatRoom.objects.get(kind="clan", key=str(clan.pk)).pk)


def test_only_members_read_and_write_the_room_of_a_clan() -> None:
    clan, other = make_clan(), make_clan()
    member, room = make_member(clan), room_of(clan)
    assert say_in(room, member, "Good evening.").number == 1
    with pytest.raises(GameError) as refused:
        say(by(leader_of(other)), room=room, text="Let me in.")
    assert refused.value.code == "not_found"
    expel(by(leader_of(clan)), member=member.id)
    with pytest.raises(GameError):
        say(by(member), room=room, text="Still here?")
    assert [one.character for one in admitted([(room, leader_of(clan).id), (room, member.id)])] == [leader_of(clan).id]


def test_a_clan_and_its_charter_are_reported_and_its_leader_answers_for_them() -> None:
    clan, reader = make_clan(charter="Words."), make_character()
    for kind in ("clan", "charter"):
        report(by(reader), target=f"{kind}:{clan.pk}", reason="insult", remark="")
    assert set(Report.objects.values_list("target", "about_id")) == {
        (f"{kind}:{clan.pk}", clan.leader_id) for kind in ("clan", "charter")
    }
    leave(by(leader_of(clan)))
    with pytest.raises(GameError) as refused:
        report(by(reader), target=f"clan:{clan.pk}", reason="insult", remark="")
    assert refused.value.code == "not_found"


def test_a_message_is_reported_by_those_who_can_read_it() -> None:
    clan = make_clan()
    member = make_member(clan)
    message = say_in(room_of(clan), leader_of(clan), "Rude words.").id
    report(by(member), target=f"message:{message}", reason="insult", remark="")
    assert Report.objects.get().quote == "Rude words."
    for who, code in ((make_character(), "not_found"), (leader_of(clan), "forbidden")):
        with pytest.raises(GameError) as refused:
            report(by(who), target=f"message:{message}", reason="insult", remark="")
        assert refused.value.code == code


def test_news_name_a_clan_as_it_is_called_now_and_not_at_all_once_it_is_gone() -> None:
    clan = make_clan(name="Rude_Name", tag="RUD")
    founder = leader_of(clan).name
    assert told() == f"{founder} founded Rude_Name [RUD]."
    rename_clan(by_staff(make_staff(Rank.GAME_MASTER)), clan=clan.id, name="Nice_Name", tag="NYC")
    assert told() == f"{founder} founded Nice_Name [NYC]."
    page = Client().get(f"/news/{NewsEntry.objects.get(kind='clan').pk}/").content.decode().replace("<wbr>", "")
    assert (
        '<a href="/clans/NYC/">Nice_Name [NYC]</a>' in page
        and 'href="/clans/NYC/">Read on' in page
        and "Rude" not in page
        and "RUD" not in page
    )
    disband_clan(by_staff(make_staff(Rank.GAME_MASTER)), clan=clan.id)
    assert told() == f"{founder} founded a clan that is no more." and NewsEntry.objects.filter(kind="clan").count() == 1


def test_a_text_that_begins_with_a_clan_that_is_gone_begins_with_a_capital() -> None:
    clan, other = make_clan(), make_clan()
    subjects = [subject_of(clan.id), subject_of(other.id)]
    record("clan", "war-ended:1", "{0} won the war against {1}.", subjects=subjects)
    disband_clan(by_staff(make_staff(Rank.GAME_MASTER)), clan=clan.id)
    assert told() == f"A clan that is no more won the war against {other}."


def test_earlier_news_get_the_numbers_of_their_clans_in_place_of_names() -> None:
    one, other = make_rich_clan(), make_rich_clan(faction="werewolf")
    war = make_war(one, other)
    end_in_time(war)
    tend_wars()
    as_new = list(NewsEntry.objects.order_by("pk").values_list("key", "text", "link", "subjects"))
    assert len(as_new) == 4 and "war-ended" in as_new[-1][0]
    NewsEntry.objects.update(text="Their old names.", subjects=[])
    NewsEntry.objects.filter(key__startswith="founded").update(text="{0} founded a clan: Old [OLD].", link="/clans/OLD/")
    migration = import_module("clans.migrations.0011_news_name_clans")
    for _ in range(2):
        with connection.cursor() as cursor:
            cursor.execute(migration.FOUNDED)
            cursor.execute(migration.WARS)
        assert list(NewsEntry.objects.order_by("pk").values_list("key", "text", "link", "subjects")) == as_new


def told() -> str:
    """The newest news of clans, past the cache."""
    return news_line(access_news(NewsId(NewsEntry.objects.filter(kind="clan").latest("pk").pk))).text
