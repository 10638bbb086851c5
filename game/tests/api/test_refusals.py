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
def test_a_body_that_does_not_fit_is_400_and_changes_nothing(body: Any) -> None:
    program = make_program()
    moved = Transfer.objects.count()
    answer = program.post("hunts", body)
    assert (answer.status, answer.code) == (400, "invalid")
    assert not Battle.objects.exists() and Transfer.objects.count() == moved


@pytest.mark.parametrize("quantity", [0, -1, 1.0, 1.5, True, "1", None, 10**9 + 1, 2**63, 2**64, -(2**70), 1e308, [1]])
def test_a_quantity_that_is_none_is_400_with_the_field(quantity: Any) -> None:
    program = make_program(gold=100)
    bought = program.post("shop/buy", {"item": "cellar-draught", "quantity": quantity})
    assert (bought.status, bought.field) == (400, "quantity")
    sold = program.post("inventory/sell", {"portions": [{"id": 1, "quantity": quantity}]})
    assert (sold.status, sold.field) == (400, "portions[0].quantity")
    held = program.post("inventory/sell", {"portions": [{"id": quantity or "", "quantity": 1}]})
    assert held.status in (400, 404)


@pytest.mark.parametrize(
    "path", ["battles/0", "battles/-1", "battles/9223372036854775808", "battles/" + "9" * 5000, "battles/1.5"]
)
def test_a_number_that_no_row_can_have_is_404(path: str) -> None:
    assert make_program().get(path).code == "not_found"


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/", "/api/v1/dashboard/", "/api/v2/dashboard", "/api/v1/nothing\x00", "/api/public/v1/"]
)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_an_unknown_address_is_404_in_our_shape(path: str, method: str) -> None:
    answer = Program().ask(method, path)
    assert (answer.status, answer.code) == (404, "not_found")
    assert answer.response["Content-Type"] == "application/json"


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "DISPATCH"])
def test_a_wrong_method_is_405_and_says_which_it_takes(method: str) -> None:
    answer = make_program().ask(method, "/api/v1/hunts")
    assert (answer.status, answer.code, answer.response["Allow"]) == (405, "wrong_method", "POST")


def test_head_is_answered_as_get() -> None:
    answer = make_program().ask("HEAD", "/api/v1/dashboard")
    assert answer.status == 200 and answer.response.content == b""


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_another_content_type_is_415(kind: str) -> None:
    answer = make_program().post("hunts", b'{"location": "old-mill"}', content_type=kind)
    assert (answer.status, answer.code) == (415, "wrong_type")


def test_a_charset_is_no_other_content_type() -> None:
    answer = make_program().post("hunts", b'{"location": "old-mill"}', content_type="application/json; charset=utf-8")
    assert answer.status == 201


def test_a_body_beyond_64_kb_is_413() -> None:
    program = make_program()
    answer = program.post("hunts", b'{"location": "' + b"a" * 70_000 + b'"}')
    assert (answer.status, answer.code) == (413, "too_large")
    unannounced = program.post("hunts", b"{}", CONTENT_LENGTH="9" * 30)
    assert (unannounced.status, unannounced.code) == (413, "too_large")


@pytest.mark.parametrize("key", ["short", "x" * 65, "with space", "ключ-ключ-ключ", "semi;colon"])
def test_a_key_of_another_form_is_400(key: str) -> None:
    answer = make_program().post("hunts", {"location": "old-mill"}, key=key)
    assert (answer.status, answer.field) == (400, "idempotency_key")


def test_without_a_character_nothing_else_is_asked_for() -> None:
    program = make_program()
    program.delete(f"characters/{program.character.pk}")
    assert program.post("hunts", {"location": "old-mill"}).code == "no_character"


def test_a_database_that_is_away_is_503_with_a_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr("game.api.request_reading.access_token", away)
    answer = Program(token="x" * 43).get("dashboard")
    assert (answer.status, answer.code, answer.response["Retry-After"]) == (503, "unavailable", "5")


def test_a_fault_of_ours_is_500_in_our_shape_and_tells_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("game.api.request_reading.access_token", faulty)
    client = Client(raise_request_exception=False)
    response = client.get("/api/v1/dashboard", headers={"authorization": f"Bearer {'x' * 43}"})
    assert (response.status_code, response.json()["error"]["code"]) == (500, "broken")
    assert b"secret" not in response.content


def test_a_session_is_no_token_and_csrf_is_not_asked() -> None:
    program = make_program()
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner_of(program.character), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/api/v1/dashboard").status_code == 401
    hunted = client.post(
        "/api/v1/hunts", {"location": "old-mill"}, content_type="application/json",
        headers={"authorization": f"Bearer {program.token}"},
    )  # fmt: skip
    assert hunted.status_code == 201
    assert "access-control-allow-origin" not in {name.lower() for name in hunted.headers}


def test_an_error_before_an_endpoint_has_our_shape_below_api_alone(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
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
