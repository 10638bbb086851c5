from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from game.content import catalogue
from game.tests.api.talk import Answer, Program

pytestmark = pytest.mark.django_db


def ask(path: str, **headers: str) -> Answer:
    return Program().ask("GET", f"/api/public/v1/{path}", headers=headers)


@pytest.mark.parametrize("kind", ["items", "monsters", "locations"])
def test_the_catalogue_needs_neither_a_token_nor_a_statement(kind: str) -> None:
    answer = ask(kind)
    assert answer.status == 200 and answer.statements == []
    assert answer.json["total"] == len(catalogue().of_file(kind))
    assert len(answer.json["results"]) == min(50, answer.json["total"])
    assert answer.response["Cache-Control"] == "public, max-age=300"


def test_the_pages_together_hold_every_item_once() -> None:
    seen, page = [], 1
    while results := ask(f"items?page={page}&page_size=100").json["results"]:
        seen += [r["slug"] for r in results]
        page += 1
    assert sorted(seen) == sorted(catalogue().items) and page > 2


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("items?kind=weapon", lambda e: e["kind"] == "weapon"),
        ("items?rarity=rare&level_min=5&level_max=9", lambda e: e["rarity"] == "rare" and 5 <= e["level"] <= 9),
        ("items?region=lanternrow", lambda e: "lanternrow" in e["sold_in"]),
        ("items?level=3", lambda e: e["level"] == 3),
        ("monsters?kind=rat", lambda e: e["family"] == "rat"),
        ("monsters?rank=boss", lambda e: e["rank"] == "boss"),
        ("monsters?region=lanternrow", lambda e: e["region"] == "lanternrow"),
        ("locations?kind=mill", lambda e: e["kind"] == "mill"),
        ("locations?region=lanternrow", lambda e: e["region"] == "lanternrow"),
    ],
)
def test_each_filter_selects_matching_entries(query: str, holds: Callable[[Any], bool]) -> None:
    results = ask(query).json["results"]
    assert results and all(holds(e) for e in results)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("items?page=0", "page"),
        ("items?page=x", "page"),
        ("items?page=" + "9" * 400, "page"),
        ("items?page_size=101", "page_size"),
        ("items?kind=elephant", "kind"),
        ("items?level=61", "level"),
        ("monsters?region=moon", "region"),
        ("locations?region=%00", "region"),
        ("items?rarity=null", "rarity"),
        ("items?colour=red", "colour"),
        ("items?level=3&level=4", "level"),
    ],
)
def test_a_wrong_parameter_is_refused_with_its_name(query: str, field: str) -> None:
    answer = ask(query)
    assert answer.field_refusal == (400, "invalid", field)


def test_a_page_with_a_known_etag_is_304() -> None:
    tag = ask("items").response["ETag"]
    again = ask("items", **{"if-none-match": tag})
    assert again.status == 304 and again.response.content == b"" and again.response["ETag"] == tag
    assert ask("items", **{"if-none-match": '"other"'}).status == 200


@pytest.mark.limits
@pytest.mark.parametrize(("headers", "limit"), [({}, 60), ({"x-vvw-client": "tests"}, 120)])
def test_calls_over_the_limit_of_an_address_are_429(headers: dict[str, str], limit: int) -> None:
    assert {ask("locations?page_size=1", **headers).status for _ in range(limit)} == {200}
    answer = ask("locations?page_size=1", **headers)
    assert answer.refusal == (429, "too_fast")
    assert 0 < int(answer.response["Retry-After"]) <= 60


def test_too_many_parameters_are_400(client: Client) -> None:
    answer = client.get("/api/public/v1/items?" + "&".join(f"a{n}=1" for n in range(1500)))
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid")
