"""The commands that prove the ledger and battles, and the one that keeps the staff groups."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import AuditEntry
from accounts.queries.rank import Rank
from game.actions.hunt import hunt
from game.models import Battle, Character, DiceSeed
from game.queries.dice_seed import encrypted
from game.rules.dice import commitment
from game.tests.make import by, make_character
from game.tests.staff import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unpaced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


def run(name: str, *args: object) -> tuple[str, object]:
    """What the command prints, and its exit code."""
    out = StringIO()
    try:
        call_command(name, *args, stdout=out)
    except SystemExit as left:
        return out.getvalue(), left.code
    return out.getvalue(), 0


def test_a_correct_ledger_is_one_line_of_output_and_an_audit_entry(client: Client) -> None:
    make_character()
    text, code = run("verify_ledger")
    assert code == 0 and text.endswith(" movements, 1 characters: every balance agrees.\n") and text.count("\n") == 1
    entry = AuditEntry.objects.get(target="ledger")
    assert entry.actor is None and entry.detail["problems"] == 0
    client.force_login(make_staff(Rank.ADMINISTRATOR))
    assert "<strong>holds</strong>" in client.get(reverse("admin:index")).content.decode()


def test_a_balance_that_differs_is_named_and_the_exit_is_one(client: Client) -> None:
    character = make_character()
    Character.objects.filter(pk=character.pk).update(gold=character.gold + 7)
    text, code = run("verify_ledger")
    assert code == 1 and f"character:{character.pk} holds {character.gold + 7} gold" in text and "1 balance differs" in text
    assert AuditEntry.objects.get(target="ledger").detail["problems"] == 1
    client.force_login(make_staff(Rank.ADMINISTRATOR))
    assert "1 wrong" in client.get(reverse("admin:index")).content.decode()
    Character.objects.filter(pk=character.pk).update(gold=character.gold)


def test_battles_are_fought_again_from_their_inputs_alone() -> None:
    character = make_character()
    numbers = [hunt(by(character), place="old-mill").battle_id for _ in range(2)]
    Character.objects.filter(pk=character.pk).update(strength=200, level=50)
    text, code = run("verify_battle", *numbers)
    assert code == 0 and text.count("Verdict: true") == 2 and character.name in text and "blows" in text


@pytest.mark.parametrize("change", [{"xp": 999}, {"monster": "nobody"}, {"nonce": 4000}])
def test_a_battle_that_was_tampered_with_is_false(change: dict[str, Any]) -> None:
    character = make_character()
    # A seed of our own: under another nonce a short fight can by chance go the very same way.
    seed = "ab" * 32
    DiceSeed.objects.filter(character=character).update(
        encrypted_seed=encrypted(seed, commitment(seed)), client_seed="x", commit=commitment(seed)
    )
    number = hunt(by(character), place="old-mill").battle_id
    Battle.objects.filter(pk=number).update(**change)
    text, code = run("verify_battle", number)
    assert code == 1 and "Verdict: FALSE" in text


def test_an_unknown_battle_is_named_as_unknown() -> None:
    text, code = run("verify_battle", 424242)
    assert code == 1 and text == "battle 424242: there is no such battle.\n"


def test_a_battle_id_that_is_no_number_is_refused() -> None:
    with pytest.raises(CommandError):
        run("verify_battle", "abc")


def test_the_groups_exist_after_migrating_and_are_repaired() -> None:
    assert {"Moderator", "Game master", "Administrator"} <= set(Group.objects.values_list("name", flat=True))
    moderators = Group.objects.get(name="Moderator")
    before = set(moderators.permissions.all())
    moderators.permissions.set(Permission.objects.all())
    Group.objects.get(name="Game master").delete()
    for _ in range(2):
        text, code = run("make_groups")
        assert code == 0 and text.count("\n") == 3
    assert set(moderators.permissions.all()) == before
    assert not before - set(Permission.objects.filter(codename__startswith="view_"))
    assert Group.objects.get(name="Game master").permissions.count() > len(before)
