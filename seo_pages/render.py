"""Renders a page from its facts and its template. It reads no clock and no database: equal facts give equal bytes."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame

from seo_pages import jsonld, pieces
from seo_pages.page import WikiPage
from seo_pages.site import Site

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "seo_pages"


class KeyLookups(CodeGenerator):
    """Compiles `card.name` to card["name"], because facts are dicts: it is faster than Jinja's lookup, and `facts.items` is a key.
    Jinja documents Environment.code_generator_class for this."""

    OBJECTS = frozenset({"loop", "part", "site"})
    """Names in templates that are objects, not dicts."""

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
    """Templates are compiled once per process. A running server never renders, so it need not notice changed templates."""
    environment = WikiEnvironment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        auto_reload=False,
    )  # fmt: skip
    environment.filters |= {"ref": pieces.ref, "link": pieces.link, "bar": pieces.bar}
    return environment


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


def render(page: WikiPage, site: Site) -> str:
    """The HTML of a page. KeyError or jinja2.UndefinedError if the template uses a fact that the page does not have."""
    return _template(page.template).render(page.facts, site=site, jsonld=jsonld.data_block(page, site))
