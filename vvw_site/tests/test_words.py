"""Players read one spelling: they log in (a log-in), and have an e-mail address."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.test import Client

from accounts.tests.make import make_user
from vvw_site.tests.source import ROOT, modules

WRONG = re.compile(
    r"\bsign(?:s|ed|ing)?[ -]in(?:to)?\b|(?<![@/._-])\bemails?\b(?![@/._=-])|(?<![/._-])\blogins?\b(?![/._=(-])", re.I
)
NOT_TEXT = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->|<(?:style|script)\b.*?</(?:style|script)>|<[^>]+>", re.S)
SHOWN = re.compile(r'(?:title|alt|aria-label|placeholder|data-confirm)="([^"]*)"')
CODE = re.compile(r"```.*?```|`[^`]*`|\]\([^)]*\)", re.S)
PLAYERS = ("accounts/", "game/", "clans/")
NO_TEXT = ("/tests/", "/migrations/", "/admin/", "/management/", "game/simulator/", "game/content/")


def texts() -> Iterator[tuple[str, str]]:
    """(where, text) of everything that players read."""
    for path in sorted((ROOT / "templates").rglob("*.*")):
        if path.suffix in (".html", ".txt") and "admin" not in path.parts:
            source = path.read_text()
            yield str(path.relative_to(ROOT)), NOT_TEXT.sub(" ", source) + " ".join(SHOWN.findall(source))
    for path in [*sorted((ROOT / "docs/players").glob("*.md")), ROOT / "docs/api.md", ROOT / "docs/fairness.md"]:
        yield str(path.relative_to(ROOT)), CODE.sub(" ", path.read_text())
    for name, tree in modules().items():
        if name.startswith(PLAYERS) and not any(part in name for part in NO_TEXT):
            for node in ast.walk(tree):
                if isinstance(node, ast.Call | ast.Assign | ast.Return | ast.Raise):
                    yield from ((f"{name}:{node.lineno}", text) for text in _sentences(node))


def _sentences(node: ast.AST) -> Iterator[str]:
    """String constants directly in a statement that look like a sentence: they have a space and no sign of code or SQL."""
    for part in ast.iter_child_nodes(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and re.match(r"[A-Z“][a-z]*[ ’,-]", part.value):
            yield part.value
        elif isinstance(part, ast.keyword | ast.JoinedStr):
            yield from _sentences(part)


def test_players_read_one_word_for_logging_in_and_one_spelling_of_e_mail() -> None:
    found = list(texts())
    assert len(found) > 400
    wrong = {
        f"{where}: …{text[max(0, m.start() - 25) : m.end() + 15]!r}" for where, text in found for m in WRONG.finditer(text)
    }
    assert sorted(wrong) == []


def test_the_scan_finds_each_other_spelling() -> None:
    for text in ("Sign in here", "You signed in", "your email address", "Email", "two-step login"):
        assert WRONG.search(text), text
    for text in ("Log in", "log-ins", "an e-mail", "/accounts/login/", "staff@email.example", "sign up"):
        assert not WRONG.search(text), text


@pytest.mark.django_db
def test_the_fields_of_account_pages_have_the_same_words() -> None:
    client = Client()
    pages = [client.get(f"/accounts/{page}/") for page in ("login", "signup", "password/reset")]
    pages += [client.post("/accounts/password/reset/", {"email": "x"}), client.post("/accounts/signup/", {"email": "x"})]
    client.force_login(make_user())
    pages += [client.get("/accounts/email/"), client.post("/accounts/email/", {"action_add": "", "email": "x"})]
    for page in pages:
        html = page.content.decode()
        shown = NOT_TEXT.sub(" ", html) + " ".join(SHOWN.findall(html))
        assert page.status_code == 200 and not WRONG.search(shown), [m[0] for m in WRONG.finditer(shown)]
