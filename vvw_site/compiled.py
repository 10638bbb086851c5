"""How Jinja2 compiles the player's pages: to the same HTML as it would by itself, in half the time."""

import re
from collections.abc import Callable, MutableMapping
from functools import lru_cache
from typing import Any

import markupsafe
from django.utils.safestring import SafeString
from jinja2 import Environment
from jinja2.runtime import Context

_NESTED = re.compile(r"yield from ((?:context\.blocks|self\.blocks|parent_template)\S.*)$", re.M)
_HTML = frozenset({SafeString, markupsafe.Markup})
_escaped = lru_cache(maxsize=16_384)(markupsafe.escape)
"""Of plain words: the same names stand on page after page."""


def escape(value: object) -> str:
    """What a page writes for a value: HTML as it is, numbers as digits, all else escaped. An undefined name raises."""
    kind = type(value)
    if kind in _HTML:
        return value  # type: ignore[return-value]
    if kind is str:
        return _escaped(value)
    return str(value) if kind is int else markupsafe.escape(value)


class Calls(Context):
    def call(
        self, called: Callable[..., Any], /, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any
    ) -> Any:
        """Nothing that our pages call asks for Jinja2's context, so none is looked for, nor handed over."""
        return called(*args, **named)


class Compiled(Environment):
    context_class = Calls

    def _generate(self, *args: Any, **named: Any) -> str:
        """A block is joined where it is called: else each of its pieces is handed up through as many generators as templates
        extend each other. And `escape` is ours, which has not to ask each value what it is."""
        made = _NESTED.sub(r'yield "".join(\1)', super()._generate(*args, **named))
        return made + "\nfrom vvw_site.compiled import escape\n"

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One dict for all templates: from a chain of two, as Jinja2 has it, each render would copy name by name."""
        return self.globals | d if d else self.globals
