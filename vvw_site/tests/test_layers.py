"""Rules of the layers that import-linter cannot check, because they are about imported names and SQL."""

import ast
import re
from collections.abc import Iterator

from django.apps import apps

from vvw_site.tests.source import modules, modules_of

ENTRY_POINTS = [f"game/{layer}" for layer in ("views", "api", "realtime", "tasks", "admin", "management", "templatetags")]
SHARED = {"game.rules", "game.content", "game.models"}
TYPE = re.compile(r"[A-Z][A-Za-z]*[a-z][A-Za-z]*")
"""CamelCase: classes and type aliases. Functions, constants and `catalogue` are for the layers between."""
MAY_WRITE_SQL = ("vvw_site/foundation/database/", "vvw_site/foundation/jobs/", "game/queries/", "game/actions/", "game/models/", "accounts/queries/",
    "accounts/actions/", "accounts/models/", "clans/queries/", "clans/actions/", "bench/")  # fmt: skip
OWNED = {
    "accounts/": ("accounts_", "django_session", "account_", "socialaccount_", "mfa_", "usersessions_"),
    "game/": ("game_",),
    "clans/": ("clans_", "game_", "accounts_user"),
}
"""The tables that the SQL of each app may name, by prefix. Rows of another app are read by that app's queries; clans is above the game, and joins its
characters with what they own."""
STATEMENT = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+(?:ONLY\s+)?\"?([a-z]+_[a-z_]+)\b")


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """(module, name) of every `from module import name`, those within functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)


def test_entry_points_take_types_and_errors_from_the_layers_below_and_nothing_else() -> None:
    found = [
        (path, module, name)
        for path, tree in modules_of(*ENTRY_POINTS[:2], *ENTRY_POINTS[3:]).items()
        for module, name in imported(tree)
        if ".".join(module.split(".")[:2]) in SHARED and module != "game.rules.errors"
    ]
    assert len(found) > 20
    assert [one for one in found if not TYPE.fullmatch(one[2])] == []


def test_pages_and_calls_make_no_statement_of_their_own() -> None:
    assert managers_used("game/queries")
    assert managers_used("game/views", "game/api", "game/presenters", "game/templatetags") == []


def managers_used(*folders: str) -> list[str]:
    """Where code below the folders uses the manager of a model, as path:line."""
    return [
        f"{path}:{node.lineno}"
        for path, tree in modules_of(*folders).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager")
    ]


def strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, text) of each string in the code, without docstrings. Each part of an f-string counts as one."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def test_sql_is_written_in_queries_and_actions_alone() -> None:
    running = {path for path, tree in modules().items() for node in ast.walk(tree) if _runs_sql(node)}
    assert any(path.startswith("game/queries/") for path in running)
    assert {path for path in running if not path.startswith(MAY_WRITE_SQL)} == set()


def _runs_sql(node: ast.AST) -> bool:
    """`connection.cursor()`, `.raw("…")`, RawSQL, and our own Statement, Rows and Instances."""
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    if isinstance(called, ast.Attribute):
        of_a_manager = isinstance(called.value, ast.Attribute) and called.value.attr == "objects"
        return called.attr in ("cursor", "executemany") or (called.attr == "raw" and of_a_manager)
    return isinstance(called, ast.Name) and called.id in ("RawSQL", "Statement", "statement", "Rows", "Instances")


def test_sql_names_the_tables_of_its_own_app_alone() -> None:
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    seen, wrong = 0, []
    for app, prefixes in OWNED.items():
        for path, tree in ((path, tree) for path, tree in modules().items() if path.startswith(app)):
            for line, text in strings(tree):
                for table in tables & set(STATEMENT.findall(text)):
                    seen += 1
                    if not table.startswith(prefixes):
                        wrong.append(f"{path}:{line}: {table}")
    assert seen > 20 and wrong == []
