"""Settings whose loading a test holds up: while the file LOAD_GATE says "wait", and for ever if it says "fail"."""

import os
import time
from pathlib import Path

from vvw_site.tests.served_settings import *  # noqa: F403

_deadline = time.monotonic() + 60
_gate = Path(os.environ["LOAD_GATE"])
while (_said := _gate.read_text()) == "wait" and time.monotonic() < _deadline:
    time.sleep(0.05)
if _said == "fail":
    raise RuntimeError("This version does not load.")
