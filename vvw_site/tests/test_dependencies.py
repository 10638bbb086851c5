"""docs/dependencies.md names each package that is asked for, and the licence that the package itself names."""

import re
from importlib.metadata import metadata
from pathlib import Path

import pytest
from django.conf import settings

CHECKOUT = Path(settings.BASE_DIR)
PARTS = {"requirements.txt": "## To run", "requirements-dev.txt": "## To test and check"}


def asked_for(file: str) -> list[str]:
    return re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*])?==", (CHECKOUT / file).read_text(), re.M)


def told(part: str) -> dict[str, str]:
    """Licences by package, of one of the tables."""
    text = (CHECKOUT / "docs" / "dependencies.md").read_text().partition(part)[2].partition("\n## ")[0]
    return dict(re.findall(r"^\| `([^`]+)` \|[^|\n]+\|[^|\n]+\| ([^|\n]+) \|$", text, re.M))


@pytest.mark.parametrize("file", PARTS)
def test_each_package_has_its_line_and_each_line_its_package(file):
    assert list(told(PARTS[file])) == asked_for(file)


@pytest.mark.parametrize("file", PARTS)
def test_every_version_is_pinned(file):
    lines = [line for line in (CHECKOUT / file).read_text().splitlines() if line and not line.startswith(("#", "-r "))]
    assert len(lines) == len(asked_for(file))


@pytest.mark.parametrize("part", PARTS.values())
def test_the_licences_are_those_of_the_installed_packages(part):
    for package, licence in told(part).items():
        found = metadata(package)
        named = [found.get("License-Expression") or "", found.get("License") or "", *found.get_all("Classifier", [])]
        assert any(licence in text for text in named), (package, licence, named[:2])
