"""How many sockets a process and one address may have, and how often an address may open one."""

from pathlib import Path

import pytest
from pytest_django import Settings
from websockets.exceptions import InvalidStatus

from game.realtime.address_limits import AddressLimits, address_of
from game.tests.realtime.apart import run_apart
from game.tests.realtime.servers import message, room_server, write_state

ADDRESS = "192.0.2.1"


def test_an_address_has_so_many_sockets_and_another_one_has_its_own(settings: Settings) -> None:
    settings.SOCKETS_PER_ADDRESS = 2
    limits = AddressLimits()
    assert [limits.enter(ADDRESS) for _ in range(3)] == [True, True, False]
    assert limits.enter("192.0.2.2")
    limits.leave(ADDRESS)
    assert [limits.enter(ADDRESS), limits.enter(ADDRESS)] == [True, False]


def test_an_address_opens_so_many_in_a_minute(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SOCKET_HANDSHAKES_PER_MINUTE = 3
    now = 1000.0
    monkeypatch.setattr("game.realtime.address_limits.time.monotonic", lambda: now)
    limits, entered = AddressLimits(), []
    for _ in range(4):
        entered.append(limits.enter(ADDRESS))
        if entered[-1]:
            limits.leave(ADDRESS)
    assert entered == [True, True, True, False]
    now += 61
    assert limits.enter(ADDRESS)


def test_a_full_process_has_room_again_when_one_leaves(settings: Settings) -> None:
    settings.SOCKETS_PER_PROCESS = 2
    limits = AddressLimits()
    for address in (ADDRESS, "192.0.2.2"):
        assert not limits.is_full() and limits.enter(address)
    assert limits.is_full()
    limits.leave(ADDRESS)
    assert not limits.is_full()


def test_nothing_is_refused_where_limits_are_not_enforced(settings: Settings) -> None:
    settings.SOCKETS_PER_ADDRESS, settings.LIMITS_ENFORCED = 1, False
    limits = AddressLimits()
    assert all(limits.enter(ADDRESS) for _ in range(5))


def test_addresses_that_left_take_no_memory() -> None:
    limits = AddressLimits()
    limits.enter(ADDRESS)
    limits.leave(ADDRESS)
    assert not limits.open


@pytest.mark.parametrize(("trusted", "headers", "expected"), [
    (0, [(b"x-forwarded-for", b"203.0.113.9")], "10.0.0.1"),
    (1, [(b"x-forwarded-for", b"198.51.100.7, 203.0.113.9")], "203.0.113.9"),
    (1, [(b"x-forwarded-for", b"198.51.100.7"), (b"x-forwarded-for", b"203.0.113.9")], "203.0.113.9"),
    (1, [(b"x-forwarded-for", b"2001:db8:1:2:3:4:5:6")], "2001:db8:1:2::"),
    (1, [], "10.0.0.1"),
])  # fmt: skip
def test_the_address_is_the_clients_as_our_own_proxy_saw_it(
    settings: Settings, trusted: int, headers: list[tuple[bytes, bytes]], expected: str
) -> None:
    settings.TRUSTED_PROXY_COUNT = trusted
    assert address_of({"client": ("10.0.0.1", 5), "headers": headers}) == expected


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("kind", "too_many", "full"), [("uvicorn", 429, 503), ("daphne", 403, 403)])
def test_a_server_refuses_the_sockets_above_a_limit(rooms: Path, kind: str, too_many: int, full: int) -> None:
    async def refused(address: str) -> int:
        with pytest.raises(InvalidStatus) as refusal:
            await server.connect(60, additional_headers={"X-Forwarded-For": address})
        return refusal.value.response.status_code

    async def play() -> None:
        write_state(rooms, 60, 0)
        headers = {"X-Forwarded-For": "203.0.113.9"}
        async with server.connect(60, additional_headers=headers) as one, server.connect(60, additional_headers=headers) as two:
            assert (await message(one))["seq"] == (await message(two))["seq"] == 0
            assert await refused("203.0.113.9") == too_many
            async with server.connect(60, additional_headers={"X-Forwarded-For": "203.0.113.10"}) as other:
                assert (await message(other))["seq"] == 0
                assert await refused("203.0.113.11") == full

    enforced = {
        "DJANGO_SETTINGS_MODULE": "vvw_site.settings.test", "SOCKETS_PER_PROCESS": "3", "SOCKETS_PER_ADDRESS": "2",
        "TRUSTED_PROXY_COUNT": "1",
    }  # fmt: skip
    with room_server(kind, rooms, **enforced) as server:
        run_apart(play())
        assert "Traceback" not in server.log.read_text()
