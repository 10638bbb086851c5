"""The pages for operators: their links lead somewhere, and alarms.md has a part for each alarm of the table of metrics."""

import re

import pytest
from django.db import connection

from vvw_site.tests.source import ROOT

TABLE = (ROOT / "docs/operation/metrics.md").read_text().partition("| metric |")[2].partition("\n\n")[0]
PAGE = (ROOT / "docs/operation/alarms.md").read_text()


def test_each_alarm_has_its_part() -> None:
    rows = [line.strip("| ").split(" | ") for line in TABLE.splitlines()[2:]]
    in_table = [re.findall(r"`(\w+)", cells[0]) for cells in rows if len(cells) > 2 and cells[2].strip()]
    assert len(in_table) > 20
    assert [re.findall(r"`(\w+)`", heading) for heading in re.findall(r"^## (.*)", PAGE, re.M)] == in_table


def test_each_part_says_what_it_means_how_to_look_and_what_to_do() -> None:
    for part in PAGE.split("\n## ")[1:]:
        assert "**Players" in part and "**Look" in part and re.search(r"\*\*Do:|\*\*Look and do:", part), part


@pytest.mark.django_db
def test_its_statements_run() -> None:
    statements = re.findall(r"```sql\n(.*?)```", PAGE, re.S)
    assert statements
    for statement in statements:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.fetchall()


def anchors(page: str) -> set[str]:
    """Those that a forge makes of headings."""
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"^#+ (.*)", page, re.M)}


def test_links_lead_to_pages_and_headings_that_exist() -> None:
    pages = [ROOT / "docs/running.md", *(ROOT / "docs/operation").glob("*.md")]
    found = [(page, target) for page in pages for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text())]
    assert len(found) > 30
    for page, target in found:
        if target.startswith("http"):
            continue
        name, _, anchor = target.partition("#")
        linked = (page.parent / name).resolve() if name else page
        assert linked.exists(), f"{page.name}: {target}"
        assert not anchor or anchor in anchors(linked.read_text()), f"{page.name}: {target}"
