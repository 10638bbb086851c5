"""Names that lead to their page in the wiki: of items, monsters and places."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from game.content import catalogue
from game.content.registry import FOLDERS
from game.templatetags.vvw import emblem


def named(kind: str, slug: str) -> str | None:
    """The name of an item, a monster or a place; None when it left the catalogue, and its page with it."""
    entry = catalogue().entries(kind).get(slug)
    return entry.name if entry else None


def wiki_url(kind: str, slug: str) -> str:
    return f"/wiki/{FOLDERS[kind]}/{slug}/"


def wiki(kind: str, slug: str, words: str = "") -> SafeString:
    """A name as a link to its page in the wiki; words: instead of the name. What left the catalogue has no page: plain words."""
    return _wiki(catalogue().hash, kind, slug, words)


@lru_cache(maxsize=8192, typed=True)  # typed: words that are HTML are not the same as words that look like it
def _wiki(content: str, kind: str, slug: str, words: str) -> SafeString:
    name = named(kind, slug)
    if name is None:
        return format_html("{}", words or slug)
    return format_html('<a class="wiki" href="{}">{}</a>', wiki_url(kind, slug), words or name)


def wiki_emblem(kind: str, slug: str, size: str = "") -> SafeString:
    """An emblem that leads to the wiki, for where the name beside it leads to the game's own page."""
    return _wiki_emblem(catalogue().hash, kind, slug, size)


@lru_cache(maxsize=8192)
def _wiki_emblem(content: str, kind: str, slug: str, size: str) -> SafeString:
    picture, name = emblem(kind, slug, size), named(kind, slug)
    if name is None:
        return picture
    words = f"{name} in the wiki"
    return format_html(
        '<a class="wiki wiki-emblem" href="{}" title="{}" aria-label="{}">{}</a>', wiki_url(kind, slug), words, words, picture
    )


def plus(upgrade: int | str | None) -> str:
    """How often a thing was made better, to stand behind its name: " +3", or nothing."""
    return f" +{upgrade}" if upgrade else ""
