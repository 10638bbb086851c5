"""After any failure of a build, the served folder is complete."""

import os
import signal
import time
from pathlib import Path

import pytest
from django.conf import settings

from seo_pages.build.check import out_of_date
from seo_pages.build.engine import build
from seo_pages.build.errors import BuildError
from seo_pages.tests.conftest import files, start
from vvw_site.foundation.services.locks import Lock


def wait_for_files(root: Path) -> None:
    """Waits until a build in `root` has written a page."""
    deadline = time.monotonic() + 60
    while not any((root / "builds").glob("*.part/wiki/items/*/index.html")):
        assert time.monotonic() < deadline, "the build did not begin"
        time.sleep(0.005)


def children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def parts(root: Path) -> list[Path]:
    return list((root / "builds").glob("*.part"))


def test_after_a_killed_build_the_old_one_is_served_and_the_next_cleans_up(folder: Path) -> None:
    served, before = (folder / "current").readlink(), files(folder)
    building = start("--no-pictures", "--out", str(folder), "--force")
    wait_for_files(folder)
    workers = children(building.pid)
    building.kill()
    building.communicate()
    assert parts(folder), "the build ended before it was killed"
    assert (folder / "current").readlink() == served and files(folder) == before
    assert out_of_date(folder, url=settings.SITE_URL) == ""
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2] for pid in workers):
        assert time.monotonic() < deadline, "a worker outlived the killed build"
        time.sleep(0.02)
    build(folder, url=settings.SITE_URL)
    assert parts(folder) == [] and files(folder) == before


def test_a_killed_worker_fails_the_build_with_one_sentence(folder: Path) -> None:
    served = (folder / "current").readlink()
    building = start("--no-pictures", "--out", str(folder), "--force", "--workers", "2")
    wait_for_files(folder)
    os.kill(children(building.pid)[0], signal.SIGKILL)
    out, err = building.communicate(timeout=60)
    assert (building.returncode, out) == (1, "")
    assert "A process of the build was killed" in err and err.count("\n") == 1
    assert (folder / "current").readlink() == served and parts(folder) == []


def test_ctrl_c_stops_the_build_with_one_sentence(folder: Path) -> None:
    served = (folder / "current").readlink()
    building = start("--no-pictures", "--out", str(folder), "--force")
    wait_for_files(folder)
    building.send_signal(signal.SIGINT)
    out, err = building.communicate(timeout=60)
    assert (building.returncode, out) == (130, "")
    assert err == "Stopped. The previous build is still served. Run the command again to build.\n"
    assert (folder / "current").readlink() == served and parts(folder) == []


def test_a_second_build_at_the_same_time_is_refused(folder: Path) -> None:
    lock = Lock(folder / "lock")
    try:
        assert lock.acquire(shared=False, wait=False)
        with pytest.raises(BuildError, match="Another build is running"):
            build(folder, url=settings.SITE_URL, force=True)
    finally:
        lock.close()


def test_the_last_two_builds_stay_on_the_disk(folder: Path, fixtures: Path) -> None:
    from seo_pages.tests.test_incremental import change_text, item_on_few_pages

    first = (folder / "current").readlink()
    for _ in range(2):
        change_text(fixtures, item_on_few_pages())
        second = (folder / "current").readlink()
        build(folder, url=settings.SITE_URL, fixtures=fixtures, workers=1)
    left = {path.name for path in (folder / "builds").iterdir()}
    assert left == {second.name, (folder / "current").readlink().name} and first.name not in left


@pytest.mark.parametrize("kind", ["a file", "another's folder"])
def test_a_folder_with_other_files_is_refused_and_unchanged(tmp_path: Path, kind: str) -> None:
    wrong = tmp_path / "wrong"
    if kind == "a file":
        wrong.write_text("mine")
    else:
        wrong.mkdir()
        (wrong / "letter.txt").write_text("mine")
    with pytest.raises(BuildError, match=r"name (another|an empty)"):
        build(wrong, url=settings.SITE_URL)
    assert [path.name for path in tmp_path.rglob("*")] in (["wrong"], ["wrong", "letter.txt"])


def test_with_a_full_disk_the_old_build_stays_served(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    from seo_pages.build import write

    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", args[0])

    served = (folder / "current").readlink()
    monkeypatch.setattr(write, "_write", full)
    with pytest.raises(BuildError, match=r"^The disk is full .* Nothing was switched\.$"):
        build(folder, url=settings.SITE_URL, workers=1, force=True)
    assert (folder / "current").readlink() == served and parts(folder) == []
