"""The keys that encrypt what is stored (vvw_site/foundation/keyring.py)."""

from django.core.exceptions import ImproperlyConfigured

from vvw_site.foundation.keyring import Keyring

from . import declared

NO_SECRET = ["dev:bm90LWEtc2VjcmV0LW9mLXByb2R1Y3Rpb24tLS0tLS0="]
"""A public key for dev, test and bench, which may read each other's data."""


def encryption_keys(default: list[str]) -> list[str]:
    """The keys in ENCRYPTION_KEYS, or the default if it is not set. Raises ImproperlyConfigured for keys that cannot work."""
    keys = [key for key in declared.ENCRYPTION_KEYS.value() if key.strip()] or default
    try:
        Keyring(keys)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"ENCRYPTION_KEYS: {error}. `manage.py rotate_encryption --new-key` prints a key (docs/settings.md)."
        ) from error
    return keys
