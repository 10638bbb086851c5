"""Runs the examples of docs/api.md against a live server and compares status and shape of the responses."""

import json
import re
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from game.content import catalogue
from game.models import Character
from game.rules.errors import CODES
from game.tests.boards import count_now
from game.tests.letters import make_letter
from game.tests.make import held, make_character, make_user
from game.tests.raids import BOSS, make_raid

PAGE = (Path(__file__).parents[3] / "docs/api.md").read_text()


def blocks() -> list[tuple[str, str]]:
    """(request, response) pairs in the order of the page."""
    found = re.findall(r"```http\n(.*?)\n```", PAGE, re.S)
    assert len(found) % 2 == 0 and len(found) >= 12
    return list(zip(found[::2], found[1::2], strict=True))


def send(server: str, request: str, known: dict[str, str]) -> tuple[int, Any]:
    for name, value in known.items():
        request = request.replace(f"${name}", value)
    head, _, body = request.partition("\n\n")
    first, *lines = head.split("\n")
    method, path, _ = first.split()
    headers = dict(line.split(": ", 1) for line in lines)
    http_request = urllib.request.Request(server + path, body.encode() or None, headers, method=method)
    try:
        with urllib.request.urlopen(http_request, timeout=20) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.load(refusal)


def assert_same_shape(shown: Any, real: Any) -> None:
    """Every shown field exists and has the same type. Codes and fields of errors are equal."""
    if isinstance(shown, dict):
        assert isinstance(real, dict) and shown.keys() <= real.keys(), (shown, real)
        for name, value in shown.items():
            assert_same_shape(value, real[name])
            assert name not in ("code", "field") or value == real[name]
    elif isinstance(shown, list):
        assert isinstance(real, list)
        for value in shown[:1]:
            assert_same_shape(value, real[0])
    else:
        assert type(shown) is type(real), (shown, real)


@pytest.mark.django_db(transaction=True)
def test_the_examples_of_the_docs_get_the_documented_responses(live_server: LiveServer) -> None:
    user = make_user(username="marrow", password="a long pass phrase")
    marrow, wick = make_character(user, name="Marrow"), make_character(name="Wick", level=3)
    draughts = held(wick, "cellar-draught").id
    make_letter(wick, marrow, subject="For the road", gold=20, items={draughts: 2})
    count_now()
    known = {"RAID": str(make_raid(health=100_000))}
    for request, answer in blocks():
        head, _, shown = answer.partition("\n\n")
        Character.objects.filter(pk=marrow.pk).update(hp=1_000_000)  # a lost hunt would leave too little for a hit
        status, real = send(live_server.url, request, known)
        assert status == int(head.split()[1]), (request, real)
        for name, value in known.items():
            shown = shown.replace(f"${name}", value)
        assert_same_shape(json.loads(shown), real)
        known |= {"TOKEN": real["token"]} if "token" in real else {}
        known |= {"LETTER": str(real["letters"][0]["id"])} if "letters" in real else {}


def test_the_table_of_errors_matches_the_code() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\d{3}) \| (.+) \|$", PAGE, re.M)
    assert {code: (int(status), means) for code, status, means in rows} == CODES


def test_the_items_and_places_in_the_docs_exist() -> None:
    assert {"clerks-sabre", "cellar-draught"} <= catalogue().items.keys()
    assert {"old-mill", "ashen-gate"} <= catalogue().places.keys()
    assert f'"boss": "{BOSS}", "title": "{catalogue().raid_bosses[BOSS].title}"' in PAGE
