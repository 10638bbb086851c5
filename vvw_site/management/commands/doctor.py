"""`manage.py doctor`: each fault of this installation in a sentence with its remedy; exit code 1 if there is one."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from vvw_site.doctor.checks import CHECKS, diagnose
from vvw_site.doctor.finding import Fault


class Command(BaseCommand):
    help = "Says what keeps this installation from working, and what to do about it. Changes nothing. Exit code 1 if there is a fault."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        lines = diagnose(CHECKS, is_production=settings.PRODUCTION)
        for line in lines:
            mark = "FAULT" if isinstance(line.finding, Fault) else "note"
            self.stdout.write(f"{mark} {line.check}: {line.finding}")
        faults = [line.finding for line in lines if isinstance(line.finding, Fault)]
        self.stdout.write(self.closing_line(faults))
        if faults:
            sys.exit(1)

    def closing_line(self, faults: list[Fault]) -> str:
        left_out = 0 if settings.PRODUCTION else sum(check.for_production for check in CHECKS)
        words = f"{len(CHECKS) - left_out} checks of version {settings.VERSION}"
        if left_out:
            words += f" (these are no settings of production: {left_out} more checks were left out)"
        if not faults:
            return f"{words}: no fault."
        stops = sum(fault.stops for fault in faults)
        return f"{words}: {len(faults)} fault{'s' * (len(faults) > 1)}, of which {stops} stop{'s' * (stops == 1)} serving."
