"""What pages of other sites may read."""

import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/api/public/v1/items", "/api/schema/"])
def test_other_sites_may_read_public_addresses(path: str) -> None:
    client = Client()
    preflight = {"origin": "https://tools.example.org", "access-control-request-method": "GET",
             "access-control-request-headers": "x-vvw-client"}  # fmt: skip
    allowed = client.options(path, headers=preflight)
    assert (allowed.status_code, allowed.content, allowed["Access-Control-Allow-Origin"]) == (204, b"", "*")
    assert (
        "GET" in allowed["Access-Control-Allow-Methods"] and "x-vvw-client" in allowed["Access-Control-Allow-Headers"].lower()
    )
    for method in ("GET", "HEAD"):
        answer = client.generic(method, path, headers={"origin": "https://tools.example.org", "x-vvw-client": "charts"})
        assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, "*")
        assert {"ETag", "Retry-After"} <= set(answer["Access-Control-Expose-Headers"].split(", "))
        assert "Access-Control-Allow-Credentials" not in answer
    unchanged = client.get(path, headers={"if-none-match": answer["ETag"]})
    assert (unchanged.status_code, unchanged["Access-Control-Allow-Origin"]) == (304, "*")


def test_other_sites_can_read_errors_of_the_public_calls_too(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = True
    client = Client()
    for path in ("/api/public/v1/items?page=0", "/api/public/v1/nothing", "/api/public/v1/items?page=%00"):
        assert client.get(path)["Access-Control-Allow-Origin"] == "*"
    while (answer := client.get("/api/public/v1/monsters")).status_code == 200:
        pass
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (429, "*") and answer["Retry-After"]


@pytest.mark.parametrize(
    "path", ["/api/v1/dashboard", "/api/v1/auth/login", "/api/docs/", "/play/", "/accounts/login/", "/admin/", "/"]
)
def test_other_sites_may_not_read_any_other_address(path: str) -> None:
    client = Client()
    preflight = {"origin": "https://evil.example.org", "access-control-request-method": "GET"}
    for answer in (client.options(path, headers=preflight), client.get(path, headers=preflight)):
        assert not [name for name in answer.headers if name.lower().startswith("access-control")]
