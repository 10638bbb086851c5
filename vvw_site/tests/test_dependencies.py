"""docs/dependencies.md lists each required package, with the licence in the package's own metadata."""

import re
from importlib.metadata import files, metadata
from pathlib import Path

import pytest
from django.conf import settings

CHECKOUT = Path(settings.BASE_DIR)
PARTS = {"requirements.txt": "## To run", "requirements-dev.txt": "## To test and check"}


def required(file: str) -> list[str]:
    return re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*])?==", (CHECKOUT / file).read_text(), re.M)


def listed(part: str) -> dict[str, str]:
    """The licence of each package in one of the tables."""
    text = (CHECKOUT / "docs" / "dependencies.md").read_text().partition(part)[2].partition("\n## ")[0]
    return dict(re.findall(r"^\| `([^`]+)` \|[^|\n]+\|[^|\n]+\| ([^|\n]+) \|$", text, re.M))


@pytest.mark.parametrize("file", PARTS)
def test_the_page_lists_exactly_the_required_packages(file: str) -> None:
    assert list(listed(PARTS[file])) == required(file)


@pytest.mark.parametrize("file", PARTS)
def test_every_version_is_pinned(file: str) -> None:
    lines = [line for line in (CHECKOUT / file).read_text().splitlines() if line and not line.startswith(("#", "-r "))]
    assert len(lines) == len(required(file)) > 10


@pytest.mark.parametrize("part", PARTS.values())
def test_the_licences_are_those_of_the_installed_packages(part: str) -> None:
    licences = listed(part)
    assert len(licences) > 10
    for package, licence in licences.items():
        found = metadata(package)
        named = [text for key in ("License-Expression", "License", "Classifier") for text in found.get_all(key, [])]
        if not any(licence in text for text in named):  # some packages name it in their licence file only
            named += [path.read_text() for path in files(package) or () if path.name == "LICENSE"]
        assert any(licence in text for text in named), (package, licence, named[:2])
