"""`manage.py render_seo_pages`: builds the static pages and serves them; `--check` only reports whether a build is needed."""

import contextlib
import sys
from argparse import ArgumentParser, BooleanOptionalAction
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from game.content.loading import ContentError
from seo_pages.build.check import out_of_date
from seo_pages.build.engine import build
from seo_pages.build.errors import BuildError


class Command(BaseCommand):
    help = "Builds the static pages of the wiki into a new folder and serves that folder. It can be stopped and run again."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, default=Path(settings.PAGES_ROOT), help="the folder of the builds (PAGES_ROOT)")
        parser.add_argument(
            "--check", action="store_true", help="only report whether the build is up to date; exit code 1 if it is not"
        )
        parser.add_argument("--force", action="store_true", help="make every file again, changed or not")
        parser.add_argument(
            "--pictures", action=BooleanOptionalAction, default=True,
            help="draw the sharing pictures too, which takes ten times as long as everything else",
        )  # fmt: skip
        parser.add_argument(
            "--pictures-at-most",
            type=int,
            default=None,
            metavar="N",
            help="draw no more than N pictures now; the next run draws others",
        )
        parser.add_argument(
            "--workers", type=int, default=None, metavar="N", help="number of processes (default: one per core)"
        )

    def handle(
        self,
        *args: Any,
        out: Path,
        check: bool,
        force: bool,
        pictures: bool,
        pictures_at_most: int | None,
        workers: int | None,
        **options: Any,
    ) -> None:
        if workers is not None and not 1 <= workers <= 64:
            raise CommandError("--workers needs a number from 1 to 64.")
        if pictures_at_most is not None and pictures_at_most < 1:
            raise CommandError("--pictures-at-most needs a number from 1; without pictures, say --no-pictures.")
        try:
            self.check_only(out) if check else self.build(
                out, force=force, pictures=pictures, most=pictures_at_most, workers=workers
            )
        except (BuildError, ContentError) as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            self.stderr.write("Stopped. The previous build is still served. Run the command again to build.")
            sys.exit(130)

    def check_only(self, out: Path) -> None:
        if reason := out_of_date(out, url=settings.SITE_URL):
            raise CommandError(f"{reason} Build them with manage.py render_seo_pages.")
        self.stdout.write(f"The pages in {out} are up to date.")

    def build(self, out: Path, *, force: bool, pictures: bool, most: int | None, workers: int | None) -> None:
        with self.progress() as show:
            done = build(
                out,
                url=settings.SITE_URL,
                pictures=pictures,
                pictures_at_most=most,
                workers=workers,
                force=force,
                progress=show,
            )
        self.stdout.write(
            f"{done.written:,} pages written, {done.unchanged:,} unchanged, {done.removed:,} removed, "
            f"{done.pictures:,} pictures drawn: "
            f"{done.files:,} files, {done.size / 1e6:.1f} MB, in {done.seconds:.1f} s."
        )

    def progress(self) -> contextlib.AbstractContextManager[Callable[[int, int], None]]:
        if not self.stdout.isatty():
            return contextlib.nullcontext(lambda made, of: None)
        from seo_pages.bar import bar  # importing it takes longer than finding nothing to do

        return bar("building")
