"""The steps between running servers and a running site, in one Django process.

Progress goes to standard error; standard output carries one JSON object: {"staff": text to show, empty after the first time}.
"""

import contextlib
import io
import json
import os
import sys
import traceback
from pathlib import Path
from typing import TextIO

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools import say

STEPS = {
    "Migrations": ["migrate", "--noinput"],
    "World content": ["load_content"],
    "Demo world": ["make_demo_world"],
}
STAFF = ["ensure_staff", "--print-once"]


def run(arguments: list[str], log: TextIO) -> str:
    """One management command; what it prints. Its remarks on standard error go to the log."""
    from django.core.management import call_command

    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        call_command(*arguments, stdout=said, stderr=log)
    return said.getvalue()


def main() -> None:
    log = say.log_file("prepare")
    answer = sys.stdout
    sys.stdout = sys.stderr  # the progress lines
    with log.open("a") as out:
        try:
            import django

            django.setup()
            for name, arguments in STEPS.items():
                with say.step(name):
                    out.write(run(arguments, out))
            staff = run(STAFF, out)
        except Exception as error:
            traceback.print_exc(file=out)
            reason = str(error).strip().splitlines() or [type(error).__name__]
            raise say.Sentence(f"{reason[0]} (the whole story is in {say.short(log)})") from error
    json.dump({"staff": staff.rstrip()}, answer)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.dev")
    with say.ends_in_a_sentence():
        main()
