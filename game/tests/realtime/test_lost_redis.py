"""Redis is killed, comes back empty, or hangs: sockets stay open, get the state meanwhile, and updates again afterwards."""

import asyncio
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from channels.layers import get_channel_layer

from game.realtime.hub import message_of
from game.realtime.publish import layer_prefix
from game.realtime.subscription import hubs_group
from game.tests.realtime.apart import run_apart
from game.tests.realtime.servers import RoomServer, message, room_server, update, write_state
from vvw_site.foundation.ports import free_port
from vvw_site.tests.own_redis import OwnRedis
from vvw_site.tests.tiers import until

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[OwnRedis]:
    server = OwnRedis(tmp_path)
    yield server
    server.kill()


def send(own_redis: OwnRedis, room: int, seq: int) -> None:
    """What `publish` sends, through this Redis."""
    with redis.Redis.from_url(own_redis.url) as client:
        client.publish("vvw__group__hub.0", get_channel_layer().serialize(message_of(f"test:{room}", update(seq))))


def logged(server: RoomServer, event: str) -> bool:
    return event in server.log.read_text()


def test_publish_uses_the_layers_own_name_for_the_group() -> None:
    async def name() -> str:
        return str(get_channel_layer()._get_layer()._get_group_channel_name(hubs_group()))

    assert run_apart(name()) == f"{layer_prefix()}__group__{hubs_group()}"


@pytest.mark.parametrize("kind", ["uvicorn", "daphne"])
def test_sockets_live_through_a_killed_redis(rooms: Path, own_redis: OwnRedis, kind: str) -> None:
    async def play(server: RoomServer) -> list[tuple[str, int]]:
        write_state(rooms, 40, 1)
        got = []
        async with server.connect(40) as socket:
            got.append(await message(socket))
            await asyncio.to_thread(until, lambda: logged(server, "hub_subscribed"), 10)
            write_state(rooms, 40, 2)
            send(own_redis, 40, 2)
            got.append(await message(socket))
            own_redis.kill()
            write_state(rooms, 40, 9)  # nobody can publish this
            got.append(await message(socket, 10))
            await asyncio.to_thread(until, lambda: logged(server, "hub_without_channel_layer"), 10)
            own_redis.start()
            await asyncio.to_thread(until, lambda: own_redis.subscribers() == 1, 15)
            write_state(rooms, 40, 10)
            send(own_redis, 40, 10)
            got.append(await message(socket, 10))
        return [(one["type"], one["seq"]) for one in got]

    with room_server(kind, rooms, REDIS_URL=own_redis.url, LOG_LEVEL="INFO") as server:
        got = run_apart(play(server))
        log = server.log.read_text()
    # The state 2 comes as an update, or as a snapshot if the hub, which has just subscribed, reads it first.
    assert [seq for _, seq in got] == [1, 2, 9, 10]
    assert (got[0][0], got[2][0]) == ("test.snapshot", "test.snapshot")
    assert log.count("hub_without_channel_layer") == 1, log


def test_a_redis_that_hangs_is_noticed(rooms: Path, own_redis: OwnRedis) -> None:
    """It is stopped, not killed: its connections stay open, and nothing arrives."""

    async def play(server: RoomServer) -> int:
        write_state(rooms, 41, 1)
        async with server.connect(41) as socket:
            await message(socket)
            await asyncio.to_thread(until, lambda: own_redis.subscribers() == 1, 10)
            own_redis.process.send_signal(signal.SIGSTOP)
            write_state(rooms, 41, 5)
            began = time.monotonic()
            seq: int = (await message(socket, 20))["seq"]
            assert time.monotonic() - began < 12
            own_redis.process.send_signal(signal.SIGCONT)
            return seq

    with room_server("uvicorn", rooms, REDIS_URL=own_redis.url, LOG_LEVEL="INFO") as server:
        assert run_apart(play(server)) == 5


def test_a_process_without_redis_gives_its_own_frames_to_its_sockets(tmp_path: Path) -> None:
    async def play(server: RoomServer) -> list[int]:
        write_state(tmp_path, 77, 0)
        async with server.connect(77) as socket:
            return [(await message(socket))["seq"] for _ in range(10)]

    with room_server("uvicorn", tmp_path, REDIS_URL=f"redis://127.0.0.1:{free_port()}/0") as server:
        seqs = run_apart(play(server))
    assert seqs == list(range(seqs[0], seqs[0] + 10))
