"""Sessions are stored by the hash of their key, with their data encrypted; everybody stays logged in.

Stop the previous version first: it would not find the sessions by their hashes.
"""

import json

from django.core import signing
from django.db import migrations

HASH = "left(encode(sha256(convert_to(session_key, 'UTF8')), 'hex'), 40)"
SALT = "django.contrib.sessions.SessionStore"
BATCH = 1_000


def encrypt(apps, schema_editor):
    from django.contrib.sessions.serializers import JSONSerializer

    from accounts.queries.session_rows import row_key_of
    from vvw_site.foundation.keyring import keyring

    Session = apps.get_model("sessions", "Session")
    for session in Session.objects.order_by("pk").iterator(chunk_size=BATCH):
        try:
            data = signing.loads(session.session_data, salt=SALT, serializer=JSONSerializer)
        except signing.BadSignature:
            data = {}
        key = row_key_of(session.session_key)
        encrypted = keyring().encrypt(json.dumps(data).encode(), f"session {key}")
        Session.objects.filter(pk=session.pk).update(session_key=key, session_data=encrypted)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_login_version"), ("sessions", "0001_initial"), ("usersessions", "0001_initial")]
    operations = [
        migrations.RunPython(encrypt, migrations.RunPython.noop),
        migrations.RunSQL(f"UPDATE usersessions_usersession SET session_key = {HASH}", migrations.RunSQL.noop),
    ]
