"""docs/decisions/: each record is in the index, fits on a page, has its sections, and names files that exist."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / "docs" / "decisions"
RECORDS = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
SECTIONS = ("context", "decision", "figures", "consequences", "look again")


def test_the_index_lists_each_record() -> None:
    listed = re.findall(r"^\| \[[^]]+\]\(([\w-]+\.md)\)", (FOLDER / "README.md").read_text(), re.M)
    assert len(RECORDS) > 6
    assert {path.name for path in RECORDS} <= set(listed) and len(listed) == len(set(listed))


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_a_record_has_its_sections_on_one_page_and_names_files_that_exist(record: Path) -> None:
    text = record.read_text()
    assert len(text.splitlines()) < 60
    headings = " / ".join(re.findall(r"^## (.+)$", text, re.M)).lower()
    assert [section for section in SECTIONS if section not in headings] == []
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", text)]
    files = re.findall(r"`((?:game|accounts|vvw_site|deploy|docs|static|templates|tools|bench)/[\w/.]*)", text)
    assert links or files
    assert [name for name in files if not (ROOT / name).exists()] == []
    assert [link for link in links if not (FOLDER / link).exists()] == []
