"""What the doctor judges: pure functions, a table for each."""

import re

import pytest
from django.conf import settings as site

from vvw_site.doctor.connections_rules import Tiers, budget_fault, connections_needed
from vvw_site.doctor.database import migration_fault, write_fault
from vvw_site.doctor.disk_rules import FULL, LOW, disk_fault
from vvw_site.doctor.finding import Fault
from vvw_site.doctor.production_rules import host_fault, mail_faults, proxy_fault
from vvw_site.doctor.redis_rules import role_findings
from vvw_site.settings.refusals import secret_key_fault, site_url_fault

ALL = ["cache", "limits", "broker", "channels"]
COMPOSE = Tiers(site=2, site_pool=4, game=2, game_pool=8, sockets_pool=8, worker=2)


@pytest.mark.parametrize(("key", "words"), [
    ("0123456789" * 5, ""), ("$ecret-" * 8, ""), ("0123456789" * 4, "has 40 characters"), ("", "has 0 characters"),
    ("abab" * 20, "no random text"), ("django-insecure-" + "0123456789" * 5, "no random text"),
])  # fmt: skip
def test_a_secret_key(key: str, words: str) -> None:
    fault = secret_key_fault(key)
    assert bool(fault) == bool(words) and words in fault and (not key or key not in fault)


@pytest.mark.parametrize(("url", "words"), [
    ("https://example.org", ""), ("https://example.org:8443", ""), ("http://example.org", "nobody could log in"),
    ("example.org", "nobody could log in"), ("https://", "nobody could log in"), ("https://example.org/", "without a slash"),
    ("https://example.org/game", "without a slash"),
])  # fmt: skip
def test_an_address(url: str, words: str) -> None:
    fault = site_url_fault(url)
    assert bool(fault) == bool(words) and words in fault


def test_behind_tls_a_proxy_must_be_trusted() -> None:
    fault = proxy_fault(site_url="https://example.org", trusted_proxies=0)
    assert fault and fault.stops and "403" in fault.sentence
    assert proxy_fault(site_url="https://example.org", trusted_proxies=1) is None
    assert proxy_fault(site_url="http://localhost:8000", trusted_proxies=0) is None


@pytest.mark.parametrize(("allowed", "is_fine"), [
    (["example.org"], True), (["*"], True), ([".example.org"], True), (["Example.org"], True), (["other.org"], False),
    ([".ample.org"], False), ([], False),
])  # fmt: skip
def test_the_sites_own_host_must_be_allowed(allowed: list[str], is_fine: bool) -> None:
    assert (host_fault(site_url="https://example.org", allowed_hosts=allowed) is None) == is_fine
    if allowed == [".example.org"]:
        assert host_fault(site_url="https://play.example.org", allowed_hosts=allowed) is None


def test_mails_need_a_way_out_and_a_sender() -> None:
    assert mail_faults(writes_files=False, folder="/mail", sender="no-reply@example.org") == []
    files, sender = mail_faults(writes_files=True, folder="/mail", sender="no-reply@localhost")
    assert "/mail" in files.sentence and "SMTP_URL" in files.remedy and "MAIL_FROM is 'no-reply@localhost'" in sender.sentence


def test_the_budget_is_the_one_in_the_docs() -> None:
    pages = [site.BASE_DIR / "docs/running.md", *(site.BASE_DIR / "docs/operation").glob("*.md")]
    text = "\n".join(page.read_text() for page in pages)
    found = re.search(r"together \| \| \| (\d+) of `max_connections` (\d+)", text)
    twice = re.search(r"count `site` and `game` twice, (\d+) in all", text)
    assert found and twice
    reserved, web = 3, COMPOSE.site * COMPOSE.site_pool + COMPOSE.game * COMPOSE.game_pool
    assert connections_needed(COMPOSE) == int(twice[1]) - reserved == int(found[1]) - reserved + web
    assert budget_fault(COMPOSE, allowed=int(found[2]), reserved=reserved) is None


def test_a_budget_beyond_max_connections_names_the_figures() -> None:
    needed = connections_needed(COMPOSE)
    assert budget_fault(COMPOSE, allowed=needed + 3, reserved=3) is None
    fault = budget_fault(COMPOSE, allowed=needed + 2, reserved=3)
    assert fault and str(needed) in fault.sentence and "game 2 × 8" in fault.sentence and not fault.stops


@pytest.mark.parametrize(("roles", "policy", "maxmemory", "words"), [
    (["cache"], "allkeys-lru", 9, []), (["cache"], "volatile-lfu", 9, []), (ALL, "noeviction", 9, []),
    (["limits", "broker"], "noeviction", 0, []), (["channels"], "noeviction", 9, []),
    (["cache"], "noeviction", 9, ["nothing new is cached"]), (["cache"], "allkeys-lru", 0, ["no maxmemory"]),
    (ALL, "allkeys-lru", 9, ["limits and broker and channels may vanish"]), (["broker"], "volatile-lru", 9, ["broker may vanish"]),
    (ALL, "volatile-lru", 0, ["may vanish", "no maxmemory"]),
])  # fmt: skip
def test_a_redis_and_its_roles(roles: list[str], policy: str, maxmemory: int, words: list[str]) -> None:
    found = role_findings(roles, policy=policy, maxmemory=maxmemory)
    assert len(found) == len(words) and all(word in str(fault) for word, fault in zip(words, found, strict=True))
    assert all(isinstance(fault, Fault) and not fault.stops for fault in found)


@pytest.mark.parametrize(("free", "inodes", "words", "stops"), [
    (LOW, 1, "", False), (LOW, None, "", False), (LOW - 1, 5, "nearly full", False), (FULL - 1, 5, "is full", True),
    (LOW, 0, "no more files", True), (0, 0, "is full", True),
])  # fmt: skip
def test_a_disk(free: int, inodes: int | None, words: str, stops: bool) -> None:
    fault = disk_fault("PAGES_ROOT", "/srv/pages", free=free, inodes=inodes)
    assert (fault is not None) == bool(words)
    assert fault is None or (words in fault.sentence and "/srv/pages" in fault.sentence and fault.stops == stops)


def test_a_database_that_takes_no_writes_and_one_without_tables_stop_serving() -> None:
    assert write_fault(False, False) is None and migration_fault([]) is None
    for fault, word in ((write_fault(True, True), "standby"), (write_fault(False, True), "read-only"),
                        (migration_fault(["game.0001", "game.0002"]), "2 migrations of this version: game.0001, game.0002.")):  # fmt: skip
        assert fault and fault.stops and word in fault.sentence and fault.remedy
    many = migration_fault([f"game.{number:04}" for number in range(9)])
    assert many and "game.0002 and 6 more" in many.sentence
