"""Each environment variable is declared once: nothing else reads the environment, and the documents and scripts agree."""

import ast
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from vvw_site.settings import reference
from vvw_site.settings.declared import BY_NAME, SECTIONS
from vvw_site.settings.folders import BASE_DIR
from vvw_site.tests.source import sources

CHECKOUT = BASE_DIR
READERS = {
    "vvw_site/settings/setting.py": "reads every declared setting",
    "vvw_site/foundation/services/binaries.py": "the foundation cannot import the settings",
    "vvw_site/foundation/services/instance_paths.py": "the foundation cannot import the settings",
    "vvw_site/foundation/services/postgres.py": "passes on the environment without Postgres's own variables",
    "vvw_site/foundation/services/urls.py": "the foundation cannot import the settings",
    "vvw_site/testing.py": "gives each test process its own Redis database",
    "manage.py": "chooses the embedded servers by Django's own variable",
    "tools/check.py": "passes on the environment",
    "tools/run.py": "runs before any package is installed",
    "tools/terminal.py": "runs before any package is installed",
    "tools/supervisor.py": "sees whether make has started it",
    "bench/": "passes on the environment of the tiers that it measures",
}
"""Files (or folders) that read the environment themselves, and why."""
OF_THE_SYSTEM = {"HOME", "PATH", "MAKELEVEL", "PYTEST_XDIST_WORKER"}
"""Set by the system, make or pytest, never by an operator."""


def is_written(node: ast.Attribute, parent: ast.AST) -> bool:
    """Whether this `os.environ` is only written to: an assignment, `|=` or `setdefault`."""
    if isinstance(parent, ast.Subscript):
        return isinstance(parent.ctx, ast.Store)
    return isinstance(parent, ast.AugAssign) or (isinstance(parent, ast.Attribute) and parent.attr == "setdefault")


def environment_reads(source: str) -> list[ast.AST]:
    """Every place that reads the process's environment, with its parent node."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    found: list[ast.AST] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os":
            if node.attr in ("getenv", "environb") or (node.attr == "environ" and not is_written(node, parents[node])):
                found.append(parents[node])
        elif isinstance(node, ast.ImportFrom) and node.module == "os":
            found += [node for alias in node.names if alias.name in ("environ", "getenv")]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            owner = node.func.value.id if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) else ""
            if name == "env" or owner == "env":
                found.append(node)
    return found


def names_read(source: str) -> set[str]:
    """The variables that a source names when it reads the environment."""
    pattern = r"""environ(?:\.get\(|\.setdefault\(|\[)\s*["'](\w+)["']|getenv\(\s*["'](\w+)["']"""
    return {first or second for first, second in re.findall(pattern, source)}


def is_reader(name: str) -> bool:
    return any(name == reader or (reader.endswith("/") and name.startswith(reader)) for reader in READERS)


def test_the_scan_finds_every_way_to_read_the_environment() -> None:
    for source in ("os.environ['A']", "os.environ.get('A')", "os.getenv('A')", "from os import environ", "env('A')", "env.int('A')",
                   "run(env=os.environ | {})"):  # fmt: skip
        assert environment_reads(source), source
    for source in (
        "os.environ['A'] = 'b'",
        "os.environ |= {}",
        "os.environ.setdefault('A', 'b')",
        "os.path",
        "environment = {}",
    ):
        assert not environment_reads(source), source


def test_nothing_but_the_declared_settings_reads_the_environment() -> None:
    reading = {name for name in sources() if environment_reads((CHECKOUT / name).read_text())}
    assert {name for name in reading if not is_reader(name)} == set()
    unused = [reader for reader in READERS if not any(name.startswith(reader) for name in reading)]
    assert unused == []


def test_every_variable_that_the_code_names_is_declared() -> None:
    named = {variable for name in sources() for variable in names_read((CHECKOUT / name).read_text())}
    assert {"PORT", "DATABASE_URL", "XDG_DATA_HOME"} <= named
    assert named - OF_THE_SYSTEM <= set(BY_NAME)


@pytest.mark.parametrize("script", ["deploy/start", "deploy/compose.yaml", "tools/python.sh"])
def test_every_variable_of_a_script_is_declared(script: str) -> None:
    text = (CHECKOUT / script).read_text()
    named = set(re.findall(r"\$\{?([A-Z][A-Z_]+)", text))
    assert named and named <= set(BY_NAME)


@pytest.mark.parametrize("script", ["deploy/start", "deploy/compose.yaml"])
def test_the_defaults_of_the_scripts_are_the_declared_ones(script: str) -> None:
    defaults = re.findall(r"\$\{([A-Z_]+):-([^${}]+)\}", (CHECKOUT / script).read_text())
    assert len(defaults) > 2
    # Compose has a proxy of its own in front of the tiers.
    expected = {name: setting.shell_default for name, setting in BY_NAME.items()}
    if script == "deploy/compose.yaml":
        expected["TRUSTED_PROXY_COUNT"] = "1"
    assert dict(defaults) == {name: expected[name] for name, _ in defaults}


def test_each_variable_is_declared_once_with_a_sentence() -> None:
    names = [setting.name for section in SECTIONS for setting in section.settings]
    assert sorted(names) == sorted(set(names)) and len(names) > 40
    assert [setting.name for setting in BY_NAME.values() if not setting.help.endswith(".")] == []


def test_the_page_of_the_settings_is_up_to_date() -> None:
    call_command("settings_doc", check=True)


def test_the_check_fails_when_the_page_is_not_up_to_date(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    old = tmp_path / "settings.md"
    old.write_text("# Settings\n")
    monkeypatch.setattr("vvw_site.management.commands.settings_doc.PAGE", old)
    with pytest.raises(CommandError, match=r"run `manage\.py settings_doc`"):
        call_command("settings_doc", check=True)
    call_command("settings_doc")
    assert old.read_text() == reference.page()
