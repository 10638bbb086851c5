"""`manage.py render_seo_pages`: builds the static pages and switches them in; `--check` only tells whether that is needed."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from game.content.loading import ContentError
from seo_pages.build.check import out_of_date
from seo_pages.build.engine import build
from seo_pages.build.faults import BuildError


class Command(BaseCommand):
    help = "Builds the static pages of the wiki into a new folder and switches it in. Can be stopped and run again."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, default=Path(settings.PAGES_ROOT), help="the folder of the builds (PAGES_ROOT)")
        parser.add_argument("--check", action="store_true", help="only say whether it is up to date; exit code 1 when not")
        parser.add_argument("--force", action="store_true", help="make every file anew, changed or not")
        parser.add_argument("--workers", type=int, default=None, metavar="N", help="processes (as many as there are cores)")

    def handle(
        self, *args: Any, out: Path, check: bool, force: bool, workers: int | None, **options: Any
    ) -> None:  # fmt: skip
        if workers is not None and not 1 <= workers <= 64:
            raise CommandError("--workers needs a number from 1 to 64.")
        if check:
            if why := out_of_date(out, url=settings.SITE_URL):
                raise CommandError(f"{why} Build them with manage.py render_seo_pages.")
            self.stdout.write(f"The pages in {out} are up to date.")
            return
        # No thread of its own for the bar: a process with threads cannot be forked safely.
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, auto_refresh=False, transient=True, disable=not self.stdout.isatty()) as bar:
            task = bar.add_task("building", total=None)

            def show(made: int, of: int) -> None:
                bar.update(task, completed=made, total=of, refresh=True)

            try:
                done = build(out, url=settings.SITE_URL, workers=workers, force=force, progress=show)
            except (BuildError, ContentError) as error:
                raise CommandError(str(error)) from error
            except KeyboardInterrupt:
                self.stderr.write("Stopped: what was served before is served still. Run it again to build.")
                sys.exit(130)
        self.stdout.write(
            f"{done.written:,} pages written, {done.unchanged:,} unchanged, {done.removed:,} removed: "
            f"{done.files:,} files, {done.size / 1e6:.1f} MB, in {done.seconds:.1f} s."
        )
