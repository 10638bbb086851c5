import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver

from game.api.endpoint import Endpoint
from game.content import catalogue
from game.rules.errors import CODES
from vvw_site import api_urls

pytestmark = pytest.mark.django_db


def calls(patterns: Sequence[URLPattern | URLResolver] = api_urls.urlpatterns) -> Iterator[URLPattern]:
    """Every call of the API, of all apps."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from calls(pattern.url_patterns)
        elif "cls" in vars(pattern.callback):
            yield pattern


def view_of(pattern: URLPattern) -> type[Endpoint]:
    found: type[Endpoint] = vars(pattern.callback)["cls"]
    return found


@pytest.fixture
def document() -> Any:
    return json.loads(Client().get("/api/schema/").content)


def test_the_document_is_valid_and_generated_without_warnings(tmp_path: Path) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yml"))


def test_every_endpoint_and_method_is_in_the_document(document: dict[str, Any]) -> None:
    documented = sum(len(methods) for methods in document["paths"].values())
    views = [view_of(p) for p in calls()]
    assert views and all(issubclass(view, Endpoint) for view in views)
    assert documented == sum(len(view.contracts.keys() - {"HEAD"}) for view in views)


def test_every_reference_has_a_schema(document: dict[str, Any]) -> None:
    names = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document)))
    assert "Error" in names and names <= document["components"]["schemas"].keys()


def test_every_refusal_of_a_contract_is_a_known_code(document: dict[str, Any]) -> None:
    views = {view_of(p) for p in calls()}
    refused = {code for view in views for contract in view.contracts.values() for code in contract.refuses}
    assert len(refused) > 10 and refused <= CODES.keys()


def test_every_write_except_login_and_logout_takes_a_key(document: dict[str, Any]) -> None:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            takes = any(p["name"] == "Idempotency-Key" for p in operation["parameters"])
            assert takes == (method != "get" and "/auth/" not in path), path


def test_the_examples_can_be_tried_as_they_are(document: dict[str, Any]) -> None:
    """Without examples the page makes words from the patterns of slugs, which nothing is called."""
    schemas, known = document["components"]["schemas"], catalogue()

    def example(schema: str, field: str) -> Any:
        return schemas[schema]["properties"][field]["examples"][0]

    assert example("HuntWish", "location") in known.places
    assert example("Purchase", "item") in known.items
    assert example("Work", "recipe") in known.recipes
    assert set(example("Skills", "skills")) <= set(known.skills)
    assert example("NewCharacter", "class") in known.classes
    assert example("Credentials", "username")


def test_a_summary_has_no_signs_of_markdown(document: dict[str, Any]) -> None:
    summaries = [operation["summary"] for methods in document["paths"].values() for operation in methods.values()]
    assert len(summaries) > 50 and not [words for words in summaries if "`" in words]


def test_the_document_has_an_etag() -> None:
    first = Client().get("/api/schema/")
    assert first["Cache-Control"] == "public, max-age=300"
    assert Client().get("/api/schema/", headers={"if-none-match": first["ETag"]}).status_code == 304


def test_the_page_loads_from_no_other_host_and_only_relaxes_the_style_policy() -> None:
    response = Client().get("/api/docs/")
    page = response.content.decode()
    assert response.status_code == 200
    assert not re.findall(r'(?:src|href)="(?!/)[^"]*"', page)
    policy = response["Content-Security-Policy"]
    assert "script-src 'self';" in policy + ";"
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "unsafe-inline" not in Client().get("/api/schema/")["Content-Security-Policy"]
