"""The steps between running servers and a running site, in one Django process.

Progress goes to standard error; standard output carries one JSON object: {"staff": text to show, empty after the first time}.
"""

import contextlib
import io
import json
import os
import shutil
import sys
import traceback
from pathlib import Path
from typing import TextIO

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools import say

STEPS = {
    # First, before this process opens a database connection: its worker processes are forks of this one.
    "Wiki pages": ["render_seo_pages", "--no-pictures"],
    "Migrations": ["migrate", "--noinput"],
    "World content": ["load_content"],
    "Demo world": ["make_demo_world"],
}
SPACE_NEEDED = 16 * 2**20
"""Bytes: one file of the write-ahead log."""
STAFF = ["ensure_staff", "--print-once"]


def run(arguments: list[str], log: TextIO) -> str:
    """Run a management command. Returns what it prints; its standard error goes to the log."""
    from django.core.management import call_command

    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        call_command(*arguments, stdout=said, stderr=log)
    return said.getvalue()


def full_disk() -> str:
    """A sentence if the disk of the checkout or of the embedded servers is full; otherwise empty."""
    from vvw_site.foundation.services.places import places

    for folder in (say.LOCAL, places("dev").home):
        if folder.exists() and shutil.disk_usage(folder).free < SPACE_NEEDED:
            return f"The disk of {folder} is full: free some space and start again."
    return ""


def main() -> None:
    log = say.log_file("prepare")
    answer = sys.stdout
    sys.stdout = sys.stderr  # the progress lines
    with log.open("a") as out:
        try:
            with contextlib.redirect_stderr(out):  # what Django logs meanwhile
                import django

                from vvw_site.foundation.database import time_limit

                time_limit.lift()
                django.setup()
                for name, arguments in STEPS.items():
                    with say.step(name):
                        out.write(run(arguments, out))
                staff = run(STAFF, out)
        except Exception as error:
            if full := full_disk():  # Postgres seldom names a full disk as the cause
                raise say.Sentence(full) from error
            traceback.print_exc(file=out)
            reason = str(error).strip().splitlines() or [type(error).__name__]
            raise say.Sentence(f"{reason[0]} (the whole story is in {say.short(log)})") from error
    json.dump({"staff": staff.rstrip()}, answer)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.dev")
    with say.ends_in_a_sentence():
        main()
