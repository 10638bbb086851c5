"""A letter to all members of a clan."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clans.actions.circular import write_to_clan
from clans.tests.make import block, leader_of, make_clan, make_member
from game.models import Character, Circular, Letter
from game.tests.letters import refusal
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db


def test_every_other_member_gets_one_letter() -> None:
    clan, other = make_clan(), make_clan()
    officer, leader, member = make_member(clan, rank="officer"), leader_of(clan), make_member(clan)
    make_member(other)
    assert write_to_clan(by(officer), subject="Tonight", text="At the mill.").letters == 2
    assert set(Letter.objects.values_list("recipient_id", flat=True)) == {leader.pk, member.pk}
    assert Circular.objects.get().about == f"clan:{clan.pk}"


def test_whoever_blocked_the_writer_gets_none() -> None:
    clan = make_clan()
    member, reader = make_member(clan), make_member(clan)
    block(member, leader_of(clan))
    assert write_to_clan(by(leader_of(clan)), subject="Tonight", text="At the mill.").letters == 1
    assert Letter.objects.get().recipient_id == reader.pk


def test_who_may_not_is_refused() -> None:
    clan = make_clan()
    assert refusal(lambda: write_to_clan(by(make_member(clan)), subject="a", text="b"))[0] == "forbidden"
    assert refusal(lambda: write_to_clan(by(make_character()), subject="a", text="b"))[0] == "no_clan"
    assert refusal(lambda: write_to_clan(by(leader_of(clan)), subject="", text="b")) == ("invalid", "subject")
    for number in range(5):
        write_to_clan(by(leader_of(clan)), subject=f"{number}", text="b")
    assert refusal(lambda: write_to_clan(by(leader_of(clan)), subject="six", text="b"))[0] == "too_fast"
    assert refusal(lambda: write_to_clan(by(leader_of(make_clan())), subject="a", text="b"))[0] == "nothing_to_do"


def test_the_number_of_statements_does_not_grow_with_the_members() -> None:
    def statements(leader: Character) -> int:
        with CaptureQueriesContext(connection) as captured:
            write_to_clan(by(leader), subject="a", text="b")
        return len(captured)

    clan = make_clan()
    make_member(clan)
    few = statements(leader_of(clan))
    for _ in range(6):
        make_member(clan)
    assert statements(leader_of(clan)) == few
