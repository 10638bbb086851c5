"""Calls every operation of the OpenAPI document with generated values: each response must match the document.

The values are generated when a test runs: at collection, each process of the suite would generate all of them.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.db.models import Q
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from game.actions import tokens
from game.actions.missions import deal
from game.models import Character, Holding, Letter
from game.tests.api.talk import owner_of
from game.tests.letters import make_letter
from game.tests.make import give, make_character

pytestmark = pytest.mark.django_db

GROUPS = 4
"""The operations are tested in so many groups, which processes share."""
document = schemathesis.pytest.from_fixture("read_document")


@pytest.fixture(scope="module")
def read_document() -> Any:
    from vvw_site.wsgi import application  # which compiles every page

    return schemathesis.openapi.from_wsgi("/api/schema/", application)


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Keep the connection open at the end of a request, because it holds the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def node_id(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Schemathesis 4.32 names its parts of a test in an attribute that pytest 9.2 no longer has."""
    monkeypatch.setattr(request.node, "_nodeid", request.node.nodeid, raising=False)


@pytest.fixture
def me() -> Character:
    character = make_character(gold=5000, unspent=40, energy=100_000, level=3)
    give(character, "cellar-draught", 500)
    deal(character, character.created_at)
    other = make_character(name="Correspondent", gold=500, level=3)
    for gold in (0, 5, 7):
        make_letter(other, character, gold=gold)
    make_letter(character, other, gold=3)
    return character


def is_in(group: int) -> Callable[[Any], bool]:
    return lambda context: crc32(context.operation.label.encode()) % GROUPS == group


@settings(max_examples=8, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def matches(case: Any, me: Character) -> None:
    """Each call finds the same rows: what the one before did is taken back."""
    # A well-formed value can still be refused, such as an unknown place, so "valid input is accepted" is not checked.
    with transaction.atomic():
        use_existing_id(case, me)
        token = tokens.issue(owner_of(me)).token
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, excluded_checks=[positive_data_acceptance])
        transaction.set_rollback(True)


def test_every_operation_is_in_a_group(read_document: Any) -> None:
    labels = {found.ok().label for found in read_document.get_all_operations()}
    assert len(labels) > 100
    assert {crc32(label.encode()) % GROUPS for label in labels} == set(range(GROUPS))


def responses_of(group: int) -> Any:
    """The test of a group's operations."""
    return document.include(is_in(group)).parametrize()(matches)


test_every_response_of_the_first_group_matches_the_document = responses_of(0)
test_every_response_of_the_second_group_matches_the_document = responses_of(1)
test_every_response_of_the_third_group_matches_the_document = responses_of(2)
test_every_response_of_the_fourth_group_matches_the_document = responses_of(3)


def use_existing_id(case: Any, me: Character) -> None:
    """Replace odd ids in the path by the id of a row of this character, so that about half of the calls find one."""
    number = (case.path_parameters or {}).get("id")
    if isinstance(number, int) and number > 0 and number % 2 and "battles" not in case.path:
        case.path_parameters["id"] = _existing_id(Path(case.path).parts[3], me, number)
    to = case.body.get("to") if isinstance(case.body, dict) else None
    if isinstance(to, str) and 1 <= len(to) <= 254 and "\0" not in to:
        case.body["to"] = "Correspondent"


def _existing_id(collection: str, me: Character, number: int) -> int:
    if collection == "characters":
        return me.pk
    rows = {
        "missions": me.missions.all(), "mail": Letter.objects.filter(Q(sender=me) | Q(recipient=me)),
    }.get(collection, Holding.objects.filter(character=me))  # fmt: skip
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    return ids[number % len(ids)] if ids else number
