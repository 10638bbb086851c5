"""A page's facts and its template become its HTML. No clock, no database: equal facts, equal bytes."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame

from seo_pages import jsonld, pieces
from seo_pages.page import Page
from seo_pages.site import Site

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "seo_pages"


_NESTED = re.compile(r"yield from ((?:context\.blocks|self\.blocks|parent_template)\S.*)$", re.M)


class _Keys(CodeGenerator):
    """Facts are dicts: `card.name` compiles to card["name"], not to a search for an attribute, and facts.items is a key."""

    OBJECTS = frozenset({"loop", "part", "site"})
    """What templates use that is no dict."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if isinstance(node.node, nodes.Name) and node.node.name in self.OBJECTS:
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f"[{node.attr!r}]")


class _Environment(Environment):
    code_generator_class = _Keys

    def _generate(self, *args: Any, **named: Any) -> str:
        """Two changes to what Jinja compiles. The last line gives a template our escape instead of Jinja's. And a block is
        joined where it is called: else each of its pieces is handed up through as many generators as templates extend each other."""
        made = _NESTED.sub(r'yield "".join(\1)', super()._generate(*args, **named))
        return made + "\nfrom seo_pages.escape import escape\n"


@cache
def _environment() -> Environment:
    """Compiled once a process: a running server does not see a changed template, and need not."""
    made = _Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        auto_reload=False,
    )  # fmt: skip
    made.filters |= {"ref": pieces.ref, "link": pieces.link, "bar": pieces.bar}
    return made


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


def render(page: Page, site: Site) -> str:
    """The whole HTML of a page. Raises KeyError or jinja2.UndefinedError when a template asks for what the facts do not hold."""
    return _template(page.template).render(page.facts, site=site, jsonld=jsonld.data_block(page, site))
