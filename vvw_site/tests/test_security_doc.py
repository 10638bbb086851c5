"""docs/security.md names only files and tests that exist, and a test for every attack."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEXT = (ROOT / "docs/security.md").read_text()


def test_every_test_that_it_names_exists() -> None:
    named = set(re.findall(r"`([\w/]+\.py)::(test_\w+)`", TEXT))
    assert len(named) > 80
    missing = [f"{file}::{test}" for file, test in named if f"def {test}(" not in (ROOT / file).read_text()]
    assert not missing


def test_every_file_that_it_names_exists() -> None:
    named = set(re.findall(r"`((?:accounts|game|vvw_site|deploy|docs|static|tools)/[\w/]+\.(?:py|md|js|conf|txt))", TEXT))
    assert len(named) > 60 and not [name for name in named if not (ROOT / name).exists()]


def test_every_attack_has_a_test() -> None:
    rows = [
        line for line in TEXT.partition("## ASVS")[0].partition("## What was tried")[2].splitlines() if line.startswith("| ")
    ]
    attacks = [row for row in rows if not row.startswith(("| attack", "|---"))]
    assert len(attacks) > 40 and not [row for row in attacks if "::test_" not in row]
