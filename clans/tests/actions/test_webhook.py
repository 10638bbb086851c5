"""Reports of movements to a server of the clan's: signed, tried again, and to no address that is not public."""

import hashlib
import hmac
import json
import socket
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from accounts.tests.race import at_once
from clans.actions import webhook_connection, webhook_send
from clans.actions.donate import donate
from clans.actions.dues import collect_dues, set_dues
from clans.actions.found import disband
from clans.actions.webhook import remove_webhook, reveal_secret, set_webhook
from clans.actions.webhook_connection import NotReported, checked_address
from clans.actions.webhook_secret import decrypted, renew, stale
from clans.actions.webhook_send import MAX_ATTEMPTS, send_due
from clans.actions.withdraw import withdraw
from clans.models import Clan, Dues, Webhook, WebhookReport
from clans.rules.webhook import Target
from clans.tests.bank import long_ago, make_bank, make_senior
from clans.tests.make import leader_of, make_member
from clans.tests.web_server import Answer, status, web_server
from game.models import Notice, Receipt
from game.rules.errors import GameError
from game.tests.make import by, give
from vvw_site.settings import base

pytestmark = pytest.mark.django_db(transaction=True)


def _hooked(url: str = "https://example.org/hook", threshold: int = 10) -> tuple[Clan, str]:
    """A clan with a webhook, and its secret."""
    clan = make_bank(1_000)
    leader = leader_of(clan)
    set_webhook(by(leader, "hook-0001"), url=url, threshold=threshold)
    return clan, reveal_secret(by(leader)).secret


def _due() -> None:
    WebhookReport.objects.update(due_at=timezone.now() - timedelta(seconds=1))


def test_movements_above_the_threshold_are_reported_and_signed(tmp_path: Path, settings: Settings) -> None:
    with web_server(tmp_path, settings) as server:
        clan, secret = _hooked(server.url)
        leader = leader_of(clan)
        give(leader, "gold", 50)
        donate(by(leader), gold=9)
        donate(by(leader), gold=11)
        withdraw(by(leader), quantity=400)
        assert WebhookReport.objects.count() == 2
        assert send_due() == {"sent": 2, "failed": 0, "given_up": 0} and send_due()["sent"] == 0
        heads, bodies = zip(*(request.split(b"\r\n\r\n", 1) for request in server.requests), strict=True)
    assert [json.loads(body)["worth"] for body in bodies] == [11, 400]
    told = json.loads(bodies[1])
    assert (told["kind"], told["clan"], told["member"]) == ("withdrawal", clan.tag, leader.name)
    assert told["moved"] == [{"asset": "gold", "quantity": 400}]
    head = {k.lower(): v for k, _, v in (line.partition(": ") for line in heads[1].decode().split("\r\n")[1:])}
    assert heads[1].startswith(b"POST /hook?clan=1 HTTP/1.1") and head["host"].startswith("localhost")
    expected = hmac.new(secret.encode(), f"{head['x-vvw-time']}.".encode() + bodies[1], hashlib.sha256).hexdigest()
    assert head["x-vvw-signature"] == f"sha256={expected}" and abs(int(head["x-vvw-time"]) - time.time()) < 60
    assert not WebhookReport.objects.filter(sent_at=None).exists()


def test_dues_are_reported_in_one_line(tmp_path: Path) -> None:
    clan, _ = _hooked(threshold=2)
    make_senior(clan)
    set_dues(by(leader_of(clan)), gold=1)
    Dues.objects.update(set_at=long_ago())
    collect_dues()
    assert [(one.kind, one.worth) for one in WebhookReport.objects.all()] == [("dues", 2)]


def test_the_secret_is_shown_once_and_stored_encrypted_and_in_no_receipt() -> None:
    clan, secret = _hooked()
    hook = Webhook.objects.get(clan=clan)
    assert len(secret) == 43 and decrypted(hook) == secret.encode() and secret not in hook.secret
    assert reveal_secret(by(leader_of(clan))).secret == ""
    assert not Receipt.objects.filter(answer__contains=secret).exists() and Receipt.objects.exists()
    assert not stale(hook.secret.partition(".")[0]).exists() and list(stale("other")) == [hook] and renew(hook)
    hook.refresh_from_db()
    assert decrypted(hook) == secret.encode()


@pytest.mark.parametrize("answer", [
    status("500 Broken"), status("302 Found", "Location: https://localhost/"), status("404 Gone"), lambda connection: None,
    lambda connection: connection.sendall(b"nonsense\r\n\r\n"),
], ids=["error", "redirect", "not found", "no answer", "no http"])  # fmt: skip
def test_what_is_no_success_is_tried_again_later(tmp_path: Path, settings: Settings, answer: Answer) -> None:
    with web_server(tmp_path, settings, answer) as server:
        clan, _ = _hooked(server.url)
        for _ in range(2):
            withdraw(by(leader_of(clan)), quantity=100)
        assert send_due() == {"sent": 0, "failed": 1, "given_up": 0}, "the second waits as long"
        first, second = WebhookReport.objects.order_by("pk")
        assert first.attempts == 1 and first.error and first.due_at > timezone.now() and second.due_at > timezone.now()
        assert len(server.requests) == 1
        server.answer = status("200 OK")
        _due()
        assert send_due()["sent"] == 2


def test_after_ten_tries_the_webhook_is_off_and_who_set_it_is_told(tmp_path: Path, settings: Settings) -> None:
    with web_server(tmp_path, settings, status("500 Broken")) as server:
        clan, _ = _hooked(server.url)
        leader = leader_of(clan)
        withdraw(by(leader), quantity=100)
        withdraw(by(leader), quantity=100)
        WebhookReport.objects.update(attempts=MAX_ATTEMPTS - 1)
        assert send_due()["given_up"] == 1 and not WebhookReport.objects.filter(failed_at=None).exists()
        assert Webhook.objects.get().disabled_at is not None
        assert Notice.objects.filter(character=leader, text__contains="does not answer").exists()
        withdraw(by(leader), quantity=100)
        assert WebhookReport.objects.count() == 2


def test_a_server_that_is_slow_is_left_after_the_time_limit(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drip(connection: Any) -> None:
        for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100:
            connection.sendall(bytes([byte]))
            time.sleep(0.05)

    monkeypatch.setattr(webhook_connection, "TOTAL_SECONDS", 0.4)
    with web_server(tmp_path, settings, drip) as server:
        clan, _ = _hooked(server.url)
        withdraw(by(leader_of(clan)), quantity=100)
        began = time.monotonic()
        assert send_due()["failed"] == 1 and time.monotonic() - began < 3


def test_an_endless_answer_is_cut(tmp_path: Path, settings: Settings) -> None:
    def flood(connection: Any) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n" + b"x" * 10_000)
        connection.recv(1)

    with web_server(tmp_path, settings, flood) as server:
        clan, _ = _hooked(server.url)
        withdraw(by(leader_of(clan)), quantity=100)
        assert send_due()["sent"] == 1


def test_without_the_setting_of_the_tests_no_server_of_this_machine_is_reached(tmp_path: Path, settings: Settings) -> None:
    with web_server(tmp_path, settings) as server:
        clan, _ = _hooked(server.url)
        withdraw(by(leader_of(clan)), quantity=100)
        settings.WEBHOOK_TEST_ADDRESSES = frozenset()
        Webhook.objects.update(url="https://localhost/")
        assert send_due()["failed"] == 1 and server.requests == []
        assert "not in the public network" in WebhookReport.objects.get().error
    assert (frozenset(), "") == (base.WEBHOOK_TEST_ADDRESSES, base.WEBHOOK_TEST_CA)


def test_a_certificate_of_nobody_is_refused(tmp_path: Path, settings: Settings) -> None:
    with web_server(tmp_path, settings) as server:
        clan, _ = _hooked(server.url)
        withdraw(by(leader_of(clan)), quantity=100)
        settings.WEBHOOK_TEST_CA = ""
        assert send_due()["failed"] == 1 and server.requests == []
        assert "certificate" in WebhookReport.objects.get().error


def test_every_address_of_a_host_must_be_public_and_it_is_resolved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def resolve(*addresses: str) -> None:
        def answer(host: str, port: int, **_: Any) -> list[Any]:
            asked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

        monkeypatch.setattr(socket, "getaddrinfo", answer)

    resolve("93.184.216.34", "127.0.0.1")
    with pytest.raises(NotReported):
        checked_address(Target("rebind.test", 443, "/"))
    resolve("93.184.216.34")
    reached: list[Any] = []

    def connect(address: Any, timeout: float) -> Any:
        reached.append(address)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", connect)
    asked.clear()
    with pytest.raises(NotReported):
        webhook_connection.post(Target("rebind.test", 443, "/"), b"{}", {})
    assert (asked, reached) == (["rebind.test"], [("93.184.216.34", 443)])


def test_two_senders_at_once_send_each_report_once(tmp_path: Path, settings: Settings) -> None:
    with web_server(tmp_path, settings) as server:
        clan, _ = _hooked(server.url)
        for _ in range(4):
            withdraw(by(leader_of(clan)), quantity=100)
        assert sum(done["sent"] for done in at_once(send_due, send_due)) == 4 == len(server.requests)


def test_a_sender_that_lost_its_lease_does_not_mark_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    clan, _ = _hooked()
    withdraw(by(leader_of(clan)), quantity=100)

    def late(*_: Any) -> int:
        WebhookReport.objects.update(leases=7)
        raise NotReported("too late")

    monkeypatch.setattr(webhook_send, "post", late)
    send_due()
    assert WebhookReport.objects.get().attempts == 0


def test_who_may_not_and_wrong_addresses_are_refused_and_the_end_of_the_clan_removes_it() -> None:
    clan, _ = _hooked()
    leader = leader_of(clan)
    for actor, url, threshold, code in (
        (make_member(clan), "https://example.org/", 1, "forbidden"), (leader, "http://example.org/", 1, "invalid"),
        (leader, "https://example.org/", -1, "invalid"),
    ):  # fmt: skip
        with pytest.raises(GameError) as refused:
            set_webhook(by(actor), url=url, threshold=threshold)
        assert refused.value.code == code
    withdraw(by(leader), quantity=100)
    remove_webhook(by(leader))
    with pytest.raises(GameError):
        remove_webhook(by(leader))
    assert not WebhookReport.objects.exists()
    set_webhook(by(leader), url="https://example.org/", threshold=1)
    disband(by(leader), name=clan.name)
    assert not Webhook.objects.exists()
