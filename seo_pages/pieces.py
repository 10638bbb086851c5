"""The template filters for links and bars. Results are cached, because all pages together have thirty thousand of them."""

from functools import lru_cache

from markupsafe import Markup, escape

from seo_pages.facts.refs import EntryRef, RegionRef

_cached = lru_cache(maxsize=65_536)


def ref(of: EntryRef, size: int = 36, note: str = "") -> Markup:
    """A link with the emblem of an entry, and a note under its name. size: of the emblem, in pixels."""
    return _ref(of["name"], of["href"], of["img"], of["tint"], size, note)


def link(of: RegionRef) -> Markup:
    """A link without a picture, in the colour of its target."""
    return _link(of["name"], of["href"], of["tint"])


@_cached
def bar(value: int, tick: int = -1) -> Markup:
    """A bar of `value` percent, with a notch at `tick` percent unless that is negative."""
    notch = f'<line x1="{tick}%" x2="{tick}%" y2="9"/>' if tick >= 0 else ""
    return Markup(f'<svg><rect width="{value}%" height="9"/>{notch}</svg>')  # noqa: S704 (whole numbers)


@_cached
def _ref(name: str, href: str, img: str, tint: str, size: int, note: str) -> Markup:
    words = f"<span>{escape(name)}<small>{escape(note)}</small></span>" if note else escape(name)
    picture = f'<img src="{img}" alt="" width="{size}" height="{size}" loading="lazy">'
    return Markup(f'<a class="ref {tint}" href="{href}">{picture}{words}</a>')  # noqa: S704 (escaped; addresses are of slugs)


@_cached
def _link(name: str, href: str, tint: str) -> Markup:
    return Markup(f'<a class="{tint}" href="{href}">{escape(name)}</a>')  # noqa: S704 (escaped; addresses are of slugs)
