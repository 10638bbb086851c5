"""A process that dies at the worst line loses nothing that was acknowledged and leaves nothing half done."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from game.actions.forge import upgrade
from game.actions.hunt import hunt
from game.actions.shop import Portion, sell
from game.models import Battle, Character, Receipt, Transfer
from game.tests.make import by, held, make_character

pytestmark = pytest.mark.django_db(transaction=True)
DYING = Path(__file__).with_name("dying.py")
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def unpaced(settings):
    settings.LIMITS_ENFORCED = False


def killed(line: str, action: str, character: Character) -> None:
    """Plays an action in a process of its own, which must end by SIGKILL."""
    words = [sys.executable, str(DYING), connection.settings_dict["NAME"], line, action, str(character.pk)]
    done = subprocess.run(words, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=60, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def state(character: Character) -> tuple:
    rows = Character.objects.filter(pk=character.pk).values().get()
    counts = Battle.objects.count(), Transfer.objects.count(), Receipt.objects.count()
    return rows, counts, list(character.holdings.order_by("pk").values_list("pk", "quantity"))


@pytest.mark.parametrize("line", ["the battle is written", "the ledger is written", "the receipt is written"])
def test_killed_before_the_commit_nothing_has_happened_and_the_same_key_works(line):
    character = make_character()
    before = state(character)
    killed(line, "hunt", character)
    assert state(character) == before
    assert hunt(by(character, "key-00000001"), location="old-mill").battle_id
    assert Battle.objects.count() == 1


@pytest.mark.parametrize("line", ["the ledger is written", "the receipt is written"])
def test_an_upgrade_is_killed_before_the_commit_and_neither_paid_nor_made(line):
    character = make_character(gold=1000)
    before = state(character)
    killed(line, "upgrade", character)
    assert state(character) == before and not character.holdings.filter(upgrade__gt=0).exists()
    weapon = character.holdings.get(slot="weapon")
    assert upgrade(by(character, "key-00000001"), holding=weapon.pk).upgrade == 1


def test_killed_after_the_commit_the_same_key_gets_the_answer_that_was_lost_on_the_way():
    character = make_character()
    killed("after all", "hunt", character)
    battle = Battle.objects.get()
    again = hunt(by(character, "key-00000001"), location="old-mill")
    assert again.battle_id == battle.pk and Battle.objects.count() == 1


def test_twin_without_a_key_the_resend_after_a_kill_does_it_again():
    character = make_character()
    stack = held(character, "cellar-draught")
    killed("after all", "sell", character)
    sell(by(character), portions=[Portion(stack.pk, 1)])
    assert held(character, "cellar-draught").quantity == stack.quantity - 2
