"""What production refuses at its start, because it cannot work: a sentence for each, known from the settings alone."""

from urllib.parse import urlsplit

KEY_LENGTH, KEY_CHARACTERS = 50, 5
"""The same bounds as those of Django's own check."""
NEW_KEY = "python -c 'import secrets; print(secrets.token_urlsafe(48))'"


def secret_key_fault(key: str) -> str:
    """Empty for a key that cannot be guessed."""
    if len(key) < KEY_LENGTH:
        return (
            f"SECRET_KEY has {len(key)} characters, and with fewer than {KEY_LENGTH} it can be guessed: `{NEW_KEY}` prints a "
            "better one (docs/settings.md)."
        )
    if len(set(key)) < KEY_CHARACTERS or key.startswith("django-insecure-"):
        return f"SECRET_KEY is no random text, so it can be guessed: `{NEW_KEY}` prints a better one (docs/settings.md)."
    return ""


def site_url_fault(url: str) -> str:
    """Empty for an address that browsers can log in at: outside HTTPS they send none of production's cookies back."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        return (
            f"SITE_URL is {url!r}, and nobody could log in there: set it to the site's address, which begins with https:// "
            "(docs/settings.md)."
        )
    if parts.path or parts.query or parts.fragment:
        return f"SITE_URL is {url!r}, and links would be wrong: set it to the address without a slash or path at its end."
    return ""


def refusals(*, secret_key: str, site_url: str) -> list[str]:
    return [fault for fault in (secret_key_fault(secret_key), site_url_fault(site_url)) if fault]
