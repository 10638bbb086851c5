"""One word has one meaning: no two classes have the same name."""

import ast
import re
from collections import defaultdict

from vvw_site.tests.source import modules

BY_CONVENTION = {"Command", "Meta", "Migration"}
"""Names that Django requires."""
VERSION = re.compile(r"game/rules/v\d+/")
"""A version of the rules is a copy of the one before, with its names: the same idea at another time."""


def test_no_class_name_stands_for_two_ideas() -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.name not in BY_CONVENTION:
                places[node.name].append(VERSION.sub("game/rules/current/", path))
    assert len(places) > 300
    assert {
        name: paths
        for name, paths in places.items()
        if len(set(paths)) > 1 or (len(paths) > 1 and not paths[0].startswith("game/rules/current/"))
    } == {}
