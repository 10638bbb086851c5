"""Stored names are declared, and stay: a retry across a deploy gets its first response, and the audit keeps its names."""

import importlib
import pkgutil
from typing import Any

import msgspec
import pytest

from game import actions
from game.actions.hunt import hunt
from game.actions.player_action import StoredAs
from game.actions.shop import Bought, Portion, buy
from game.models import Battle, Receipt, Transfer
from game.models.ids import HoldingId
from game.rules.errors import GameError
from game.tests.make import by, make_character

DIGESTS: dict[str, tuple[dict[str, Any], str]] = {
    "spend_points": ({"wish": {"str": 5, "wis": 1}}, "1d580f416403064fa15dac1bef788680"),
    "choose_loadout": ({"skills": ["a", "b"]}, "fbf8721b52bec184ff89700731196b9c"),
    "let_go": ({}, "b5366755ed4463b4a20d06a5be6b8bf3"),
    "report_letter": ({"letter": 7, "reason": "spam", "remark": "x"}, "e5297ca00e1c60bc47cdba8037aaa4a1"),
    "report": ({"target": "character:7", "reason": "spam", "remark": "x"}, "9f34d5d7eb192a8198215cbacad3e47c"),
    "appeal": ({"sanction": 7, "text": "It was not me."}, "fd90391b2350168871ae1db33be0f8de"),
    "reveal_seed": ({"client_seed": "mine"}, "dd8d01e8e5b61d03fcdcaa1e8ac60d52"),
    "repair": ({"holding": 7}, "56705c3adb4991a6f89151a5df009c0a"),
    "repair_all": ({}, "80742dba69666a00383f29de50146072"),
    "upgrade": ({"holding": 7}, "e7e21c1c47a576a3d6f29cb4d49a0d53"),
    "craft": ({"recipe": "two-from-the-cellar", "times": 2}, "9bf8c5c7059a8a30e68d7d12728f3d7f"),
    "buy": ({"item": "iron-dirk", "quantity": 3}, "0036165e780e3f0dbe28e8436b65af6f"),
    "sell": ({"portions": [Portion(HoldingId(7), 2)]}, "adb157e48d333a536eeab57a92ef90c5"),
    "sell_if_sure": ({"portions": [Portion(HoldingId(7), 2)], "sure": "abc"}, "719a438f63b3bb086bdab20fdcaee793"),
    "hunt": ({"location": "old-mill"}, "c7f39c2fe3c7e2b55d1b9f43f053c75e"),
    "hunt_series": ({"location": "old-mill", "times": 5}, "6d9d1413824b2ad8043b03b689bcfe2e"),
    "rename_guest_character": ({"name": "Mina"}, "4ea31c01e0df4f2d44afa874db9499d0"),
    "raid_hit": ({"raid": 7}, "13573b2590671d4ce36dd82e1a3147c7"),
    "remind_of_raid": ({"window": 7}, "0e6d6dfd4ef8040ad19bce696fc76bd9"),
    "forget_raid_reminder": ({"window": 7}, "72abcf90835bf750f3186b2b40e29ba9"),
    "ask_for_stats": ({}, "a0d4c85e360d18eedc3b985c378d09dc"),
    "wear_title": ({"title": "the-page-is-full"}, "4309f6368b6b2fdff5a5eb79c8fc47c7"),
    "equip": ({"holding": 7}, "f6cf0268deb42acbd650309b96efab84"),
    "unequip": ({"holding": 7}, "50a97fdf5a9ead99ef6010e65eda0e79"),
    "use": ({"holding": 7}, "ad75d0c820f97b06d7507727ca0f57ce"),
    "claim": ({"task": 7}, "18389584d3c832fdf13a0a8d0137917b"),
    "put_away": ({"notices": [7, 8]}, "02de21784f79263f0c73af64bcffdd48"),
    "choose_notices": ({"choices": {"letter": "mail", "staff": "page"}}, "75818ec3ac1a901128315e8264e4abd4"),
    "create_character": (
        {"name": "Radu", "faction": "vampire", "class_slug": "courtblade", "emblem": 1, "key": "key-00000001"},
        "0a788d7b861b03e5422267a804c95109",
    ),
    "send_letter": (
        {"to": 7, "subject": "a", "text": "b", "gold": 5, "items": [Portion(HoldingId(7), 2)], "answers": None},
        "9a23f4f95bd518924f295d73248c68e9",
    ),
    "send_letter_if_sure": (
        {"to": 7, "subject": "a", "text": "b", "gold": 5, "items": [Portion(HoldingId(7), 2)], "answers": None, "sure": "abc"},
        "fc6a5728d89b66325c1e170f6ec7bc10",
    ),
    "read_letter": ({"letter": 7}, "2196775627a92eae6369a6797b145c0d"),
    "delete_letter": ({"letter": 7}, "52078f06ae44a767ab2ef9c4056fac80"),
    "say_in_room": ({"room": 7, "text": "hello"}, "5ff91a30d782918107829286af321744"),
    "take_back_message": ({"message": 7}, "80d4de8995ac23b6d5ce8631ae0da0f9"),
    "open_private_room": ({"to": 7}, "435a151d937215de29e2b86796a77088"),
    "claim_letter": ({"letter": 7}, "de4b8cea9c4c16a5a4497b88d79cf3ef"),
    "take_back_letter": ({"letter": 7}, "45dbdd328cd84a31938735fd604fceb9"),
    "ask_friend": ({"to": 7, "kind": "friend"}, "b994a7d4b061c59326ecf428b53fae43"),
    "accept_friend": ({"asker": 7, "kind": "friend"}, "2400e28ff8b04513b09aa259c46f23ea"),
    "decline_friend": ({"asker": 7, "kind": "friend"}, "80e46dd933cb920e9b384c4431a284d5"),
    "take_back_friend_request": ({"asked": 7, "kind": "friend"}, "85fb55cb87163254f83636d0ad2af770"),
    "end_friendship": ({"other": 7, "kind": "friend"}, "de60e7c8959c3be9fe362730c8902758"),
    "block_user": ({"character": 7, "owner": 8}, "a8264e3924cb198ffc33c77ec246b4e3"),
    "unblock_user": ({"block": 7}, "f85ebea644e7909c6c4ea6d5ee6e58b8"),
    "hide_seen": ({"hidden": True}, "89679fe9d5304f91ed863812d2ba9a48"),
    "keep_draft": (
        {"draft": None, "to": "a", "subject": "b", "text": "c", "answers": None, "anew": True},
        "f76c37a5d1bc9a52c7c3195a61063571",
    ),
    "throw_draft_away": ({"draft": 7}, "b7125232649acd47e12b40fb990ed24f"),
}
"""What receipts hold: (stored parameters, digest in hex), by stored name. The first ones are older than declared names."""
STAFF = {
    "allow_word", "hide_message", "keep_word_out", "slow_room",
    "ban", "unban", "mute", "unmute", "end_sessions", "restore", "set_rank", "reverse", "grant_gold", "grant_item",
    "take_gold", "take_item", "confirm_grant", "refuse_grant", "send_letter", "return_letter", "close_report",
    "start_raid", "call_off_raid", "make_event", "change_event", "start_event", "stop_event", "end_season",
    "write_news", "hide_news", "show_news",
    "claim_report", "release_report", "close_reports", "sanction_report", "bar_reports", "unbar_reports", "warn", "decide_appeal",
    "note", "write_sanction_text", "change_sanction_text", "retire_sanction_text", "rename_character",
}  # fmt: skip
"""Names of staff actions that audit entries hold, without "staff."."""


def stored(kind: type) -> list[Any]:
    found: dict[int, Any] = {}
    for module in pkgutil.iter_modules(actions.__path__, f"{actions.__name__}."):
        for verb in vars(importlib.import_module(module.name)).values():
            name = getattr(verb, "stored_as", None)
            if isinstance(name, kind):
                found[id(verb)] = name
    return list(found.values())


def test_every_action_has_the_stored_name_that_old_receipts_hold() -> None:
    declared = stored(StoredAs)
    names = [one.name for one in declared]
    assert len(set(names)) == len(names) and set(names) == DIGESTS.keys()
    for one in declared:
        now = {kept: parameter for parameter, kept in one.parameters.items()}
        params, digest = DIGESTS[one.name]
        assert one.digest({now.get(name, name): value for name, value in params.items()}).hex() == digest, one.name


def test_every_staff_action_has_the_name_that_old_audit_entries_hold() -> None:
    names = stored(str)
    assert len(set(names)) == len(names) and set(names) == STAFF


@pytest.mark.django_db
def test_a_retry_across_a_deploy_gets_its_first_response() -> None:
    """The receipt is one that the version before wrote: its parameter of a hunt was called location."""
    character = make_character()
    first = msgspec.json.encode(hunt(by(character), place="old-mill")).decode()
    params, digest = DIGESTS["hunt"]
    Receipt.objects.create(character=character, key="key-00000001", action="hunt", digest=bytes.fromhex(digest), answer=first)
    again = hunt(by(character, "key-00000001"), place=params["location"])
    assert msgspec.json.encode(again).decode() == first and Battle.objects.count() == 1
    with pytest.raises(GameError) as refused:
        hunt(by(character, "key-00000001"), place="ashen-gate")
    assert refused.value.code == "key_reused"


@pytest.mark.django_db
def test_a_purchase_that_was_made_before_the_deploy_is_not_made_again() -> None:
    character = make_character()
    params, digest = DIGESTS["buy"]
    answer = msgspec.json.encode(Bought(**{name: params.get(name, 1) for name in Bought.__struct_fields__})).decode()
    Receipt.objects.create(character=character, key="key-00000001", action="buy", digest=bytes.fromhex(digest), answer=answer)
    moved = Transfer.objects.count()
    assert msgspec.json.encode(buy(by(character, "key-00000001"), **params)).decode() == answer
    assert Transfer.objects.count() == moved
