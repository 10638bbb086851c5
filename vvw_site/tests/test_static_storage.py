"""`collectstatic` keeps the files of the version before for a day, and removes them in the first run after that."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

from vvw_site.foundation.retired_files import KEPT_SECONDS

NOW = 2_000_000_000


@pytest.fixture
def source(tmp_path: Path, settings: Settings) -> Path:
    (tmp_path / "source").mkdir()
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [tmp_path / "source"], str(tmp_path / "root")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "vvw_site.static_storage.HashedStaticFiles"}}
    return tmp_path / "source"


def collect(monkeypatch: pytest.MonkeyPatch, settings: Settings, source: Path, style: str, now: int) -> set[str]:
    """The names of all style sheets after a run at that moment. Each run has a storage of its own, as in a process of its own."""
    (source / "game.css").write_text(style)
    monkeypatch.setattr("time.time", lambda: float(now))
    settings.STORAGES = dict(settings.STORAGES)  # storages are made anew
    call_command("collectstatic", "--noinput", verbosity=0)
    root = source.parent / "root"
    named = json.loads((root / "staticfiles.json").read_text())["paths"]["game.css"]
    assert (root / named).is_file()
    return {path.name for path in root.glob("game.*.css*")}


def test_the_files_of_the_version_before_stay_for_a_day(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, source: Path
) -> None:
    long = "\n".join(f".rule-{i} {{ color: #123456; }}" for i in range(60))
    first = collect(monkeypatch, settings, source, long, NOW)
    second = collect(monkeypatch, settings, source, f"{long} .new {{ top: 0; }}", NOW)
    assert len(first) > 1 and first < second and len(second) == 2 * len(first)
    assert collect(monkeypatch, settings, source, f"{long} .new {{ top: 0; }}", NOW + KEPT_SECONDS - 1) == second
    assert collect(monkeypatch, settings, source, f"{long} .new {{ top: 0; }}", NOW + KEPT_SECONDS) == second - first


def test_a_file_that_comes_back_is_not_removed(monkeypatch: pytest.MonkeyPatch, settings: Settings, source: Path) -> None:
    first = collect(monkeypatch, settings, source, ".a { top: 0; }", NOW)
    collect(monkeypatch, settings, source, ".b { top: 0; }", NOW)
    assert first <= collect(monkeypatch, settings, source, ".a { top: 0; }", NOW + 10)
    assert first <= collect(monkeypatch, settings, source, ".a { top: 0; }", NOW + 3 * KEPT_SECONDS)
