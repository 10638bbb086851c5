"""The clients of bench/returning.py come back as those of static/js/live.js do."""

import re
from pathlib import Path

from bench import returning

SCRIPT = (Path(__file__).parents[2] / "static/js/live.js").read_text()


def test_the_back_off_is_that_of_the_browser() -> None:
    found = re.search(r"BASE_MS = (\d+), CAP_MS = (\d+)", SCRIPT)
    assert found is not None
    assert (int(found[1]), int(found[2])) == (returning.FIRST_SECONDS * 1000, returning.MOST_SECONDS * 1000)
    assert "Math.random() * ms" in SCRIPT and "random(Math.min(CAP_MS, BASE_MS * 2 ** (failures - 1)))" in SCRIPT
