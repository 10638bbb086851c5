"""Rotation of the encryption key for what the game stores encrypted: the live dice seeds."""

from django.db.models import Q, QuerySet

from accounts.registries.encrypted_data import EncryptedData, register
from game.models import DiceSeed
from game.queries.dice_seed import decrypted, encrypted


def register_all() -> None:
    register(EncryptedData("dice seeds", stale_seeds, renew_seed))


def stale_seeds(key: str) -> QuerySet[DiceSeed]:
    current = Q(encrypted_seed__startswith=f"{key}.", encrypted_next__startswith=f"{key}.")
    return DiceSeed.objects.filter(revealed_at=None).exclude(current)


def renew_seed(seed: DiceSeed) -> bool:
    """Encrypt a seed under the current key. A seed that was revealed since it was read stays as it is; then False."""
    as_read = DiceSeed.objects.filter(pk=seed.pk, encrypted_seed=seed.encrypted_seed, encrypted_next=seed.encrypted_next)
    return bool(as_read.update(
        encrypted_seed=encrypted(decrypted(seed.encrypted_seed, seed.commit), seed.commit),
        encrypted_next=encrypted(decrypted(seed.encrypted_next, seed.next_commit), seed.next_commit),
    ))  # fmt: skip
