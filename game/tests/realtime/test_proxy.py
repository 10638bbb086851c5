"""Sockets through the real proxy (deploy/nginx/vvw.conf): it passes them on, sticky by room, and names no product."""

import asyncio
from pathlib import Path

import pytest
from websockets.asyncio.client import connect

from game.tests.realtime.apart import run_apart
from game.tests.realtime.servers import RoomServer, advance, message, write_state
from vvw_site.tests.proxies import NGINX, NO_NGINX, proxy

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.skipif(not NGINX, reason=NO_NGINX)
def test_a_room_is_watched_through_the_proxy_and_its_sockets_go_to_one_process(
    servers: dict[str, RoomServer], rooms: Path, tmp_path: Path
) -> None:
    both = f"{servers['uvicorn'].port}; server 127.0.0.1:{servers['second'].port}"  # two lines of the upstream
    before = [servers[name].caller().figures()("sockets_open", route="test") for name in ("uvicorn", "second")]

    async def play(port: int) -> tuple[list[int], list[float]]:
        write_state(rooms, 70, 3)
        url = f"ws://127.0.0.1:{port}/ws/test/70/"
        sockets = [await connect(url, compression=None, ping_interval=None) for _ in range(6)]
        for socket in sockets:
            assert (await message(socket))["seq"] == 3
            assert socket.response and not socket.response.headers.get("Server")
        await asyncio.to_thread(advance, rooms, 70, 4)
        seqs = [(await message(socket))["seq"] for socket in sockets]
        figures = [await asyncio.to_thread(servers[name].caller().figures) for name in ("uvicorn", "second")]
        for socket in sockets:
            await socket.close()
        return seqs, [now("sockets_open", route="test") - was for now, was in zip(figures, before, strict=True)]

    with proxy(tmp_path, {"sockets": both}, limit=4) as front:
        seqs, opened = run_apart(play(front.port))
    assert seqs == [4] * 6
    assert sorted(opened) == [0, 6]
