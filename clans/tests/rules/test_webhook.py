"""Addresses that a webhook may have."""

import pytest

from clans.rules.webhook import is_public, parse_url
from game.rules.errors import GameError


@pytest.mark.parametrize("address", [
    "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "100.127.255.255", "0.0.0.0", "0.1.2.3", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
    "240.0.0.1", "255.255.255.255", "192.88.99.1", "::1", "::", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "::127.0.0.1", "fe80::1",
    "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "2002:7f00:1::1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2001::1",
    "100::1", "fec0::1", "localhost", "", "8.8.8", "0x7f.1",
])  # fmt: skip
def test_an_address_outside_the_public_network_is_none(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450:4001::1"])
def test_a_public_address_is_one(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("url", [
    "http://example.org/", "ftp://example.org/", "https://", "https:///x", "example.org", "https://a:b@example.org/",
    "https://example.org@evil.test/", "https://example.org:22/", "https://example.org:99999/", "https://example.org/#x",
    "https://exa mple.org/", "https://example.org/\r\nHost: x", "https://exämple.org/", "https://example.org\\@x/", "https://ex_ample.org/",
    "https://example.org./", f"https://example.org/{'x' * 300}", "https://[::1/", "",
])  # fmt: skip
def test_a_wrong_url_is_refused_by_its_field(url: str) -> None:
    with pytest.raises(GameError) as refused:
        parse_url(url)
    assert (refused.value.code, refused.value.field) == ("invalid", "url")


def test_a_url_in_parts() -> None:
    target = parse_url("https://Example.org:8443/a/b?c=1&d=2")
    assert (target.host, target.port, target.path) == ("example.org", 8443, "/a/b?c=1&d=2")
    assert parse_url("https://example.org").path == "/" and parse_url("https://example.org").port == 443
