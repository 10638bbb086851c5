"""All that we keep of a person, as a ZIP that he can read."""

import json
import tempfile
import zipfile
from typing import IO

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from accounts.models import User
from accounts.personal_data import Kept, registered

IN_MEMORY = 2 * 1024 * 1024


def export(*, user_id: int) -> IO[bytes]:
    """An open file at its beginning: one JSON list a table (dates ISO-8601 in UTC), and a README.txt that explains them.

    Rows are streamed: an account with a hundred thousand battles costs no more memory than one with ten.
    """
    user = User.objects.get(pk=user_id)
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the response closes it)
    told = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for kept in registered():
            if kept.find is None:
                continue
            with folder.open(kept.file, "w") as file:
                rows = _write(file, kept, user)
            told.append(f"{kept.file} ({rows})\n    {kept.about}" + (f" {kept.reason}" if kept.reason else ""))
        folder.writestr("README.txt", _readme(user, told))
    out.seek(0)
    return out


def _write(file: IO[bytes], kept: Kept, user: User) -> int:
    rows = 0
    file.write(b"[")
    for row in kept.find(user).values(*kept.fields).iterator(chunk_size=500):
        text = json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        file.write((",\n" if rows else "\n").encode() + text.encode())
        rows += 1
    file.write(b"\n]\n")
    return rows


def _readme(user: User, told: list[str]) -> str:
    absent = [f"{kept.model._meta.verbose_name}: {kept.about} {kept.reason}" for kept in registered() if kept.find is None]
    return "\n".join([
        f"{settings.SITE_NAME}: what we know of {user.username}",
        f"Written {timezone.now():%Y-%m-%d %H:%M} UTC.",
        "",
        "Each file holds one kind of record as a list in JSON; any text editor opens it. The number behind its name says how",
        "many records there are. Passwords, keys and the secrets of a second factor are not in it: they are kept in a form",
        "that we cannot read ourselves, or would let a finder of this file in.",
        "",
        *told,
        "",
        "Not in it:",
        *absent,
        "",
        "When you delete your account, what names you is erased at once. What stays, stays under a number.",
        "",
    ])  # fmt: skip
