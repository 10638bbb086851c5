"""One word has one meaning: no two classes have the same name."""

import ast
from collections import defaultdict

from vvw_site.tests.source import modules

BY_CONVENTION = {"Command", "Meta", "Migration"}
"""Names that Django requires."""


def test_no_class_name_stands_for_two_ideas() -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.name not in BY_CONVENTION:
                places[node.name].append(path)
    assert len(places) > 300
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}
