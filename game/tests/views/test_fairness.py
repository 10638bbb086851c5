"""The page about the dice shows the whole procedure, and no text for players names a command for operators."""

import re
from pathlib import Path

import pytest
from django.test import Client

from game.presenters.document import document
from game.tests.views.browsers import make_player, page_of

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = ROOT / "templates"


@pytest.mark.django_db
def test_a_visitor_reads_the_whole_procedure_on_the_page() -> None:
    html = Client().get("/fairness/").content.decode()
    text = re.sub(r"<[^>]+>", "", html)
    source = (ROOT / "docs" / "fairness.md").read_text()
    for title in re.findall(r"^## (.+)$", source, re.M):
        assert f">{title}</h3>" in html
    for word in ("below(10,000,000)", "between(850, 1150)", "HMAC-SHA256", "thrown away", "leaves the list"):
        assert word in text
    assert "<!--" not in html and "style=" not in html


@pytest.mark.django_db
def test_a_player_sees_the_own_seeds_and_the_procedure() -> None:
    client, _ = make_player()
    html = page_of(client, "/fairness/")
    assert "Your seeds" in html and 'id="procedure"' in html and document("fairness") in html


def test_no_text_for_players_names_a_command_for_operators() -> None:
    """The admin's templates may, because staff read them."""
    files = [p for p in TEMPLATES.rglob("*.*") if "admin" not in p.relative_to(TEMPLATES).parts]
    assert len(files) > 100
    for path in files:
        assert "manage.py" not in path.read_text(), path
    assert "manage.py" not in document("fairness") and "manage.py" not in (ROOT / "docs" / "api.md").read_text()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/fairness/", "/api/schema/", "/api/docs/"])
def test_no_page_for_players_names_a_command_for_operators(path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 200 and "manage.py" not in answer.content.decode()
