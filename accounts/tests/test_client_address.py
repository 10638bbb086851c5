"""The address of a request, as our own proxies saw it."""

import pytest
from pytest_django import Settings

from accounts.client_address import client_address, network_of
from accounts.tests.make import request_from

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("proxies, forwarded, seen", [
    (0, "", "10.0.0.9"),
    (0, "1.2.3.4", "10.0.0.9"),
    (1, "1.2.3.4", "1.2.3.4"),
    (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
    (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
    (2, "1.2.3.4", "1.2.3.4"),
    (1, "", "10.0.0.9"),
    (1, "nonsense", "0.0.0.0"),
    (1, "1.2.3.4:5555", "1.2.3.4"),
    (1, "[2001:db8::1]:443", "2001:db8::1"),
])  # fmt: skip
def test_the_address_is_the_one_our_own_proxies_saw(settings: Settings, proxies: int, forwarded: str, seen: str) -> None:
    settings.TRUSTED_PROXY_COUNT = proxies
    assert client_address(request_from("10.0.0.9", forwarded)) == seen


def test_all_ipv6_addresses_of_a_64_network_count_as_one() -> None:
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2:ffff::1") != network_of("2001:db8:1:3::1")
    assert network_of("::ffff:1.2.3.4") == "1.2.3.4"
