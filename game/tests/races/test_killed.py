"""A process that dies at the worst line loses nothing that was acknowledged and leaves nothing half done."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from accounts.actions.guest import make_guest
from accounts.models import User
from game.actions.forge import upgrade
from game.actions.guest import play_as_guest
from game.actions.hunt import hunt
from game.actions.shop import Portion, sell
from game.models import Battle, Character, Receipt, Transfer
from game.tests.make import by, held, make_character

pytestmark = pytest.mark.django_db(transaction=True)
DYING = Path(__file__).with_name("dying.py")
ROOT = Path(__file__).resolve().parents[3]


def killed(line: str, action: str, character: Character | None = None) -> None:
    """Plays an action in a process of its own, which must end by SIGKILL."""
    number = str(character.pk if character else 0)
    words = [sys.executable, str(DYING), connection.settings_dict["NAME"], line, action, number]
    done = subprocess.run(words, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=60, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def state(character: Character) -> tuple[object, ...]:
    rows = Character.objects.filter(pk=character.pk).values().get()
    counts = Battle.objects.count(), Transfer.objects.count(), Receipt.objects.count()
    return rows, counts, list(character.holdings.order_by("pk").values_list("pk", "quantity"))


def test_killed_before_it_is_written_nothing_has_happened_and_the_same_key_works() -> None:
    character = make_character()
    before = state(character)
    killed("all is reckoned", "hunt", character)
    assert state(character) == before
    assert hunt(by(character, "key-00000001"), place="old-mill").battle_id
    assert Battle.objects.count() == 1


_SLOW_TO_WRITE = """
CREATE FUNCTION write_slowly() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(3); RETURN NEW; END $$;
CREATE TRIGGER slow_to_write BEFORE INSERT ON game_receipt FOR EACH ROW EXECUTE FUNCTION write_slowly();
"""


def test_killed_while_it_is_written_all_has_happened_or_nothing_and_the_same_key_works(monkeypatch: pytest.MonkeyPatch) -> None:
    character = make_character()
    monkeypatch.setenv("DIES_AFTER", "1.5")
    with connection.cursor() as cursor:
        cursor.execute(_SLOW_TO_WRITE)
    try:
        killed("it is being written", "hunt", character)
        wait_for_the_others()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION write_slowly CASCADE")
    character.refresh_from_db()
    written = Battle.objects.count()
    assert character.hunts == written == character.receipts.count() and written in (0, 1)
    again = hunt(by(character, "key-00000001"), place="old-mill")
    assert again.battle_id == Battle.objects.get().pk and Character.objects.get(pk=character.pk).hunts == 1


def wait_for_the_others() -> None:
    """Until Postgres has ended what it does for those who died."""
    for _ in range(100):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
                "AND state = 'active'"
            )
            if cursor.fetchone()[0] == 0:
                return
        time.sleep(0.1)
    raise AssertionError("a statement of a dead process does not end")


@pytest.mark.parametrize("line", ["the ledger is written", "the receipt is written"])
def test_an_upgrade_is_killed_before_the_commit_and_neither_paid_nor_made(line: str) -> None:
    character = make_character(gold=1000)
    before = state(character)
    killed(line, "upgrade", character)
    assert state(character) == before and not character.holdings.filter(upgrade__gt=0).exists()
    weapon = character.holdings.get(slot="weapon")
    assert upgrade(by(character, "key-00000001"), holding=weapon.id).upgrade == 1


def test_killed_after_the_commit_the_same_key_gets_the_answer_that_was_lost_on_the_way() -> None:
    character = make_character()
    killed("after all", "hunt", character)
    battle = Battle.objects.get()
    again = hunt(by(character, "key-00000001"), place="old-mill")
    assert again.battle_id == battle.pk and Battle.objects.count() == 1


def test_twin_without_a_key_the_resend_after_a_kill_does_it_again() -> None:
    character = make_character()
    stack = held(character, "cellar-draught")
    killed("after all", "sell", character)
    sell(by(character), portions=[Portion(stack.id, 1)])
    assert held(character, "cellar-draught").quantity == stack.quantity - 2


@pytest.mark.parametrize("line", ["the guest is made", "the character is made"])
def test_killed_on_the_way_there_is_neither_a_guest_nor_a_character_and_the_same_click_works(line: str) -> None:
    killed(line, "guest")
    assert not User.objects.exists() and not Character.objects.exists()
    user, character = play_as_guest(faction="vampire", key="click-00000001")
    assert User.objects.get() == user and Character.objects.get() == character and character.user_id == user.pk


def test_killed_between_two_transactions_a_guest_is_left_without_a_character() -> None:
    """The twin: made one after the other, as it was before."""
    make_guest(key="click-00000001")
    killed("the guest is made", "guest")
    assert User.objects.count() == 1 and not Character.objects.exists()


def test_killed_once_both_are_written_both_are_there() -> None:
    killed("nothing is left to do", "guest")
    assert User.objects.get().pk == Character.objects.get().user_id
