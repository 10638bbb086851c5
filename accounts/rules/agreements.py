"""The versions of the texts that people agree to. A new version asks everybody once, so raise it only for more than spelling."""

from datetime import date

TERMS_VERSION, TERMS_DATE = 1, date(2026, 11, 29)
PRIVACY_VERSION, PRIVACY_DATE = 1, date(2026, 11, 29)


def are_current(terms: int, privacy: int) -> bool:
    """Whether these are the versions of today. Later ones count too: a newer release of the site may run beside this one."""
    return terms >= TERMS_VERSION and privacy >= PRIVACY_VERSION
