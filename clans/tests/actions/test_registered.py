"""What clans add to rooms, reports and the news."""

import pytest

from clans.actions.membership import expel, leave
from clans.models import Clan
from clans.tests.make import leader_of, make_clan, make_member
from game.actions.chat import say
from game.actions.report import report
from game.models import ChatRoom, NewsEntry, Report
from game.models.ids import ChatRoomId
from game.queries.chat import admitted
from game.rules.errors import GameError
from game.tests.chat import say_in
from game.tests.make import by, make_character

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


def test_the_founding_of_a_clan_is_news() -> None:
    clan = make_clan()
    assert NewsEntry.objects.get(kind="clan").link == f"/clans/{clan.tag}/"
