"""The player's pages: Jinja2, through Django's own backend. What the account's pages share with them is the frame (base.html)."""

from collections.abc import Mapping, MutableMapping, Sequence
from functools import cache
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from django.forms import renderers
from django.http import HttpRequest
from django.template import engines
from django.template.backends import jinja2 as django_jinja2
from django.template.backends.utils import csrf_input
from django.template.defaultfilters import capfirst, date, pluralize, urlencode
from django.templatetags.static import static
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django_htmx.jinja import htmx_script
from jinja2 import Environment, StrictUndefined

from accounts.login_redirect.form_draft import COOKIE, draft_for, draft_values
from game.templatetags import vvw, wiki
from game.views.player import looking
from vvw_site.foundation.read_through import stale_while_revalidate

FILTERS = {
    "capfirst": capfirst, "date": date, "json_script": json_script, "pluralize": pluralize, "static": static,
    "urlencode": urlencode, "icon": vvw.icon, "ago": vvw.ago, "attribute": vvw.attribute, "bonuses": vvw.bonuses,
    "class_name": vvw.class_name, "duration": vvw.duration, "full_in": vvw.full_in, "intcomma": vvw.intcomma,
    "percent": vvw.percent, "plus": wiki.plus, "soft": vvw.soft, "stat": vvw.stat, "value_of": vvw.value_of,
}  # fmt: skip
"""A filter of a word that stands in the template, such as {{ "hunt"|icon }}, is worked out once, when the template is compiled."""


def other_ways_in(request: HttpRequest) -> SafeString:
    """The log-in buttons of other sites, as allauth's own tags make them; nothing when there is no such site. One that staff
    have entered appears within two minutes."""
    if not stale_while_revalidate("other ways in", bool, 60, lambda: bool(get_adapter().list_providers(request)), 60):
        return SafeString()
    return engines["django"].get_template("socialaccount/snippets/login.html").render({"page_layout": "entrance"}, request)


FUNCTIONS = {
    "address": vvw.address, "emblem": vvw.emblem, "htmx_script": cache(htmx_script), "other_ways_in": other_ways_in,
    "wiki": wiki.wiki, "wiki_emblem": wiki.wiki_emblem, "wiki_url": wiki.wiki_path,
}  # fmt: skip


class Words(Environment):
    """No template has global names of its own. Jinja2's way allows for it, and compares all names at each import."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


def environment(**options: Any) -> Environment:
    """What templates/jinja2/ is compiled with. A name that a view did not give raises; all that is not marked safe is escaped."""
    made = Words(**options | {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})
    made.filters |= FILTERS
    made.globals |= FUNCTIONS
    return made


class Pages(django_jinja2.Jinja2):
    """Django's Jinja2 backend, whose pages hold what those in Django's language do."""

    def get_template(self, template_name: str) -> "Page":
        return Page(super().get_template(template_name).template, self)

    def from_string(self, template_code: str) -> "Page":
        return Page(super().from_string(template_code).template, self)

    def warm_up(self) -> None:
        """Compile all: a template is kept as long as the process lives."""
        for name in self.env.list_templates(["html"]):
            self.env.get_template(name)


class Token:
    """The hidden field with a page's token: made when its first form asks, as it sets a cookie, and the same for all its forms."""

    def __init__(self, request: HttpRequest) -> None:
        self.request, self.made = request, ""

    def __html__(self) -> str:
        self.made = self.made or csrf_input(self.request)
        return self.made


class FormFields:
    """{{ form_fields }}: what every form of the game holds. The page's token; the character that the form is rendered for, so
    that it acts for no other; and a key of its own, another each time it is written, so that sending it twice does it once."""

    def __init__(self, request: HttpRequest, token: Token) -> None:
        self.request, self.token, self.same = request, token, ""

    def __html__(self) -> str:
        self.same = self.same or f'{self.token.__html__()}<input type="hidden" name="character" value="{self.character()}">'
        return self.same + vvw.key()

    def character(self) -> int | str:
        played = looking(self.request)
        return played.character.pk if played else ""


class Typed:
    """{{ typed("/play/shop/buy/", item=slug).get("quantity", 1) if typed else 1 }}: what was typed into a form that could not
    be sent, once. Only for the character that it was typed for. `typed` is None on all pages but those few."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __call__(self, to: str, **which: object) -> dict[str, str]:
        return {name: values[-1] for name, values in self.all(to, **which).items() if values}

    def all(self, to: str, **which: object) -> Mapping[str, Sequence[str]]:
        """With every value of a field that was there more than once."""
        played = looking(self.request)
        whose = played.character.pk if played else ""
        fields = draft_values(draft_for(self.request), to, which)
        return fields if fields.get("character", [""])[0] in ("", str(whose)) else {}


class Page(django_jinja2.Template):
    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> str:
        """As in Django's language what a view gives goes before what context processors give."""
        known: dict[str, Any] = {}
        if request is not None:
            token = Token(request)
            known = {
                "request": request,
                "csrf_input": token,
                "form_fields": FormFields(request, token),
                "typed": Typed(request) if COOKIE in request.COOKIES else None,
            }
            for processor in self.backend.template_context_processors:
                known |= processor(request)
        return super().render(known | (context or {}))


class Fields(renderers.DjangoTemplates):
    """Django's own widgets from its own Jinja2 templates; others (the admin's) bring theirs in Django's language."""

    _own = renderers.Jinja2()

    def get_template(self, template_name: str) -> Any:
        return (
            self._own.get_template(template_name)
            if template_name.startswith("django/forms/")
            else super().get_template(template_name)
        )
