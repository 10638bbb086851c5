"""Renders a page: facts and a template become HTML. No clock, no database: equal facts give equal bytes."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame

from seo_pages import jsonld, pieces
from seo_pages.page import WikiPage
from seo_pages.site import Site

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "seo_pages"


class KeyLookups(CodeGenerator):
    """Facts are dicts: `card.name` compiles to card["name"] instead of a search for an attribute, so facts.items is a key.
    Jinja's documented hook for this is Environment.code_generator_class."""

    OBJECTS = frozenset({"loop", "part", "site"})
    """Names in templates that are not dicts."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if isinstance(node.node, nodes.Name) and node.node.name in self.OBJECTS:
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f"[{node.attr!r}]")


class WikiEnvironment(Environment):
    code_generator_class = KeyLookups


@cache
def _environment() -> Environment:
    """Templates are compiled once per process: a running server does not see a changed template, and does not need to."""
    made = WikiEnvironment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        auto_reload=False,
    )  # fmt: skip
    made.filters |= {"ref": pieces.ref, "link": pieces.link, "bar": pieces.bar}
    return made


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


def render(page: WikiPage, site: Site) -> str:
    """The whole HTML of a page. Raises KeyError or jinja2.UndefinedError when a template uses what the facts do not contain."""
    return _template(page.template).render(page.facts, site=site, jsonld=jsonld.data_block(page, site))
