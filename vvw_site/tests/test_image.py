"""The image: what is copied into it, what is installed in it, and that the lock has all of it with its hash."""

import re
import subprocess
from importlib.metadata import requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.lock import EMBEDDED, programs, required
from vvw_site.foundation.backup.programs import find_programs
from vvw_site.tests.image import CHECKOUT, image_files, is_left_out

CONTAINERFILE = (CHECKOUT / "deploy/Containerfile").read_text()
LOCK = (CHECKOUT / "deploy/requirements.lock").read_text()
PYTHON = "3.12"
OF_THE_IMAGE = {
    "python_version": PYTHON, "python_full_version": f"{PYTHON}.0", "implementation_name": "cpython", "sys_platform": "linux",
    "platform_system": "Linux", "platform_python_implementation": "CPython", "os_name": "posix", "platform_machine": "x86_64",
}  # fmt: skip
STRAY = (
    ".git/config", ".venv/bin/python", ".local/mail/20260101.log", ".local/maintenance", ".env", "deploy/.env", "deploy/.env.old",
    ".hypothesis/examples", "game/tests/make.py", "game/tests/actions/test_hunt.py", "game/__pycache__/apps.pyc", "dump.sql",
    "backup/base.tar", "staticfiles/css/a.css", "static/.DS_Store", "tools/run.py", "bench/serve.py", "docs/screenshots/a.jpg",
    "vvw_site/tests/tiers.py", "requirements-dev.txt", "conftest.py",
)  # fmt: skip
"""What lies in a checkout and must not be in the image."""


@pytest.mark.parametrize("path", STRAY)
def test_what_lies_in_the_checkout_by_chance_is_not_copied(path: str) -> None:
    assert is_left_out(path)


def test_exactly_the_code_content_and_texts_that_the_site_runs_with_are_copied() -> None:
    copied = set(image_files())
    listed = subprocess.run(["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout.splitlines()
    ours = {
        "accounts",
        "clans",
        "deploy",
        "docs",
        "fixtures",
        "game",
        "seo_pages",
        "static",
        "templates",
        "vvw_site",
        "manage.py",
        "pyproject.toml",
    }
    expected = {
        path for path in listed
        if path.partition("/")[0] in ours and "/tests/" not in path
        and not path.startswith(("docs/screenshots/", "docs/balance/")) and not (path.startswith("docs/") and path.endswith(".png"))
    }  # fmt: skip
    assert len(expected) > 1000 and expected - copied == set()
    assert {path.partition("/")[0] for path in copied} == ours
    assert sum((CHECKOUT / path).stat().st_size for path in copied) < 30 * 2**20
    # No module that is copied needs one that is not.
    code = [path for path in expected if path.endswith(".py")]
    left_out = re.compile(r"^(?:from|import) (?:tools|bench|conftest|\w+(?:\.\w+)*\.tests)\b", re.M)
    assert [path for path in code if left_out.search((CHECKOUT / path).read_text())] == []


def test_the_image_installs_by_hashes_only_and_does_not_run_as_root() -> None:
    installs = re.findall(r"pip install (.*)", CONTAINERFILE)
    assert installs == [
        "--no-cache-dir --require-hashes --only-binary=:all: -r requirements.lock",
        "--no-cache-dir --require-hashes --no-deps --only-binary=:all: -r deploy/backup.lock \\",
    ]
    assert "COPY deploy/requirements.lock ." in CONTAINERFILE
    user = re.findall(r"^USER (\S+)$", CONTAINERFILE, re.M)
    assert user == ["10001", "0", "999:999"] and f"useradd --system --uid {user[0]} " in CONTAINERFILE
    assert f"python:{PYTHON}-slim" in CONTAINERFILE


def locked() -> dict[str, tuple[str, list[str]]]:
    """Name: version and hashes of each package that the lock has for the image. Fails for a line of another form."""
    lines = [line for line in LOCK.replace("\\\n", " ").splitlines() if line and not line.startswith("#")]
    found: dict[str, tuple[str, list[str]]] = {}
    for line in lines:
        text, *hashes = line.split("--hash=")
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}\s*", one) for one in hashes), line
        one = Requirement(text.strip())
        pinned = re.fullmatch(r"==([\w.!+]+)", str(one.specifier))
        assert pinned and not one.url, line
        if not one.marker or one.marker.evaluate(OF_THE_IMAGE):
            found[canonicalize_name(one.name)] = (pinned[1], hashes)
    return found


def test_the_lock_has_each_requirement_in_its_version_and_every_file_with_its_hash() -> None:
    lock, wanted = locked(), [Requirement(line) for line in required()]
    assert len(wanted) > 30 and all(hashes for _, hashes in lock.values())
    assert {one.name: str(one.specifier) for one in wanted} == {
        one.name: f"=={lock.get(canonicalize_name(one.name), ('missing',))[0]}" for one in wanted
    }
    assert not lock.keys() & set(EMBEDDED)


def test_the_lock_has_all_that_the_requirements_need() -> None:
    """With --require-hashes, pip refuses a package that is missing in the list. Followed through the installed packages."""
    lock, seen = locked(), set()
    todo = [Requirement(line) for line in required()]
    while todo:
        one = todo.pop()
        name, extras = canonicalize_name(one.name), frozenset(one.extras)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        assert name in lock and one.specifier.contains(lock[name][0], prereleases=True), one
        for line in requires(name) or ():
            need = Requirement(line)
            if not need.marker or any(need.marker.evaluate(OF_THE_IMAGE | {"extra": extra}) for extra in (extras or {""})):
                todo.append(need)
    assert {name for name, _ in seen} <= lock.keys() and len(seen) > 60


def test_the_lock_names_no_package_index_and_no_folder_of_a_machine() -> None:
    assert not re.search(r"://|--index|--find-links|file:|^/", LOCK, re.M)


def test_the_image_of_the_backups_has_the_programs_that_the_tests_use() -> None:
    text = (CHECKOUT / "deploy/backup.lock").read_text()
    (line,) = programs()
    assert re.findall(r"^\w\S*==\S+", text, re.M) == [line] and text.count("--hash=sha256:") > 10
    folder = re.search(r"^ENV POSTGRES_PROGRAMS=(\S+)$", CONTAINERFILE, re.M)
    assert (
        folder and folder[1] == f"/usr/local/lib/python{PYTHON}/site-packages/{'/'.join(find_programs(None).folder.parts[-3:])}"
    )
    assert "backup.lock" not in CONTAINERFILE.partition("AS backup")[0]
