"""How live seeds are encrypted: each for the hash that was shown of it, so that none can be put in another's place."""

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
    """The seed itself, whether it is revealed or still in use: for whoever may know it (the dice, the operator)."""
    return seed.server_seed or decrypted(seed.encrypted_seed, seed.commit)
