"""Personal data of banks of clans: what the export holds, and what an erasure leaves."""

import json
import zipfile

import pytest

from accounts.actions.erase import erase
from accounts.actions.export import export
from accounts.registries.personal_data import registered
from clans.actions.dues import collect_dues, set_dues
from clans.actions.webhook import set_webhook
from clans.actions.withdraw import withdraw
from clans.models import Dues, DuesPayment, Webhook, WebhookReport, Withdrawal, WithdrawalSignature
from clans.tests.bank import long_ago, make_bank, make_senior, signed
from clans.tests.make import leader_of
from game.tests.make import by, owner_of

pytestmark = pytest.mark.django_db
TABLES = (Dues, DuesPayment, Webhook, WebhookReport, Withdrawal, WithdrawalSignature)


def test_the_export_holds_every_table_of_the_bank_and_no_secret_and_the_erasure_leaves_numbers_alone() -> None:
    clan = make_bank(100_000)
    leader, asker = leader_of(clan), make_senior(clan)
    set_webhook(by(leader), url="https://example.org/hook", threshold=1)
    secret = Webhook.objects.get().secret
    set_dues(by(leader), gold=1)
    Dues.objects.update(set_at=long_ago())
    collect_dues()
    signed(clan, asker, leader)
    withdraw(by(leader), quantity=5)
    signed_by = make_senior(clan, "veteran")
    assert {rule.model for rule in registered()} >= set(TABLES)
    found: dict[type, int] = {}
    for user in (owner_of(leader), owner_of(asker)):
        with zipfile.ZipFile(export(user_id=user.pk)) as folder:
            files = {name: folder.read(name).decode() for name in folder.namelist()}
        assert secret not in "".join(files.values())
        for model in TABLES:
            rows = json.loads(files[f"clans.{model._meta.model_name}.json"])
            found[model] = found.get(model, 0) + len(rows)
    assert all(found.values()), found
    name, owner = leader.name, owner_of(leader)
    erase(user_id=owner.pk)
    assert not [row for model in TABLES for row in model._default_manager.values() if name in str(row)]
    assert signed_by.name not in str(list(Withdrawal.objects.values()))
