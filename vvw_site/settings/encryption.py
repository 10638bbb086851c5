"""The keys that encrypt what is stored (vvw_site/foundation/keyring.py)."""

from django.core.exceptions import ImproperlyConfigured

from vvw_site.foundation.keyring import Keyring

from .env import env

NO_SECRET = ["dev:bm90LWEtc2VjcmV0LW9mLXByb2R1Y3Rpb24tLS0tLS0="]
"""For dev, test and bench, which may look at each other's data."""


def encryption_keys(default: list[str]) -> list[str]:
    """Those of ENCRYPTION_KEYS, checked; the default where it is not set. ImproperlyConfigured."""
    keys = [key for key in env.list("ENCRYPTION_KEYS", default=[]) if key.strip()] or default
    try:
        Keyring(keys)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"ENCRYPTION_KEYS: {error}. `manage.py rotate_encryption --new-key` prints a key (docs/settings.md)."
        ) from error
    return keys
