"""The export of a user's personal data, as a ZIP."""

import json
import tempfile
import zipfile
from typing import IO

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from accounts.models import User
from accounts.registries.personal_data import PersonalDataRule, registered
from vvw_site.foundation.database.snapshot import one_snapshot

MAX_BYTES_IN_MEMORY = 2 * 1024 * 1024


def export(*, user_id: int) -> IO[bytes]:
    """An open file at its beginning: one JSON list per table (dates ISO-8601 in UTC), and a README.txt that explains them.

    Rows are streamed, so memory does not grow with the number of rows. All tables are read in one snapshot: a row that moves from
    one table to another meanwhile comes once.
    """
    with one_snapshot():
        return _export(user_id)


def _export(user_id: int) -> IO[bytes]:
    user = User.objects.get(pk=user_id)
    out = tempfile.SpooledTemporaryFile(max_size=MAX_BYTES_IN_MEMORY)  # noqa: SIM115 (the response closes it)
    contents = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for rule in registered():
            if rule.find is None:
                continue
            with archive.open(rule.file, "w") as file:
                rows = _write(file, rule, user)
            contents.append(f"{rule.file} ({rows})\n    {rule.about}" + (f" {rule.reason}" if rule.reason else ""))
        archive.writestr("README.txt", _readme(user, contents))
    out.seek(0)
    return out


def _write(file: IO[bytes], rule: PersonalDataRule, user: User) -> int:
    if rule.find is None:
        raise ValueError(f"{rule.model.__name__} is not exported")
    rows = 0
    file.write(b"[")
    for row in rule.find([user.pk]).values(*rule.fields).iterator(chunk_size=500):
        text = json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        file.write((",\n" if rows else "\n").encode() + text.encode())
        rows += 1
    file.write(b"\n]\n")
    return rows


def _readme(user: User, contents: list[str]) -> str:
    absent = [f"{rule.model._meta.verbose_name}: {rule.about} {rule.reason}" for rule in registered() if rule.find is None]
    return "\n".join([
        f"{settings.SITE_NAME}: what we know of {user.username}",
        f"Written {timezone.now():%Y-%m-%d %H:%M} UTC.",
        "",
        "Each file holds one kind of record as a list in JSON; any text editor opens it. The number behind its name says how",
        "many records there are. Passwords, keys and the secrets of a second factor are not in it: they are kept in a form",
        "that we cannot read ourselves, or would let a finder of this file in.",
        "",
        *contents,
        "",
        "Not in it:",
        *absent,
        "",
        "When you delete your account, what names you is erased at once. What stays, stays under a number.",
        "",
    ])  # fmt: skip
