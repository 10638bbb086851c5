"""A process that dies at the worst line loses nothing that was acknowledged and leaves nothing half done."""

import os
import signal
import subprocess
import sys
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
from game.tests.races.gate import closed_gate
from vvw_site.tests.tiers import until

pytestmark = pytest.mark.django_db(transaction=True)
DYING = Path(__file__).with_name("dying.py")
ROOT = Path(__file__).resolve().parents[3]


def started(line: str, action: str, character: Character | None = None) -> subprocess.Popen[bytes]:
    """A process of its own that plays an action."""
    number = str(character.pk if character else 0)
    words = [sys.executable, str(DYING), connection.settings_dict["NAME"], line, action, number]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def killed(line: str, action: str, character: Character | None = None) -> None:
    """Plays an action in a process of its own, which must end by SIGKILL."""
    process = started(line, action, character)
    try:
        _, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == -signal.SIGKILL, errors.decode()


def state(character: Character) -> tuple[object, ...]:
    rows = Character.objects.filter(pk=character.pk).values().get()
    counts = Battle.objects.count(), Transfer.objects.count(), Receipt.objects.count()
    return rows, counts, list(character.holdings.order_by("pk").values_list("pk", "quantity"))


def test_a_hunt_killed_before_its_statement_changes_nothing_and_its_key_works() -> None:
    character = make_character()
    before = state(character)
    killed("all is reckoned", "hunt", character)
    assert state(character) == before
    assert hunt(by(character, "key-00000001"), place="old-mill").battle_id
    assert Battle.objects.count() == 1


def test_a_hunt_killed_during_its_statement_is_written_whole_or_not_at_all() -> None:
    character = make_character()
    with closed_gate("BEFORE INSERT ON game_receipt") as gate:
        process = started("after all", "hunt", character)
        until(lambda: gate.waiting() or process.poll() is not None)
        assert process.poll() is None
        process.kill()
        process.communicate()
    until(lambda: active_statements() == 0, 10)
    character.refresh_from_db()
    written = Battle.objects.count()
    assert character.hunts == written == Receipt.objects.filter(character=character).count() and written in (0, 1)
    again = hunt(by(character, "key-00000001"), place="old-mill")
    assert again.battle_id == Battle.objects.get().pk and Character.objects.get(pk=character.pk).hunts == 1


def active_statements() -> int:
    """Statements of other connections that still run, also of processes that have died."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND state = 'active'"
        )
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("line", ["the ledger is written", "the receipt is written"])
def test_an_upgrade_killed_before_the_commit_is_neither_paid_nor_made(line: str) -> None:
    character = make_character(gold=1000)
    before = state(character)
    killed(line, "upgrade", character)
    assert state(character) == before and not character.holdings.filter(upgrade__gt=0).exists()
    weapon = character.holdings.get(slot="weapon")
    assert upgrade(by(character, "key-00000001"), holding=weapon.id).upgrade == 1


def test_a_hunt_killed_after_its_commit_gives_its_answer_to_the_same_key() -> None:
    character = make_character()
    killed("after all", "hunt", character)
    battle = Battle.objects.get()
    again = hunt(by(character, "key-00000001"), place="old-mill")
    assert again.battle_id == battle.pk and Battle.objects.count() == 1


def test_twin_without_a_key_a_sale_resent_after_a_kill_is_done_twice() -> None:
    character = make_character()
    stack = held(character, "cellar-draught")
    killed("after all", "sell", character)
    sell(by(character), portions=[Portion(stack.id, 1)])
    assert held(character, "cellar-draught").quantity == stack.quantity - 2


@pytest.mark.parametrize("line", ["the guest is made", "the character is made"])
def test_a_guest_killed_before_the_commit_leaves_no_rows_and_its_key_works(line: str) -> None:
    killed(line, "guest")
    assert not User.objects.exists() and not Character.objects.exists()
    user, character = play_as_guest(faction="vampire", key="click-00000001")
    assert User.objects.get() == user and Character.objects.get() == character and character.user_id == user.pk


def test_twin_in_two_transactions_a_killed_guest_is_left_without_a_character() -> None:
    """The twin: made one after the other, as it was before."""
    make_guest(key="click-00000001")
    killed("the guest is made", "guest")
    assert User.objects.count() == 1 and not Character.objects.exists()


def test_a_guest_killed_after_the_commit_has_its_character() -> None:
    killed("nothing is left to do", "guest")
    assert User.objects.get().pk == Character.objects.get().user_id
