from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django.fixtures import Settings

from game.models import Battle, Transfer
from game.tests.api.talk import Program, make_program, owner_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "body",
    [
        b"{", b"[]", b"null", b'"old-mill"', b"{}", b'{"location": null}', b'{"location": 1}', b'{"location": true}',
        b'{"location": NaN}', b'{"location": "old-mill", "more": 1}', b'{"location": ["old-mill"]}', b"\xff\xfe",
        b'{"location": "old-mill\\u0000"}', b'{"location": "\\ud800"}', b'{"location": "\xed\xa0\x80"}',
        b'{"location": "' + b"a" * 5000 + b'"}', b"[" * 60_000, b'{"location": ' + b"[" * 50_000,
        '{"location": "ｏｌｄ-mill"}'.encode(), '{"location": "old-mill\u202e"}'.encode(), b'{"location": ""}',
    ],
)  # fmt: skip
def test_a_malformed_body_is_400_and_changes_nothing(body: Any) -> None:
    program = make_program()
    transfers = Transfer.objects.count()
    answer = program.post("hunts", body)
    assert answer.refusal == (400, "invalid")
    assert not Battle.objects.exists() and Transfer.objects.count() == transfers


@pytest.mark.parametrize("quantity", [0, -1, 1.0, 1.5, True, "1", None, 10**9 + 1, 2**63, 2**64, -(2**70), 1e308, [1]])
def test_a_wrong_quantity_is_400_with_its_field(quantity: Any) -> None:
    program = make_program(gold=100)
    bought = program.post("shop/buy", {"item": "cellar-draught", "quantity": quantity})
    assert bought.field_refusal == (400, "invalid", "quantity")
    sold = program.post("inventory/sell", {"portions": [{"id": 1, "quantity": quantity}]})
    assert sold.field_refusal == (400, "invalid", "portions[0].quantity")
    held = program.post("inventory/sell", {"portions": [{"id": quantity or "", "quantity": 1}]})
    assert held.refusal in ((400, "invalid"), (404, "not_found"))


@pytest.mark.parametrize(
    "path", ["battles/0", "battles/-1", "battles/9223372036854775808", "battles/" + "9" * 5000, "battles/1.5"]
)
def test_an_impossible_id_is_404(path: str) -> None:
    assert make_program().get(path).refusal == (404, "not_found")


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/", "/api/v1/dashboard/", "/api/v2/dashboard", "/api/v1/nothing\x00", "/api/public/v1/"]
)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_an_unknown_address_is_404_in_the_error_shape(path: str, method: str) -> None:
    answer = Program().ask(method, path)
    assert answer.refusal == (404, "not_found")
    assert answer.response["Content-Type"] == "application/json"


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "DISPATCH"])
def test_a_wrong_method_is_405_with_the_allowed_ones(method: str) -> None:
    answer = make_program().ask(method, "/api/v1/hunts")
    assert (answer.status, answer.code, answer.response["Allow"]) == (405, "wrong_method", "POST")


def test_head_is_answered_as_get() -> None:
    answer = make_program().ask("HEAD", "/api/v1/dashboard")
    assert answer.status == 200 and answer.response.content == b""


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_another_content_type_is_415(kind: str) -> None:
    answer = make_program().post("hunts", b'{"location": "old-mill"}', content_type=kind)
    assert answer.refusal == (415, "wrong_type")


def test_json_with_a_charset_is_accepted() -> None:
    answer = make_program().post("hunts", b'{"location": "old-mill"}', content_type="application/json; charset=utf-8")
    assert answer.status == 201


def test_a_body_over_64_kb_is_413() -> None:
    program = make_program()
    answer = program.post("hunts", b'{"location": "' + b"a" * 70_000 + b'"}')
    assert answer.refusal == (413, "too_large")
    unannounced = program.post("hunts", b"{}", CONTENT_LENGTH="9" * 30)
    assert unannounced.refusal == (413, "too_large")


@pytest.mark.parametrize("key", ["short", "x" * 65, "with space", "ключ-ключ-ключ", "semi;colon"])
def test_a_malformed_key_is_400(key: str) -> None:
    answer = make_program().post("hunts", {"location": "old-mill"}, key=key)
    assert answer.field_refusal == (400, "invalid", "idempotency_key")


def test_a_hunt_after_the_character_was_deleted_is_409() -> None:
    program = make_program()
    program.delete(f"characters/{program.character.pk}")
    assert program.post("hunts", {"location": "old-mill"}).refusal == (409, "no_character")


def test_an_unreachable_database_is_503_with_retry_after(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr("game.api.request_reading.access_token", unreachable)
    answer = Program(token="x" * 43).get("dashboard")
    assert (answer.status, answer.code, answer.response["Retry-After"]) == (503, "unavailable", "5")


def test_an_internal_error_is_500_without_its_details(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("game.api.request_reading.access_token", faulty)
    client = Client(raise_request_exception=False)
    response = client.get("/api/v1/dashboard", headers={"authorization": f"Bearer {'x' * 43}"})
    assert (response.status_code, response.json()["error"]["code"]) == (500, "broken")
    assert b"secret" not in response.content


def test_a_session_does_not_log_in_and_no_csrf_token_is_needed() -> None:
    program = make_program()
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner_of(program.character), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/api/v1/dashboard").status_code == 401
    hunt = client.post(
        "/api/v1/hunts", {"location": "old-mill"}, content_type="application/json",
        headers={"authorization": f"Bearer {program.token}"},
    )  # fmt: skip
    assert hunt.status_code == 201
    assert "access-control-allow-origin" not in {name.lower() for name in hunt.headers}


def test_an_error_outside_an_endpoint_is_json_only_below_api(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ALLOWED_HOSTS = ["ours.example"]
    refused = Client().get("/api/v1/dashboard", headers={"host": "forged.example"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "invalid")
    assert Client().get("/", headers={"host": "forged.example"})["Content-Type"].startswith("text/html")

    def faulty(*_: object) -> None:
        raise RuntimeError("secret detail")

    settings.ALLOWED_HOSTS = ["*"]
    monkeypatch.setattr("game.api.urls.responses.not_found", faulty)
    broken = Client(raise_request_exception=False).get("/api/nowhere")
    assert (broken.status_code, broken.json()["error"]["code"]) == (500, "broken")
