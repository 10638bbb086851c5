"""The secrets of second factors, and the words of mails that wait, are stored encrypted."""

import json
import secrets

from django.db import migrations


def encrypt(apps, schema_editor):
    from vvw_site.foundation.keyring import keyring

    Authenticator = apps.get_model("mfa", "Authenticator")
    for factor in Authenticator.objects.filter(type__in=["totp", "recovery_codes"]).iterator():
        for name in {"secret", "seed"} & factor.data.keys():
            factor.data[name] = keyring().encrypt(factor.data[name].encode(), "second factor")
        Authenticator.objects.filter(pk=factor.pk).update(data=factor.data)
    OutboxMessage = apps.get_model("accounts", "OutboxMessage")
    for message in OutboxMessage.objects.filter(kind="mail", sent_at=None).iterator():
        payload = message.payload
        words = json.dumps([payload.pop("text", ""), payload.pop("html", "")]).encode()
        payload["number"] = secrets.token_hex(8)
        purpose = f"mail {payload['number']} to {', '.join(payload['to'])}"
        payload["encrypted_words"] = keyring().encrypt(words, purpose)
        OutboxMessage.objects.filter(pk=message.pk).update(payload=payload)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_hashed_sessions"), ("mfa", "0003_authenticator_type_uniq")]
    operations = [migrations.RunPython(encrypt, migrations.RunPython.noop)]
