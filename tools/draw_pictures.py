"""Draws the sharing pictures that `make run` has left out, some hundred at a time, at the lowest priority and on one core.

Each lot is a build of its own, so a stop loses at most that many. While another build runs, this one waits.
"""

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

AT_ONCE = 300
WAIT_SECONDS = 20.0
TRIES = 30


def main() -> None:
    os.nice(19)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.dev")
    import django
    from django.conf import settings

    from seo_pages.build.engine import build
    from seo_pages.build.errors import BuildError

    django.setup()
    tries = TRIES
    while True:
        try:
            done = build(Path(settings.PAGES_ROOT), url=settings.SITE_URL, pictures=True, pictures_at_most=AT_ONCE, workers=1)
        except BuildError as error:
            tries -= 1
            if not tries:
                raise SystemExit(str(error)) from error
            time.sleep(WAIT_SECONDS)
            continue
        print(f"{done.pictures} pictures drawn in {done.seconds:.0f} s", flush=True)
        if done.complete:
            return


if __name__ == "__main__":
    main()
