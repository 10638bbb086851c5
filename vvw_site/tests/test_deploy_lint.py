"""Each file in deploy/ is checked by its own tool."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from vvw_site.tests.image import CHECKOUT

DEPLOY = CHECKOUT / "deploy"
LISTED = subprocess.run(
    ["git", "ls-files", "deploy"], cwd=CHECKOUT, capture_output=True, text=True, check=True
).stdout.splitlines()
FILES = [CHECKOUT / name for name in LISTED if (CHECKOUT / name).exists()]
ELSEWHERE = {
    "compose.yaml": "test_compose.py: the schema of Compose",
    "logrotate.conf": "test_logs_report.py: logrotate itself",
    "vvw@.service": "test_unit.py: systemd itself",
    "requirements.lock": "test_image.py",
    "backup.lock": "test_image.py",
    ".conf": "test_nginx_configuration.py: nginx itself",
}


def program(name: str) -> str:
    """A program that a package has brought into the virtual environment."""
    found = shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert found, f"{name} is missing: run `make install`."
    return found


def kind(file: Path) -> str:
    if file.read_bytes().startswith((b"#!/bin/sh", b"#!/usr/bin/env bash")):
        return "shell"
    if file.name in ELSEWHERE or (file.suffix in ELSEWHERE and file.parent.name == "nginx"):
        return "elsewhere"
    return {".py": "python", "": file.name}.get(file.suffix, "unknown")


def run(*command: object) -> None:
    done = subprocess.run([str(part) for part in command], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_is_a_tool_for_each_file() -> None:
    found = {str(file.relative_to(DEPLOY)): kind(file) for file in FILES}
    assert len(found) > 15 and set(found.values()) == {"shell", "python", "Containerfile", "elsewhere"}, found


@pytest.mark.parametrize(
    "file", [*(file for file in FILES if kind(file) == "shell"), CHECKOUT / ".ci/run", CHECKOUT / "tools/python.sh"]
)
def test_the_shell_scripts_are_sound(file: Path) -> None:
    shell = "bash" if file.read_text().startswith("#!/usr/bin/env bash") else "sh"
    run(shell, "-n", file)
    run(program("shellcheck"), f"--shell={shell}", "--severity=style", file)


def test_the_check_of_a_shell_script_finds_a_fault(tmp_path: Path) -> None:
    wrong = tmp_path / "start"
    wrong.write_text("#!/bin/sh\ncd $1\n")
    with pytest.raises(AssertionError, match="SC2086"):
        run(program("shellcheck"), wrong)


def test_the_containerfile_is_sound() -> None:
    run(program("hadolint"), "--failure-threshold=style", DEPLOY / "Containerfile")


def test_the_python_files_are_sound() -> None:
    run(sys.executable, "-m", "ruff", "check", DEPLOY)
    run(sys.executable, "-m", "ruff", "format", "--check", DEPLOY)
