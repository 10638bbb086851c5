"""What an optimistic action may write, and answers that the write itself fills in."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from msgspec import Struct

from game.actions import optimistic_action as module
from game.actions.actor import Actor, Repeat
from game.actions.optimistic_action import OptimisticContext, VersionChanged, optimistic_action
from game.models import Character, Notice, Receipt
from game.rules.errors import GameError
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db(transaction=True)
MADE = "made AS (INSERT INTO game_notice (character_id, text, link) VALUES (%(character)s, %(text)s, '') RETURNING id, text)"


class Noticed(Struct, frozen=True):
    """A notice that the action made. id: from the write."""

    words: str
    id: int = 0


@optimistic_action("make_notice", Noticed)
def make_notice(context: OptimisticContext, *, text: str) -> Noticed:
    """Makes a notice, whose id only the database knows."""
    context.change("seen_at = %(now)s")
    context.write(MADE, text=text)
    context.fill(id="(SELECT id FROM made)")
    return Noticed(f"“{text}” was written")


def test_an_answer_has_what_the_write_returned_and_a_repeated_request_gets_the_same() -> None:
    character = make_character()
    first = make_notice(by(character, "key-00000001"), text='It\'s 5 o\'clock, "Radu" \\ {"id": 3} 100%')
    notice = Notice.objects.get(character=character)
    assert first.id == notice.pk > 0 and notice.text in first.words
    assert make_notice(by(character, "key-00000001"), text=notice.text) == first
    assert Notice.objects.filter(character=character).count() == 1
    assert msgspec.json.decode(Receipt.objects.get(character=character).answer, type=Noticed) == first


def test_an_answer_is_filled_without_a_key_and_in_an_outer_transaction() -> None:
    character = make_character()
    assert make_notice(by(character), text="one").id == Notice.objects.get().pk
    with transaction.atomic():
        assert make_notice(by(character), text="two").id == Notice.objects.get(text="two").pk


def test_an_answer_is_filled_when_the_action_starts_again_with_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    character = make_character()
    old = Actor(character.id, "key-00000001", seen=_with_an_old_version(character))
    answer = make_notice(old, text="late")
    assert answer.id == Notice.objects.get().pk and make_notice(old, text="late") == answer


def test_it_is_one_statement_with_the_filled_answer_and_the_receipt() -> None:
    character = make_character()
    actor = Actor(character.id, "key-00000001", seen=_seen(character))
    with CaptureQueriesContext(connection) as captured:
        make_notice(actor, text="one")
    assert len(captured) == 1


def test_a_version_that_changed_takes_back_all_parts() -> None:
    character = make_character()

    @optimistic_action("write_late", Noticed)
    def write_late(context: OptimisticContext, *, text: str) -> Noticed:
        if not context.holds_lock:
            Character.objects.filter(pk=character.pk).update(seen_at=context.now)
        context.change("seen_at = %(now)s")
        context.write(MADE, text=f"{text} {context.holds_lock}")
        return Noticed(text)

    write_late(by(character, "key-00000001"), text="locked:")
    assert [notice.text for notice in Notice.objects.filter(character=character)] == ["locked: True"]


def test_a_version_that_changes_under_the_lock_is_an_error_and_not_an_endless_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    character = make_character()
    monkeypatch.setattr(module, "_AS_SEEN", "id = %(character)s AND %(version)s::text IS NULL RETURNING id")
    with pytest.raises(Exception, match="overtaken") as failed:
        make_notice(by(character), text="never")
    assert not isinstance(failed.value, VersionChanged | GameError) and not Notice.objects.exists()


def test_the_key_of_another_request_is_refused_and_the_moment_of_the_first_is_told() -> None:
    character, repeat = make_character(), Repeat()
    make_notice(by(character, "key-00000001"), text="one")
    with pytest.raises(GameError) as refused:
        make_notice(by(character, "key-00000001"), text="two")
    assert refused.value.code == "key_reused"
    make_notice(Actor(character.id, "key-00000001", repeat=repeat), text="one")
    assert repeat.at == Receipt.objects.get(character=character).at and Notice.objects.count() == 1


PARTS: dict[str, Callable[[OptimisticContext], Any]] = {
    "a change": lambda context: context.change("hp = %(amount)s", amount=1),
    "another write": lambda context: context.write("x AS (SELECT %(amount)s)", amount=1),
    "the character": lambda context: context.change("hp = 1", character=7),
    "the version": lambda context: context.write("x AS (SELECT 1)", version="1"),
    "the moment": lambda context: context.change("hp = 1", now=1),
}


@pytest.mark.parametrize("part", PARTS)
def test_two_parts_with_a_parameter_of_one_name_are_refused(part: str) -> None:
    context = OptimisticContext(make_character())
    context.write("y AS (SELECT %(amount)s)", amount=2)
    with pytest.raises(ValueError, match="same parameters"):
        PARTS[part](context)


@pytest.mark.parametrize("name", ["by", "key", "action", "digest", "answer"])
def test_a_part_takes_no_parameter_of_the_receipt(name: str) -> None:
    character = make_character()

    @optimistic_action("take_a_name", Noticed)
    def take_a_name(context: OptimisticContext) -> Noticed:
        context.change("seen_at = %(now)s")
        context.write(f"x AS (SELECT %({name})s::text)", **{name: "mine"})
        return Noticed("taken")

    with pytest.raises(ValueError, match="same parameters"):
        take_a_name(by(character, "key-00000001"))
    assert not character.receipts.exists()


def test_an_error_of_the_database_that_no_rule_explains_is_not_hidden() -> None:
    character = make_character()

    @optimistic_action("break_a_rule", Noticed)
    def break_a_rule(context: OptimisticContext) -> Noticed:
        context.change("level = 1")
        context.write("x AS (INSERT INTO game_notice (character_id, text, link) VALUES (0, '', ''))")
        return Noticed("broken")

    with pytest.raises(IntegrityError):
        break_a_rule(by(character))


def _seen(character: Character) -> Character:
    from game.queries.characters import seen

    return seen(character.id)


def _with_an_old_version(character: Character) -> Character:
    found = _seen(character)
    Character.objects.filter(pk=character.pk).update(seen_at=found.seen_at)
    return found
