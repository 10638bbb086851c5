"""The Jinja2 environment of the players' pages: its filters, functions and rules."""

from collections.abc import MutableMapping
from functools import cache
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from django.http import HttpRequest
from django.template.defaultfilters import capfirst, date, pluralize, urlencode
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import json_script
from django_htmx.jinja import htmx_script
from jinja2 import Environment, StrictUndefined

from game.content.names import people_of
from game.presenters.help import help_address
from game.presenters.hunt import hunt_in
from game.presenters.names import mission_name, skill_name, wiki_path
from game.presenters.site_map import ABOUT
from game.presenters.titles import title_text
from game.rules.tuning import ENERGY_SECONDS
from game.templatetags import vvw, wiki
from vvw_site.foundation.read_through import stale_while_revalidate

FILTERS = {
    "capfirst": capfirst, "date": date, "json_script": json_script, "pluralize": pluralize, "static": static,
    "urlencode": urlencode, "icon": vvw.icon, "ago": vvw.ago, "attribute": vvw.attribute, "bonuses": vvw.bonuses, "capped": vvw.capped,
    "class_name": vvw.class_name, "duration": vvw.duration, "full_in": vvw.full_in, "hunt_in": hunt_in, "intcomma": vvw.intcomma,
    "mission_name": mission_name, "people": people_of, "percent": vvw.percent, "plus": wiki.plus, "skill_name": skill_name,
    "soft": vvw.soft, "name_size": vvw.name_size, "stat": vvw.stat,
    "title_text": title_text, "value_of": vvw.value_of,
}  # fmt: skip
"""Jinja2 computes a filter of a constant, such as {{ "hunt"|icon }}, once, when it compiles the template."""


def social_login_buttons(request: HttpRequest) -> str:
    """The login buttons of other sites, by allauth's own tags; "" without such a site. A new site appears within two minutes."""
    if not stale_while_revalidate("other ways in", bool, 60, lambda: bool(get_adapter().list_providers(request)), 60):
        return ""
    return render_to_string("socialaccount/snippets/login.html", {"page_layout": "entrance"}, request, using="django")


FUNCTIONS = {
    "about_pages": ABOUT, "energy_seconds": ENERGY_SECONDS, "help_address": help_address,
    "address": vvw.address, "emblem": vvw.emblem, "htmx_script": cache(htmx_script),
    "social_login_buttons": social_login_buttons, "wiki": wiki.wiki, "wiki_emblem": wiki.wiki_emblem, "wiki_path": wiki_path,
}  # fmt: skip


class PageEnvironment(Environment):
    """Templates share the environment's globals, because none has globals of its own.

    Jinja2 overlays an empty mapping for each template, through which every import then compares all global names: 8 to 33 %
    of the CPU of rendering a page (docs/performance.md).
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


def environment(**options: Any) -> Environment:
    """For templates/jinja2/. An undefined name raises, and text that is not marked safe is escaped."""
    options |= {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = PageEnvironment(**options)
    made.filters |= FILTERS
    made.globals |= FUNCTIONS
    return made
