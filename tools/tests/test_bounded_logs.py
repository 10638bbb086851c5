"""The logs of `make run` do not fill the disk."""

from pathlib import Path

import pytest

from tools import terminal


def test_a_log_above_its_limit_is_emptied_and_its_process_goes_on_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "LOGS", tmp_path)
    monkeypatch.setattr(terminal, "LOG_LIMIT", 100)
    small, large = tmp_path / "beat.log", tmp_path / "site.log"
    small.write_text("small\n")
    with large.open("ab", buffering=0) as process:
        process.write(b"x" * 101)
        terminal.bound_logs()
        process.write(b"after\n")
    assert (small.read_text(), large.read_text()) == ("small\n", "after\n")
    assert len((tmp_path / "site.log.1").read_text()) == 101
