"""A character's seeds: the live one by its hash, the revealed ones whole."""

from msgspec import Struct

from game.models import DiceSeed


class Seed(Struct, frozen=True):
    """server_seed None: still in use. next_commit: the hash of the seed that comes after it."""

    commit: str
    next_commit: str
    client_seed: str
    fights: int
    server_seed: str | None


def seeds_of(character: int, limit: int = 10) -> list[Seed]:
    """The live seed first, then the latest revealed ones. One statement."""
    rows = DiceSeed.objects.filter(character_id=character).order_by("-pk")[:limit]
    return [Seed(s.commit, s.next_commit, s.client_seed, s.next_nonce, s.server_seed or None) for s in rows]
