"""Ports for servers that a test or a measurement starts on this machine."""

import random
import socket

LOWEST, HIGHEST = 20_000, 32_000
"""Below the ports that Linux gives to outgoing connections (from 32768), so that none of these can take a port between the search
for it and the server's start."""


def free_port() -> int:
    """A port of the loopback address on which nobody listens. Raises OSError if there is none."""
    candidates = random.SystemRandom().sample(range(LOWEST, HIGHEST), 1000)
    for port in candidates:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) and _bindable(port):
                return port
    raise OSError(f"None of {len(candidates):,} ports from {LOWEST} to {HIGHEST} is free.")


def _bindable(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
