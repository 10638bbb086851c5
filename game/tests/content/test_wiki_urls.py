"""Addresses of the wiki are spelt in one file."""

import ast

from game.content import wiki_urls
from vvw_site.tests.source import modules


def texts(tree: ast.Module) -> set[str]:
    """All string literals of a module, and the literal parts of its f-strings, without docstrings."""
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    literals = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docs)
    return {node.value for node in literals if isinstance(node.value, str)}


def test_no_other_module_spells_an_address_or_a_file_of_the_wiki() -> None:
    spelt = {path for path, tree in modules().items() if any("wiki/" in text for text in texts(tree))}
    # Rules import no content: the pattern of links in messages is spelt there.
    assert spelt == {"game/content/wiki_urls.py", "game/rules/chat.py"}


def test_an_address_inside_a_literal_is_found_and_one_in_a_docstring_is_not() -> None:
    tree = ast.parse('"""About wiki/items/."""\nPATH = f"wiki/og/{1}.png"\n"""As wiki/og/2.png."""\n')
    assert [text for text in texts(tree) if "wiki/" in text] == ["wiki/og/"]


def test_an_entry_is_below_the_list_of_its_kind() -> None:
    assert wiki_urls.entry_page("place", "old-mill") == "/wiki/locations/old-mill/"
    assert wiki_urls.SECTIONS.keys() == {"item", "monster", "place"}
