"""Structured data (schema.org) of a page. An entry is a thing of a game, never a product for sale."""

from typing import Any

import msgspec
from markupsafe import Markup

from game.content import wiki_urls
from seo_pages.page import WikiPage
from seo_pages.site import Site

LANGUAGE = "en-GB"
_LISTED = 40


def data_block(page: WikiPage, site: Site) -> Markup:
    """The script element with the data. "<" is escaped, so that no value can end the element."""
    text = msgspec.json.encode(graph(page, site)).decode().replace("<", "\\u003c")
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704 (JSON of ours, "<" escaped)


def graph(page: WikiPage, site: Site) -> dict[str, Any]:
    """The data of a page as one graph."""
    facts = page.facts
    if page.template == "missing.html":
        nodes = [_page(page, "WebPage")]
    elif facts["address"] == wiki_urls.WIKI:
        nodes = [
            _site(site) | _searchable(site),
            _page(page, "CollectionPage") | {"mainEntity": _list(facts["counts"], site, "text")},
            game(site),
        ]
    elif page.kind in ("item", "monster", "place"):
        nodes = [_page(page, "WebPage") | {"mainEntity": thing(page, site), "about": _game(site)}]
    elif page.template == "search.html":
        nodes = [_page(page, "SearchResultsPage")]
    else:
        nodes = [_page(page, "CollectionPage") | {"mainEntity": _list(_listed(page), site)}]
    if facts["crumbs"]:
        nodes.append(_crumbs(page, site))
    return {"@context": "https://schema.org", "@graph": nodes}


def _site_id(site: Site) -> str:
    return site.absolute(wiki_urls.WIKI) + "#website"


def _site(site: Site) -> dict[str, Any]:
    return {
        "@type": "WebSite", "@id": _site_id(site), "url": site.absolute(wiki_urls.WIKI),
        "name": "Wiki of Vampires vs Werewolves", "inLanguage": LANGUAGE,
    }  # fmt: skip


def _searchable(site: Site) -> dict[str, Any]:
    target = {"@type": "EntryPoint", "urlTemplate": site.absolute(wiki_urls.SEARCH) + "?q={search_term_string}"}
    return {"potentialAction": {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}}


def _game(site: Site) -> dict[str, Any]:
    """The game, as every page of an entry names it."""
    return {
        "@type": "VideoGame",
        "@id": site.absolute("/") + "#game",
        "name": "Vampires vs Werewolves",
        "url": site.absolute("/"),
    }


def game(site: Site) -> dict[str, Any]:
    """The game in full, on the wiki's first page."""
    return _game(site) | {
        "gamePlatform": "Web browser", "genre": "MMORPG", "playMode": "MultiPlayer", "inLanguage": LANGUAGE, "isAccessibleForFree": True,
    }  # fmt: skip


def _page(page: WikiPage, kind: str) -> dict[str, Any]:
    facts = page.facts
    picture = {"@type": "ImageObject", "url": facts["picture"]["url"]}
    return {
        "@type": kind, "@id": facts["url"] + "#page", "url": facts["url"], "name": facts["name"], "description": facts["description"],
        "inLanguage": LANGUAGE, "isPartOf": {"@id": facts["site_url"] + "wiki/#website"},
        "primaryImageOfPage": picture,
    }  # fmt: skip


def thing(page: WikiPage, site: Site) -> dict[str, Any]:
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


def _listed(page: WikiPage) -> list[dict[str, Any]]:
    """The entries of a list's page, as dicts with name and href."""
    facts = page.facts
    if page.template == "listing.html":
        return [card["of"] for card in facts["cards"]]
    if page.template == "letters.html":
        return facts["entries"] or [{"name": link["text"], "href": link["href"]} for link in facts["letters"]]
    if page.template == "region.html":
        return [place["of"] for place in facts["places"]]
    if page.template == "dungeon.html":
        return list({m["of"]["href"]: m["of"] for room in facts["rooms"] for m in room}.values())
    if page.template == "class.html":
        return [{"name": s["name"], "href": s["href"]} for s in facts["skills"]]
    for key in ("entries", "classes", "regions", "crafts"):
        if key in facts:
            return [
                {"name": e["name"], "href": e["href"] if "href" in e else f"{facts['address']}#{e['slug']}"} for e in facts[key]
            ]
    return []


def _list(entries: list[dict[str, Any]], site: Site, name: str = "name") -> dict[str, Any]:
    return {
        "@type": "ItemList", "numberOfItems": len(entries),
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": e[name], "url": site.absolute(e["href"])} for n, e in enumerate(entries[:_LISTED], 1)
        ],
    }  # fmt: skip


def _crumbs(page: WikiPage, site: Site) -> dict[str, Any]:
    way = [*page.facts["crumbs"], {"name": page.facts["name"], "href": page.facts["address"]}]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": step["name"], "item": site.absolute(step["href"])} for n, step in enumerate(way, 1)
        ],
    }  # fmt: skip
