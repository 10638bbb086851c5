"""Encryption of live seeds: each is bound to its published hash, so that no other can be put in its place."""

from game.models import DiceSeed
from vvw_site.foundation.keyring import keyring


def encrypted(server_seed: str, commit: str) -> str:
    return keyring().encrypt(bytes.fromhex(server_seed), purpose_of(commit))


def decrypted(encrypted_seed: str, commit: str) -> str:
    """The seed whose hash is `commit`. CannotDecrypt. About 3 microseconds."""
    return keyring().decrypt(encrypted_seed, purpose_of(commit)).hex()


def purpose_of(commit: str) -> str:
    return f"dice seed {commit}"


def server_seed_of(seed: DiceSeed) -> str:
    """The seed in plain text, revealed or live: only for the dice and for operators."""
    return seed.server_seed or decrypted(seed.encrypted_seed, seed.commit)
