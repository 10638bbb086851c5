"""Structured data (schema.org) of a page. An entry is a Thing or a Place, never a product for sale."""

from typing import Any

import msgspec
from markupsafe import Markup

from game.content import wiki_urls
from seo_pages.page import WikiPage
from seo_pages.site import Site

JsonNode = dict[str, Any]
"""A JSON object of schema.org."""
LANGUAGE = "en-GB"
_LISTED = 40
"""The most entries of a list that the data contains."""


def data_block(page: WikiPage, site: Site) -> Markup:
    """The script element with the page's data. "<" is escaped, so that no value can end the element."""
    text = msgspec.json.encode(graph(page, site)).decode().replace("<", "\\u003c")
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704 (JSON of ours, "<" escaped)


def graph(page: WikiPage, site: Site) -> JsonNode:
    """The data of a page as one graph."""
    facts = page.facts
    if page.template == "missing.html":
        nodes = [_page(page, site, "WebPage")]
    elif facts["address"] == wiki_urls.WIKI:
        nodes = [
            _site(site) | _searchable(site),
            _page(page, site, "CollectionPage") | {"mainEntity": _list(facts["counts"], site, "text")},
            game(site),
        ]
    elif page.kind in ("item", "monster", "place"):
        nodes = [_page(page, site, "WebPage") | {"mainEntity": thing(page, site), "about": _game(site)}]
    elif page.template == "search.html":
        nodes = [_page(page, site, "SearchResultsPage")]
    else:
        nodes = [_page(page, site, "CollectionPage") | {"mainEntity": _list(_listed(page), site)}]
    if facts["crumbs"]:
        nodes.append(_crumbs(page, site))
    return {"@context": "https://schema.org", "@graph": nodes}


def _site_id(site: Site) -> str:
    return site.absolute(wiki_urls.WIKI) + "#website"


def _site(site: Site) -> JsonNode:
    return {
        "@type": "WebSite", "@id": _site_id(site), "url": site.absolute(wiki_urls.WIKI),
        "name": "Wiki of Vampires vs Werewolves", "inLanguage": LANGUAGE,
    }  # fmt: skip


def _searchable(site: Site) -> JsonNode:
    target = {"@type": "EntryPoint", "urlTemplate": site.absolute(wiki_urls.SEARCH) + "?q={search_term_string}"}
    return {"potentialAction": {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}}


def _game(site: Site) -> JsonNode:
    """The short description of the game, on the page of each entry."""
    return {
        "@type": "VideoGame",
        "@id": site.absolute("/") + "#game",
        "name": "Vampires vs Werewolves",
        "url": site.absolute("/"),
    }


def game(site: Site) -> JsonNode:
    """The full description of the game, on the wiki's front page."""
    return _game(site) | {
        "gamePlatform": "Web browser", "genre": "MMORPG", "playMode": "MultiPlayer", "inLanguage": LANGUAGE, "isAccessibleForFree": True,
    }  # fmt: skip


def _page(page: WikiPage, site: Site, kind: str) -> JsonNode:
    facts = page.facts
    picture = {"@type": "ImageObject", "url": facts["picture"]["url"]}
    return {
        "@type": kind, "@id": facts["url"] + "#page", "url": facts["url"], "name": facts["name"], "description": facts["description"],
        "inLanguage": LANGUAGE, "isPartOf": {"@id": _site_id(site)},
        "primaryImageOfPage": picture,
    }  # fmt: skip


def thing(page: WikiPage, site: Site) -> JsonNode:
    """The entry itself: a Place for places, a Thing for items and monsters."""
    facts = page.facts
    about = {
        "@type": "Place" if page.kind == "place" else "Thing", "@id": facts["url"] + "#entry", "name": facts["name"], "url": facts["url"],
        "image": site.absolute(facts["emblem"]),
    }  # fmt: skip
    if page.kind == "place":
        about["containedInPlace"] = {
            "@type": "Place",
            "name": facts["region"]["name"],
            "url": site.absolute(facts["region"]["href"]),
        }
        about["isAccessibleForFree"] = True
    return about


def _listed(page: WikiPage) -> list[JsonNode]:
    """The entries of a list, as dicts with name and href."""
    facts = page.facts
    if page.template == "listing.html":
        return [card["of"] for card in facts["cards"]]
    if page.template == "letters.html":
        return facts["entries"] or [{"name": link["text"], "href": link["href"]} for link in facts["letters"]]
    if page.template == "region.html":
        return [place["of"] for place in facts["places"]]
    if page.template == "dungeon.html":
        return list({m["of"]["href"]: m["of"] for monsters in facts["rooms"] for m in monsters}.values())
    if page.template == "class.html":
        return [{"name": s["name"], "href": s["href"]} for s in facts["skills"]]
    for key in ("entries", "classes", "regions", "crafts"):
        if key in facts:
            return [
                {"name": e["name"], "href": e["href"] if "href" in e else f"{facts['address']}#{e['slug']}"} for e in facts[key]
            ]
    return []


def _list(entries: list[JsonNode], site: Site, name: str = "name") -> JsonNode:
    return {
        "@type": "ItemList", "numberOfItems": len(entries),
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": e[name], "url": site.absolute(e["href"])} for n, e in enumerate(entries[:_LISTED], 1)
        ],
    }  # fmt: skip


def _crumbs(page: WikiPage, site: Site) -> JsonNode:
    steps = [*page.facts["crumbs"], {"name": page.facts["name"], "href": page.facts["address"]}]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": step["name"], "item": site.absolute(step["href"])} for n, step in enumerate(steps, 1)
        ],
    }  # fmt: skip
