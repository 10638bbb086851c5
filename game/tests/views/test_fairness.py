"""The page about the dice: it holds the whole procedure, and no text for players names a command that they do not have."""

import re

import pytest
from django.conf import settings
from django.test import Client

from game.tests.make import make_character
from game.presenters.document import document

TEMPLATES = settings.BASE_DIR / "templates"


@pytest.mark.django_db
def test_a_stranger_reads_the_whole_procedure_on_the_page() -> None:
    html = Client().get("/fairness/").content.decode()
    text = re.sub(r"<[^>]+>", "", html)
    source = (settings.BASE_DIR / "docs" / "fairness.md").read_text()
    for title in re.findall(r"^## (.+)$", source, re.M):
        assert f">{title}</h3>" in html
    for word in ("below(10,000,000)", "between(850, 1150)", "HMAC-SHA256", "thrown away", "leaves the list"):
        assert word in text
    assert "<!--" not in html and "style=" not in html


@pytest.mark.django_db
def test_a_player_reads_it_beside_the_own_seeds() -> None:
    client = Client()
    client.force_login(make_character().user)
    html = client.get("/fairness/").content.decode()
    assert "Your seeds" in html and 'id="procedure"' in html and document("fairness") in html


def test_no_text_for_players_names_a_command_of_the_operators() -> None:
    """What staff and operators read may: the admin's templates, the errors of an unfinished installation."""
    told = [p for p in TEMPLATES.rglob("*.*") if "admin" not in p.relative_to(TEMPLATES).parts]
    assert len(told) > 100
    for path in told:
        assert "manage.py" not in path.read_text(), path
    assert "manage.py" not in document("fairness") and "manage.py" not in (settings.BASE_DIR / "docs" / "api.md").read_text()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/fairness/", "/api/schema/", "/api/docs/"])
def test_no_page_for_players_names_a_command_of_the_operators(path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 200 and "manage.py" not in answer.content.decode()
