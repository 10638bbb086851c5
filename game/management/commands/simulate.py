"""Play the game's rules over its content and hold the balance to its targets. Exit 1 when one is missed."""

import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from game.content.loading import ContentError
from game.simulator import report, work
from game.simulator.charts import write_charts
from game.simulator.event import LEAST, MOST, SimulatedEvents, always_on
from game.simulator.measurement import Measurement
from game.simulator.targets import TargetLine, lines
from game.simulator.trials import write_loadouts

FIGHTS = 100_000


class Command(BaseCommand):
    help = "Play the rules over the content and hold balance, progress and gold to their targets. Exit 1 when one is missed."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=1, help="seed of the dice (1)")
        parser.add_argument("--fights", type=int, default=FIGHTS, help=f"duels and fair fights, about ({FIGHTS:,})")
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes; changes no result (all cores)")
        parser.add_argument("--only", default="", metavar="PARTS", help=f"comma-separated: {', '.join(work.PARTS)}")
        parser.add_argument(
            "--fixtures", type=Path, default=settings.BASE_DIR / "fixtures", metavar="DIR", help="another folder of content"
        )
        parser.add_argument("--plot", type=Path, metavar="DIR", help="write the charts there as SVG")
        parser.add_argument("--loadouts", action="store_true", help="search for each class's best skills again, and store them")
        parser.add_argument(
            "--event", default="moons", metavar="EVENT",
            help="the events of the courses: moons (as the calendar has them), none, or XP,GOLD,FINDS in percent, always on",
        )  # fmt: skip
        parser.add_argument("--report", type=Path, metavar="PAGE", help="put the report between the marks of this page")

    def handle(self, *args: Any, seed: int, fights: int, workers: int, only: str, **options: Any) -> None:
        parts = tuple(part for part in only.split(",") if part) or work.PARTS
        if unknown := set(parts) - set(work.PARTS):
            raise CommandError(f"There is no part “{unknown.pop()}”: choose from {', '.join(work.PARTS)}.")
        if fights < 1 or workers < 1:
            raise CommandError("--fights and --workers need a number of 1 or more.")
        plan = work.SimulationPlan(options["fixtures"].resolve(), seed, fights, parts, events=_events(options["event"]))
        try:
            if options["loadouts"]:
                count = write_loadouts(plan.fixtures, seed, workers)
                self.stdout.write(f"{count} loadouts were found and stored; simulate again to play with them.")
                return
            measured = self._run(plan, workers)
        except ContentError as error:
            raise CommandError(str(error)) from error
        found = lines(measured)
        self._print(found, measured.fights)
        if options["plot"]:
            self.stdout.write(f"{write_charts(measured, options['plot'])} charts in {options['plot']}")
        if options["report"]:
            page = options["report"]
            page.write_text(report.put_into(page.read_text(), report.markdown(measured, found, seed)))
        if missed := sum(not line.ok for line in found):
            self.stderr.write(f"{missed} of {sum(line.target is not None for line in found)} targets missed.")
            sys.exit(1)

    def _run(self, plan: work.SimulationPlan, workers: int) -> Measurement:
        with Progress(transient=True, disable=not sys.stdout.isatty()) as bar:
            task = bar.add_task("Fighting")
            return work.run(plan, workers, lambda n, of: bar.update(task, completed=n, total=of))

    def _print(self, found: list[TargetLine], fights: int) -> None:
        if sys.stdout.isatty():
            report.show(Console(), found)
        else:
            self.stdout.write(report.plain(found))
        self.stdout.write(f"{fights:,} fights played.")


def _events(asked: str) -> SimulatedEvents:
    """CommandError for what is neither a word nor three percentages."""
    if asked in ("moons", "none"):
        return SimulatedEvents(moons=asked == "moons")
    parts = asked.split(",")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and LEAST <= int(part) <= MOST for part in parts):
        raise CommandError(f"--event needs moons, none, or three percentages of {LEAST} to {MOST}, such as 150,125,125.")
    return always_on(*map(int, parts))
