"""Tests of rooms for whom sockets log in by the session of a browser: what they share."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

import pytest
from django.db import connections
from pytest_django import Settings

from vvw_site.settings import bench

R = TypeVar("R")


@pytest.fixture(autouse=True)
def keys_of_the_servers(settings: Settings) -> None:
    """A session of the test is one for the servers."""
    settings.SECRET_KEY = bench.SECRET_KEY


async def do(call: Callable[[], R]) -> R:
    """Something with statements, in a thread."""

    def run() -> R:
        try:
            return call()
        finally:
            connections.close_all()

    return await asyncio.to_thread(run)
