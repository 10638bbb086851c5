"""The stored test vectors, as tests read them."""

import json
from pathlib import Path
from typing import Any, TypedDict

FOLDER = Path(__file__).resolve().parent.parent / "vectors"


class DiceVector(TypedDict):
    server_seed: str
    commit: str
    client_seed: str
    nonce: int
    faces: int
    rolls: list[int]


class HuntVector(TypedDict):
    server_seed: str
    client_seed: str
    nonce: int
    met: str
    inputs: dict[str, Any]
    outcome: dict[str, Any]


class HitVector(TypedDict):
    server_seed: str
    client_seed: str
    nonce: int
    inputs: dict[str, Any]
    outcome: dict[str, Any]


def dice_vectors() -> list[DiceVector]:
    found: list[DiceVector] = json.loads((FOLDER / "dice.json").read_text())
    assert found
    return found


def hunts_file(version: int) -> Path:
    return FOLDER / f"hunts_v{version}.json"


def hunt_vectors(version: int) -> list[HuntVector]:
    """The hunts of a version of the rules."""
    found: list[HuntVector] = json.loads(hunts_file(version).read_text())
    assert found
    return found


def hits_file(version: int) -> Path:
    return FOLDER / f"hits_v{version}.json"


def hit_vectors(version: int) -> list[HitVector]:
    """The hits of a version of the rules of raids."""
    found: list[HitVector] = json.loads(hits_file(version).read_text())
    assert found
    return found
