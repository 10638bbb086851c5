"""The webhook of a clan over the API."""

from typing import Any

import pytest

from clans.models import Clan, Webhook, WebhookReport
from clans.tests.make import leader_of, make_clan, make_member
from game.tests.api.talk import Program

pytestmark = pytest.mark.django_db
PATH, URL = "clan/bank/webhook", "https://example.org/vvw"


@pytest.fixture
def clan() -> Clan:
    return make_clan()


@pytest.fixture
def leader(clan: Clan) -> Program:
    return Program(leader_of(clan))


def test_it_is_set_looked_at_and_removed_and_its_secret_is_shown_once(leader: Program) -> None:
    assert leader.get(PATH).json == {"webhook": None}
    made = leader.put(PATH, {"url": URL, "threshold": 500}, key="webhook-0001")
    assert (made.status, made.json["url"], made.json["threshold"]) == (200, URL, 500) and len(made.json["secret"]) >= 32
    again = leader.put(PATH, {"url": URL, "threshold": 500}, key="webhook-0001")
    assert again.json == made.json | {"secret": ""}, "a repeated call does not tell it again"
    WebhookReport.objects.create(webhook=Webhook.objects.get(), kind="payout", moves=[], worth=700)
    shown = leader.get(PATH)
    assert len(shown.statements) == 4 and made.json["secret"] not in str(shown.json)
    assert (shown.json["webhook"]["url"], shown.json["webhook"]["threshold"], shown.json["webhook"]["disabled_at"]) == (
        URL,
        500,
        None,
    )
    assert [(r["kind"], r["worth"], r["attempts"], r["sent_at"]) for r in shown.json["webhook"]["reports"]] == [
        ("payout", 700, 0, None)
    ]
    assert leader.delete(PATH).json == {"url": URL}
    assert leader.delete(PATH).refusal == (409, "nothing_to_do") and not Webhook.objects.exists()


@pytest.mark.parametrize(("body", "field"), [
    ({"url": "http://example.org/"}, "url"), ({"url": "https://user@example.org/"}, "url"), ({"url": ""}, "url"), ({}, "url"),
    ({"url": URL + "x" * 300}, "url"), ({"url": URL, "threshold": -1}, "threshold"), ({"url": URL, "threshold": 2**63}, "threshold"),
    ({"url": URL, "threshold": "5"}, "threshold"), ({"url": URL, "secret": "mine"}, "secret"),
])  # fmt: skip
def test_a_bad_setting_is_refused_by_its_field(leader: Program, body: dict[str, Any], field: str) -> None:
    assert leader.put(PATH, body).field_refusal == (400, "invalid", field)


def test_a_member_without_the_capability_neither_reads_nor_changes_it(clan: Clan, leader: Program) -> None:
    leader.put(PATH, {"url": URL})
    member, stranger = Program(make_member(clan)), Program(leader_of(make_clan()))
    for answer in (member.get(PATH), member.put(PATH, {"url": URL}), member.delete(PATH)):
        assert answer.refusal == (403, "forbidden")
    assert stranger.get(PATH).json == {"webhook": None}
    assert Webhook.objects.get().clan_id == clan.pk
