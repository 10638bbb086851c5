"""Numbers of the rules that a script repeats. Those of a fight are pinned by vectors (game/tests/browser/test_vectors.py)."""

import re
from pathlib import Path

from game.rules import tuning

SCRIPTS = Path(__file__).resolve().parents[3] / "static" / "js"


def test_the_page_waits_a_little_longer_between_hunts_than_the_rules_ask() -> None:
    pace = re.search(r"const PACE = (\d+);", (SCRIPTS / "play.js").read_text())
    assert pace and int(pace[1]) == tuning.HUNT_PAUSE_MS + 50
