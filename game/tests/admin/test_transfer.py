"""The admin of the ledger: reversals, and the filter by reason."""

import ast
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from game.actions import ledger, shop
from game.actions.reversal import reverse as take_back
from game.models import Transfer
from game.models.transfer import REASONS
from game.tests.admin.pages import change_page, panel, send, staff_form_url
from game.tests.make import by as player
from game.tests.make import give, make_character
from game.tests.staff import by

pytestmark = pytest.mark.django_db


def test_a_reversal_is_in_the_audit_of_every_character_involved(client: Client, master: User) -> None:
    characters = [make_character(gold=50), make_character()]
    codes = [ledger.of(character.id) for character in characters]
    ledger.post([ledger.Move(codes[0], codes[1], "gold", 7)], reason="test")
    line = Transfer.objects.latest("pk")
    done = take_back(by(master, "a bug in trade"), transfer=line.pk, whole=True)
    for character in characters:
        assert "staff.reverse" in panel(change_page(client, character), "Audit")
        entry = AuditEntry.objects.get(target=f"character:{character.pk}")
        assert (entry.actor, entry.reason, entry.detail["part_of"]) == (master, "a bug in trade", done.audit)
        found = client.get(reverse("admin:accounts_auditentry_changelist"), {"q": entry.target}).content.decode()
        assert "staff.reverse" in found
    assert "staff.reverse" not in panel(change_page(client, make_character()), "Audit")


def test_a_reversed_movement_cannot_be_reversed_again(client: Client, master: User) -> None:
    character = make_character()
    give(character, "gold", 77)
    line = Transfer.objects.latest("pk")
    assert "/staff/reverse/" in change_page(client, line)
    assert send(client, staff_form_url(line, "reverse"), whole="on").status_code == 302
    assert "/staff/reverse/" not in change_page(client, line)
    counter = Transfer.objects.latest("pk")
    assert counter.reverses == line and "/staff/reverse/" in change_page(client, counter)


POSTING = ("post", "give", "deliver_all")
"""Functions of the ledger, and one that posts under the reason that it gets (actions/city_letters.py)."""


def test_the_filter_of_reasons_lists_every_reason_that_the_code_posts_for(client: Client, master: User) -> None:
    posted = set()
    root = Path(__file__).resolve().parents[3]
    for path in [*(root / "game" / "actions").glob("*.py"), *(root / "clans" / "actions").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in POSTING:
                posted |= {k.value.value for k in node.keywords if k.arg == "reason" and isinstance(k.value, ast.Constant)}
    assert posted == set(REASONS) and len(posted) > 10
    text = client.get(reverse("admin:game_transfer_changelist")).content.decode()
    assert set(re.findall(r"\?why=(\w+)", text)) == set(REASONS)


def test_each_reason_filters(client: Client, master: User) -> None:
    character = make_character(gold=500)
    shop.buy(player(character), item="cellar-draught", quantity=2)
    shown = client.get(reverse("admin:game_transfer_changelist"), {"why": "buy"}).context["cl"].queryset
    assert {line.reason for line in shown} == {"buy"}
