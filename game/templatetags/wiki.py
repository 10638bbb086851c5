"""Names of items, monsters and places as links to their pages in the wiki."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from game.presenters.entries import content_hash
from game.presenters.names import entry_name, wiki_path
from game.templatetags.vvw import emblem


def wiki(kind: str, slug: str, words: str = "") -> SafeString:
    """An entry's name as a link to its page in the wiki; plain text for an entry that left the catalogue.

    kind: item, monster or place. words: shown instead of the name.
    """
    return _wiki(content_hash(), kind, slug, words)


@lru_cache(maxsize=8192, typed=True)  # typed: a SafeString and an equal str, which must be escaped, are different keys
def _wiki(content: str, kind: str, slug: str, words: str) -> SafeString:
    name = entry_name(kind, slug)
    if name is None:
        return format_html("{}", words or slug)
    return format_html('<a class="wiki" href="{}">{}</a>', wiki_path(kind, slug), words or name)


def wiki_emblem(kind: str, slug: str, size: str = "") -> SafeString:
    """An emblem that links to the wiki. Use it where the name beside it links to a page of the game."""
    return _wiki_emblem(content_hash(), kind, slug, size)


@lru_cache(maxsize=8192)
def _wiki_emblem(content: str, kind: str, slug: str, size: str) -> SafeString:
    picture, name = emblem(kind, slug, size), entry_name(kind, slug)
    if name is None:
        return picture
    words = f"{name} in the wiki"
    return format_html(
        '<a class="wiki wiki-emblem" href="{}" title="{}" aria-label="{}">{}</a>', wiki_path(kind, slug), words, words, picture
    )


def plus(upgrade: int | str | None) -> str:
    """The upgrades of an item, as shown behind its name: " +3", or nothing."""
    return f" +{upgrade}" if upgrade else ""
