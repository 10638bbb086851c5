"""The versions of the texts that people agree to. A new version asks everybody once, so raise it only for more than spelling."""

from datetime import date

TERMS_VERSION, TERMS_DATE = 1, date(2026, 11, 29)
PRIVACY_VERSION, PRIVACY_DATE = 1, date(2026, 11, 29)
