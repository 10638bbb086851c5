"""The steps between running servers and a running site, in one Django process.

Progress goes to standard error. Standard output gets one JSON object: {"staff": text to show, empty after the first time}.
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
from tools import terminal

STEPS = {
    # First, before anything opens a database connection: its worker processes are forks of this one.
    "Wiki pages": ["render_seo_pages", "--no-pictures"],
    "Migrations": ["migrate", "--noinput"],
    "World content": ["load_content"],
    "Demo world": ["make_demo_world"],
}
SPACE_NEEDED = 16 * 2**20
"""Bytes: one file of the write-ahead log."""
STAFF = ["ensure_staff", "--print-once"]


def run(arguments: list[str], log: TextIO) -> str:
    """Run one management command. Returns its standard output; its standard error goes to the log."""
    from django.core.management import call_command

    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        call_command(*arguments, stdout=output, stderr=log)
    return output.getvalue()


def full_disk() -> str:
    """The sentence for a full disk, of the checkout or of the embedded servers; empty if there is space."""
    from vvw_site.foundation.services.instance_paths import instance_paths

    for folder in (terminal.LOCAL, instance_paths("dev").home):
        if folder.exists() and shutil.disk_usage(folder).free < SPACE_NEEDED:
            return f"The disk of {folder} is full: free some space and start again."
    return ""


def main() -> None:
    log = terminal.log_file("prepare")
    answer = sys.stdout
    sys.stdout = sys.stderr  # the progress lines
    with log.open("a") as out:
        try:
            with contextlib.redirect_stderr(out):  # Django's logs
                import django

                from vvw_site.foundation.database import time_limit

                time_limit.lift()
                django.setup()
                for name, arguments in STEPS.items():
                    with terminal.step(name):
                        out.write(run(arguments, out))
                staff = run(STAFF, out)
        except Exception as error:
            if full := full_disk():  # Postgres reports a full disk with many different errors
                raise terminal.UserError(full) from error
            traceback.print_exc(file=out)
            reason = str(error).strip().splitlines() or [type(error).__name__]
            raise terminal.UserError(f"{reason[0]} (the full error is in {terminal.short(log)})") from error
    json.dump({"staff": staff.rstrip()}, answer)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.dev")
    with terminal.exit_on_error():
        main()
