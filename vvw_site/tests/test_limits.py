"""docs/limits.md has each limit with the figure of the code, and no other page says another figure."""

import ast
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from vvw_site.limits import page, people
from vvw_site.limits.limit import of_file
from vvw_site.settings import identity
from vvw_site.settings.folders import BASE_DIR
from vvw_site.tests.source import modules

COUNTING = {"count_attempt", "count_attempts", "Attempt", "Allowance", "pause", "pause_since"}
"""Functions and classes of ours that count against a limit."""


@pytest.fixture(scope="module")
def text() -> str:
    return page.page()


def test_the_pages_are_up_to_date() -> None:
    call_command("limits_doc", check=True)


@pytest.mark.parametrize("name", ["PAGE", "API_PAGE"])
def test_a_page_with_another_figure_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    copy = tmp_path / "page.md"
    original = getattr(page, name).read_text()
    copy.write_text(original.replace("| 400 at once", "| 500 at once"))
    assert copy.read_text() != original
    monkeypatch.setattr(f"vvw_site.management.commands.limits_doc.{name}", copy)
    with pytest.raises(CommandError, match=r"page\.md"):
        call_command("limits_doc", check=True)


def test_a_figure_of_a_file_must_be_there_and_the_same_in_all_its_lines(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("vvw_site.limits.limit.BASE_DIR", tmp_path)
    (tmp_path / "one.conf").write_text("timeout 15s;\nsize 1m;\nsize 2m;\n")
    assert of_file("one.conf", r"timeout (\w+);").value == "15s"
    for pattern in (r"size (\w+);", r"missing (\w+);"):
        with pytest.raises(ValueError, match=r"one\.conf"):
            of_file("one.conf", pattern)


def test_every_rate_of_allauth_is_listed() -> None:
    assert {name for name, rates in identity.ACCOUNT_RATE_LIMITS.items() if rates} == {name for name, _, _ in people.ALLAUTH}


def test_every_figure_that_something_counts_against_is_listed(text: str) -> None:
    """Each constant that the code gives to one of the functions that count."""
    found: dict[str, str] = {}
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and _name(node.func) in COUNTING
                and not path.startswith(("bench/", "vvw_site/limits/"))
            ):
                given = [name for each in [*node.args, *node.keywords] for name in ast.walk(each)]
                found |= {name: path for each in given if (name := _name(each)) and re.fullmatch(r"[A-Z][A-Z_]{3,}", name)}
    assert len(found) > 8
    assert {name: path for name, path in found.items() if f"`{name}`" not in text} == {}


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def test_every_limit_by_the_day_is_listed(text: str) -> None:
    rules = "\n".join(file.read_text() for folder in ("game", "clans") for file in (BASE_DIR / folder / "rules").glob("*.py"))
    names = re.findall(r"^(\w+_A_DAY)\b.* =", rules, re.M)
    assert len(names) > 5 and [name for name in names if f"`{name}`" not in text] == []


def test_every_limit_of_the_proxy_is_listed(text: str) -> None:
    files = "\n".join(file.read_text() for file in (BASE_DIR / "deploy/nginx").glob("*.conf"))
    names = set(
        re.findall(
            r"\b(client_\w+_timeout|proxy_(?:connect|read)_timeout|client_max_\w+|max_conns|worker_connections)\b", files
        )
    )
    assert len(names) == 7 and [name for name in names if f"`{name}`" not in text] == []
