"""A character's dice seeds: the live one by its hash, the revealed ones in full."""

from msgspec import Struct

from game.models import DiceSeed


class Seed(Struct, frozen=True):
    """commit: SHA-256 of the server seed; next_commit: of the seed after it. server_seed: None while the seed is in use."""

    commit: str
    next_commit: str
    client_seed: str
    fights: int
    server_seed: str | None


def seeds_of(character: int, limit: int = 10) -> list[Seed]:
    """The live seed first, then the latest revealed ones. One statement."""
    rows = DiceSeed.objects.filter(character_id=character).order_by("-pk")[:limit]
    return [Seed(s.commit, s.next_commit, s.client_seed, s.next_nonce, s.server_seed or None) for s in rows]
