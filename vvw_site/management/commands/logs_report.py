"""`manage.py logs_report [FILE…]`: traffic, errors, slow routes and crawlers, from the lines of nginx and of our processes."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from io import BufferedReader
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import Resolver404, resolve

from game.content.wiki_urls import WIKI
from vvw_site.foundation.logs.report.counts import LogCounts
from vvw_site.foundation.logs.report.files import UnreadableFileError, lines_of
from vvw_site.foundation.logs.report.line import BrokenLineError, read_line
from vvw_site.foundation.logs.report.text import moment, report


@lru_cache(maxsize=10_000)
def route_of(path: str) -> str:
    """The pattern of a path as the metrics have it; of files that the proxy serves, the folder."""
    for folder in (settings.STATIC_URL, WIKI):
        if path.startswith(folder):
            return f"{folder}…"
    with suppress(Resolver404):
        return f"/{resolve(path).route}"
    return "(no route)"


def time_of(option: str, given: str | None) -> datetime | None:
    """given: ISO 8601; without an offset it is UTC."""
    if given is None:
        return None
    try:
        time = datetime.fromisoformat(given)
    except ValueError:
        raise CommandError(
            f"{option} is {given!r}, which is no time: write 2026-11-29, 2026-11-29T14:30 (UTC) or 2026-11-29T14:30+01:00."
        ) from None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time


class Command(BaseCommand):
    help = "Reads logs (files, .gz too; without files, standard input) and says what they add up to. Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE")
        parser.add_argument("--since", metavar="TIME", help="leave out older lines: 2026-11-29T14:30, in UTC")
        parser.add_argument("--until", metavar="TIME", help="leave out lines of this time and newer ones")

    def handle(self, *args: Any, files: list[str], since: str | None, until: str | None, **options: Any) -> None:
        begin, end = time_of("--since", since), time_of("--until", until)
        if begin and end and begin >= end:
            raise CommandError(f"--since ({since}) must be before --until ({until}).")
        counts, read, broken, outside = LogCounts(route_of), 0, 0, 0
        try:
            for written in self.written(files):
                read += 1
                try:
                    line = read_line(written)
                except BrokenLineError:
                    broken += 1
                    continue
                if (begin and line.time < begin) or (end and line.time >= end):
                    outside += 1
                else:
                    counts.add(line)
        except UnreadableFileError as error:
            raise CommandError(str(error)) from None
        for text in report(counts):
            self.stdout.write(text)
        source = f"{len(files)} file{'s' * (len(files) != 1)}" if files else "standard input"
        span = f"from {moment(counts.first)} to {moment(counts.last)} UTC" if counts.first else "no time"
        without = f", {outside:,} outside the given time" if begin or end else ""
        self.stdout.write(
            f"Read {source}: {read:,} lines ({counts.requests:,} requests, {counts.others:,} of our processes, "
            f"{broken:,} broken{without}), {span}."
        )

    def written(self, files: list[str]) -> Iterator[bytes]:
        if not files:
            yield from lines_of(cast(BufferedReader, sys.stdin.buffer), "standard input")
        for name in files:
            try:
                with Path(name).open("rb") as file:
                    yield from lines_of(file, name)
            except OSError as error:
                raise CommandError(f"{name} cannot be opened: {error.strerror}.") from None
