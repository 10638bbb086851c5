"""The command's messages and exit codes."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from seo_pages.tests.conftest import files


def test_check_reports_whether_the_build_is_up_to_date_and_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    before = files(folder)
    call_command("render_seo_pages", "--check", out=folder)
    assert capsys.readouterr().out == f"The pages in {folder} are up to date.\n"
    settings.SITE_URL = "https://moved.example"
    with pytest.raises(CommandError, match=r"out of date: .* Build them with manage.py render_seo_pages"):
        call_command("render_seo_pages", "--check", out=folder)
    assert files(folder) == before


def test_check_names_a_damaged_file(folder: Path) -> None:
    (folder / "current/robots.txt.gz").unlink()
    with pytest.raises(CommandError, match=r"are damaged: robots\.txt\. Build them"):
        call_command("render_seo_pages", "--check", out=folder)


def test_check_without_a_build_creates_no_folder(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Nothing is built in"):
        call_command("render_seo_pages", "--check", out=tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [0, 65, -1])
def test_a_number_of_workers_outside_1_to_64_is_refused(number: int, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="from 1 to 64"):
        call_command("render_seo_pages", out=tmp_path, workers=number)


def test_invalid_content_is_reported_and_nothing_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from game.content.loading import ContentError
    from seo_pages.build import rebuild

    def broken(folder: Path) -> None:
        raise ContentError("items.json: a-thing: price: is free.")

    monkeypatch.setattr(rebuild, "load", broken)
    with pytest.raises(CommandError, match=r"items\.json: a-thing: price"):
        call_command("render_seo_pages", out=tmp_path / "new")
    assert not (tmp_path / "new/current").exists()
