"""Everything that is stored encrypted comes under a new key, while people play."""

import json
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from pytest_django import Settings

from accounts.actions.outbox import queue_mail
from accounts.models import OutboxMessage
from accounts.registries.encrypted_data import registered
from accounts.tests.make import sent_mails
from game.actions.fairness import reveal_seed
from game.actions.hunt import hunt
from game.models import Battle, Character, DiceSeed
from game.queries.battle import verdict
from game.tests.make import by, make_character, owner_of
from vvw_site.foundation.keyring import new_key

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


def rotate() -> str:
    out = StringIO()
    call_command("rotate_encryption", stdout=out)
    return out.getvalue().strip()


def a_world() -> tuple[Character, Client]:
    """One of everything that is stored encrypted."""
    character, client = make_character(), Client()
    client.force_login(owner_of(character))
    TOTP.activate(character.user, SECRET)
    RecoveryCodes.activate(character.user)
    queue_mail(
        subject="Reset", text="a link that logs in", html="<p>a link that logs in</p>", to=["a@example.test"], sender="x@y"
    )
    return character, client


def stored() -> str:
    rows = [*DiceSeed.objects.values_list("encrypted_seed", "encrypted_next"), *Session.objects.values_list("session_data")]
    rows += [*Authenticator.objects.values_list("data"), *OutboxMessage.objects.values_list("payload")]
    return json.dumps(rows)


def test_everything_is_encrypted_under_the_new_key_and_the_old_one_can_be_removed(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False
    character, client = a_world()
    old, new = settings.ENCRYPTION_KEYS[0], f"new:{new_key()}"
    codes = RecoveryCodes(Authenticator.objects.get(user=character.user, type="recovery_codes")).generate_codes()
    hunt(by(character), place="old-mill")
    settings.ENCRYPTION_KEYS = [new, old]
    told = rotate()
    assert "1 dice seeds" in told and "1 sessions" in told and "2 second factors" in told and "1 mails" in told
    assert "nothing is left under another key" in told and f"{old.partition(':')[0]}." not in stored()
    settings.ENCRYPTION_KEYS = [new]
    hunt(by(character), place="old-mill")
    reveal_seed(by(character))
    assert [verdict(battle).state for battle in Battle.objects.all()] == ["true", "true"]
    assert client.get("/accounts/data/").status_code == 200
    factors = {factor.type: factor.wrap() for factor in Authenticator.objects.filter(user=character.user)}
    assert factors["totp"].validate_code(format_hotp_value(hotp_value(SECRET, list(yield_hotp_counters_from_time())[1])))
    assert factors["recovery_codes"].generate_codes() == codes
    assert [(mail.subject, mail.body) for mail in sent_mails()] == [("Reset", "a link that logs in")]


def test_a_second_run_finds_nothing_to_do(settings: Settings) -> None:
    a_world()
    settings.ENCRYPTION_KEYS = [f"new:{new_key()}", *settings.ENCRYPTION_KEYS]
    rotate()
    before = stored()
    assert "0 dice seeds" in rotate() and stored() == before


def test_a_stopped_rotation_continues_with_what_is_left(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        a_world()
    settings.ENCRYPTION_KEYS = [f"new:{new_key()}", *settings.ENCRYPTION_KEYS]
    kind = next(kind for kind in registered() if kind.name == "dice seeds")
    kind.renew(kind.stale("new").first())  # and then it was stopped
    assert "2 dice seeds" in rotate()


def test_a_key_that_is_missing_is_named_and_nothing_is_lost(settings: Settings) -> None:
    a_world()
    before, old = stored(), settings.ENCRYPTION_KEYS
    settings.ENCRYPTION_KEYS = [f"new:{new_key()}"]
    with pytest.raises(CommandError, match="no key 'dev' is in ENCRYPTION_KEYS"):
        rotate()
    assert stored() == before
    settings.ENCRYPTION_KEYS = old


def test_no_secret_is_in_the_database_in_plaintext() -> None:
    character, _ = a_world()
    revealed_next = DiceSeed.objects.get(character=character)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables, rows = [name for (name,) in cursor.fetchall()], []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows += [row for (row,) in cursor.fetchall()]
    whole = "\n".join(rows)
    assert revealed_next.commit in whole, "the test looks where seeds are"
    secret = reveal_seed(by(character)).server_seed
    assert secret not in whole and SECRET not in whole and "a link that logs in" not in whole


def test_every_table_with_an_encrypted_column_is_registered() -> None:
    """A column is called encrypted_…, or it is JSON and its model is named here."""
    from django.apps import apps

    columns = {(m, f.name) for m in apps.get_models() for f in m._meta.get_fields() if f.name.startswith("encrypted")}
    known = {kind.stale("none").model for kind in registered()}
    assert {model for model, _ in columns} | {
        Session,
        Authenticator,
        OutboxMessage,
        apps.get_model("clans", "Webhook"),
    } == known


def test_a_new_key_is_printed_and_nothing_is_changed(settings: Settings) -> None:
    out = StringIO()
    call_command("rotate_encryption", "--new-key", stdout=out)
    settings.ENCRYPTION_KEYS = [out.getvalue().strip(), *settings.ENCRYPTION_KEYS]
    a_world()
    assert out.getvalue().partition(":")[0] + "." in stored()
