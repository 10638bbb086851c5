"""A checkout that was moved gets its world back when it asks for it, and never by itself."""

import os
from pathlib import Path

import pytest

from vvw_site.foundation.services import ServicesError, worlds
from vvw_site.foundation.services.instance_paths import CHECKOUT, CHECKOUT_FILE, checkout_key, instance_paths

GONE = "0123456789ab"


def make_world(home: Path, checkout: Path | None, mark: str) -> None:
    data = home / "dev" / "postgres"
    (data / "global").mkdir(parents=True)
    (data / "PG_VERSION").write_text("18\n")
    (data / "global" / "pg_control").write_text(mark)
    if checkout:
        (home / CHECKOUT_FILE).write_bytes(os.fsencode(checkout))


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of all worlds of a user."""
    for module in ("worlds", "instance_paths"):
        monkeypatch.setattr(f"vvw_site.foundation.services.{module}.data_home", lambda: tmp_path)
    return tmp_path


def mark() -> str:
    return (instance_paths("dev").postgres_data / "global" / "pg_control").read_text()


def test_a_new_checkout_names_the_worlds_of_checkouts_that_are_gone_and_takes_none(home: Path) -> None:
    assert worlds.hint() == ""
    make_world(home / GONE, home / "moved", "theirs")
    make_world(home / "unknown", None, "unknown")
    assert f"{GONE} (of {home / 'moved'}, last used " in worlds.hint()
    assert "unknown" not in worlds.hint()
    assert not instance_paths("dev").postgres_data.exists()


def test_a_checkout_adopts_a_world_and_its_own_is_moved_aside(home: Path) -> None:
    make_world(home / GONE, home / "moved", "theirs")
    make_world(home / checkout_key(), CHECKOUT, "own")
    assert worlds.hint() == ""
    aside = worlds.adopt(GONE)
    assert mark() == "theirs"
    assert aside and (aside / "postgres" / "global" / "pg_control").read_text() == "own"
    assert [world.words for world in worlds.worlds()] == [f"{CHECKOUT} (this checkout)"]


def test_a_world_whose_checkout_exists_or_that_is_not_there_is_refused(home: Path) -> None:
    (other := home / "other").mkdir()
    (other / "manage.py").touch()
    make_world(home / GONE, other, "theirs")
    with pytest.raises(ServicesError, match="which exists"):
        worlds.adopt(GONE)
    with pytest.raises(ServicesError, match="no world ffff"):
        worlds.adopt("ffff")


def test_each_start_writes_down_which_checkout_a_world_belongs_to(home: Path) -> None:
    instance_paths("dev").make()
    assert (home / checkout_key() / CHECKOUT_FILE).read_bytes() == os.fsencode(CHECKOUT)
