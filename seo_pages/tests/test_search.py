"""The index of the search page; game/tests/browser/test_wiki_search.py searches it in a browser."""

from collections.abc import Iterator

import brotli
import msgspec
import pytest

from game.content import catalogue
from game.content.registry import FOLDERS
from seo_pages.facts.hubs import hubs
from seo_pages.facts.world import WikiWorld
from seo_pages.search import ALSO, FILLER, index, slug_of
from seo_pages.tests.conftest import Rendered

HEAVIEST = 32 * 1024
"""Bytes of the index as browsers load it: less than a page with its pictures."""


class Index(msgspec.Struct, forbid_unknown_fields=True):
    rows: list[tuple[str, str, int, str, list[int]]]
    tags: list[str]
    folders: list[tuple[str, str]]
    also: dict[str, str]
    plurals: dict[str, str]
    filler: list[str]


@pytest.fixture(scope="module")
def raw() -> bytes:
    return msgspec.json.encode(index(WikiWorld(catalogue())))


@pytest.fixture(scope="module")
def found(raw: bytes) -> Index:
    return msgspec.json.decode(raw, type=Index)


def addresses(found: Index) -> Iterator[str]:
    for name, at, kind, _, _ in found.rows:
        yield at if kind == len(FOLDERS) else f"{found.folders[kind][0]}{at or slug_of(name)}/"


def test_it_has_every_entry_and_list_once_and_only_addresses_of_pages(rendered: Rendered, found: Index) -> None:
    content = catalogue()
    assert [sum(row[2] == number for row in found.rows) for number in range(len(FOLDERS))] == [
        len(content.entries(kind)) for kind in FOLDERS
    ]
    listed = list(addresses(found))
    assert len(listed) == len(set(listed))
    by = {page.address for page in rendered.pages.values()}
    assert not [address for address in listed if address.partition("#")[0] not in by]
    assert {hub.address for hub in hubs(WikiWorld(content))} <= set(listed)


def test_it_stays_small(raw: bytes) -> None:
    assert len(brotli.compress(raw)) < HEAVIEST


def test_an_entry_is_found_by_its_effects_and_by_the_regions_where_it_is_found(found: Index) -> None:
    content = catalogue()
    item = next(i for i in content.items.values() if i.bonus.lifesteal and i.sold_in)
    row = next(row for row in found.rows if row[0] == item.name)
    tags = {found.tags[number] for number in row[4]}
    assert {"lifesteal", *(content.regions[slug].name for slug in item.sold_in)} <= tags


def test_each_other_word_for_something_leads_to_a_word_of_the_index(found: Index) -> None:
    said = {word for row in found.rows for word in f"{row[0]} {row[3]}".lower().replace(",", " ").split()}
    said |= {word for tag in found.tags for word in tag.lower().split()}
    assert {word for word in ALSO.values() if word not in said and f"{word}s" not in said} == set()
    assert not set(ALSO) & set(FILLER)
