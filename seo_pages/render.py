"""A page's facts and its template become its HTML. No clock, no database: equal facts, equal bytes."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.runtime import Undefined

from seo_pages import jsonld
from seo_pages.page import Page
from seo_pages.site import Site

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "seo_pages"


class _Environment(Environment):
    """Facts are dicts: a name is looked up as a key first, which is faster than Jinja's order and means facts.items is a key."""

    def _generate(self, *args: Any, **named: Any) -> str:
        """Compiled templates take their escape from Jinja by name; this line comes after, and gives them ours."""
        return super()._generate(*args, **named) + "\nfrom seo_pages.escape import escape\n"

    def getattr(self, obj: Any, attribute: str) -> Any:
        try:
            return obj[attribute]
        except (TypeError, KeyError, AttributeError):
            found: Any | Undefined = super().getattr(obj, attribute)
            return found


@cache
def _environment() -> Environment:
    """Compiled once a process: a running server does not see a changed template, and need not."""
    return _Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        auto_reload=False,
    )  # fmt: skip


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


def render(page: Page, site: Site) -> str:
    """The whole HTML of a page. Raises jinja2.UndefinedError when a template asks for what the facts do not hold."""
    return _template(page.template).render(page.facts, site=site, jsonld=jsonld.data_block(page, site))
