"""A copy of fixtures/ that a test may break."""

import shutil
from pathlib import Path

import pytest

from game.content.registry import FIXTURES


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIXTURES, tmp_path / "fixtures"))
