"""A process that plays one action and dies by SIGKILL at a given line: `python dying.py DATABASE LINE ACTION CHARACTER`."""

import os
import signal
import sys
from unittest import mock

import django


def die(*args: object, **params: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(database: str, line: str, action: str, character: str) -> None:
    django.setup()
    from django.conf import settings
    from django.db import connection

    connection.settings_dict["NAME"] = database
    settings.LIMITS_ENFORCED = False

    from game.actions import character as characters
    from game.actions import letter_copies, letter_return, optimistic_action, player_action, receipts
    from game.actions.forge import upgrade
    from game.actions.guest import play_as_guest
    from game.actions.hunt import hunt
    from game.actions.shop import Portion, sell
    from game.actions.sweep import sweep
    from game.models import Holding
    from game.models.ids import CharacterId

    connection.ensure_connection()
    targets = {
        "all is reckoned": (optimistic_action.OptimisticContext, "commit"),
        "the ledger is written": (receipts, "store"),
        "the receipt is written": (connection, "_commit"),
        "the guest is made": (characters, "create"),
        "the goods are returned": (letter_return, "notify_all"),
        "the letters are removed": (letter_copies, "_remove_escrows"),
        "the character is made": (connection, "_commit"),
    }
    if line in targets:
        mock.patch.object(*targets[line], die).start()
    if action == "hunt":
        hunt(player_action.Actor(CharacterId(int(character)), "key-00000001"), place="old-mill")
    elif action == "return letters":
        letter_return.return_unclaimed()
    elif action == "sweep":
        sweep()
    elif action == "guest":
        play_as_guest(faction="vampire", key="click-00000001")
    elif action == "upgrade":
        weapon = Holding.objects.get(character_id=int(character), slot="weapon")
        upgrade(player_action.Actor(CharacterId(int(character)), "key-00000001"), holding=weapon.id)
    else:
        stack = Holding.objects.get(character_id=int(character), item="cellar-draught")
        sell(player_action.Actor(CharacterId(int(character))), portions=[Portion(stack.id, 1)])
    die()


if __name__ == "__main__":
    main(*sys.argv[1:])
