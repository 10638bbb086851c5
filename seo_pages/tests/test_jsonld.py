"""The structured data of pages is well-formed and has the fields that schema.org's types need."""

import json
import re
from collections.abc import Iterator
from typing import Any

from seo_pages.tests.conftest import Rendered

NEEDED = {
    "WebPage": {"@id", "url", "name", "description", "inLanguage", "isPartOf", "primaryImageOfPage"},
    "CollectionPage": {"@id", "url", "name", "description", "inLanguage", "isPartOf", "primaryImageOfPage", "mainEntity"},
    "SearchResultsPage": {"@id", "url", "name", "description", "inLanguage", "isPartOf"},
    "WebSite": {"@id", "url", "name"},
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
    "VideoGame": {"@id", "name", "url"},
    "Thing": {"@id", "name", "url", "image"},
    "Place": {"name", "url"},
    "ImageObject": {"url"},
    "BreadcrumbList": {"itemListElement"},
    "ItemList": {"numberOfItems", "itemListElement"},
    "ListItem": {"position", "name"},
}
"""Required and recommended fields by type; a type that is not here is not used."""


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for part in value.values():
            yield from nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from nodes(part)


def data(html: str) -> Any:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return json.loads(text)


def test_every_node_has_the_fields_of_its_type(rendered: Rendered) -> None:
    for path, html in rendered.html.items():
        found = data(html)
        assert found["@context"] == "https://schema.org"
        for node in nodes(found):
            missing = NEEDED[node["@type"]] - node.keys()
            assert not missing, (path, node["@type"], missing)
            for key in ("url", "image", "item"):
                assert str(node.get(key, rendered.site.url)).startswith(rendered.site.url), (path, node)


def test_the_main_entity_of_an_entry_page_is_the_entry_and_crumbs_end_there(rendered: Rendered) -> None:
    for path, page in rendered.pages.items():
        if page.kind not in ("item", "monster", "place"):
            continue
        first, crumbs = data(rendered.html[path])["@graph"]
        assert first["mainEntity"]["@type"] == ("Place" if page.kind == "place" else "Thing")
        assert first["mainEntity"]["name"] == page.facts["name"]
        steps = crumbs["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert steps[-1]["item"] == page.facts["url"]


def test_no_page_contains_an_offer_a_rating_or_a_product(rendered: Rendered) -> None:
    for html in rendered.html.values():
        assert not re.search(r'"(?:Product|Offer|AggregateRating|Review)"', html)
