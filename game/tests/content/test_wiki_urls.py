"""Addresses of the wiki are spelt in one file."""

import ast

from game.content import wiki_urls
from vvw_site.tests.source import modules


def test_no_other_module_spells_an_address_of_the_wiki() -> None:
    spelt = {
        path
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("/wiki/")
    }
    assert spelt == {"game/content/wiki_urls.py"}


def test_an_entry_is_below_the_list_of_its_kind() -> None:
    assert wiki_urls.entry_page("place", "old-mill") == "/wiki/locations/old-mill/"
    assert wiki_urls.SECTIONS.keys() == {"item", "monster", "place"}
