"""The servers that these tests share: two with uvicorn and one with daphne, started once."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from game.tests.realtime.servers import RoomServer, room_server


@pytest.fixture(scope="session")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rooms")


@pytest.fixture(scope="session")
def servers(rooms: Path, django_db_setup: None, django_db_blocker: object) -> Iterator[dict[str, RoomServer]]:
    with ExitStack() as stack:
        yield {
            "uvicorn": stack.enter_context(room_server("uvicorn", rooms)),
            "second": stack.enter_context(room_server("uvicorn", rooms)),
            "daphne": stack.enter_context(room_server("daphne", rooms)),
        }


@pytest.fixture(params=["uvicorn", "daphne"])
def server(request: pytest.FixtureRequest, servers: dict[str, RoomServer]) -> RoomServer:
    """Each test runs on both servers."""
    return servers[request.param]
