"""HTTP headers of the static pages: the content security policy, and how long a browser may cache a file.

deploy/nginx/ sets the same headers; a test compares.
"""

from game.content import wiki_urls

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Vary": "Accept-Encoding",
}
IMMUTABLE = "public, max-age=31536000, immutable"
"""For files whose names contain a hash of their content."""
REVALIDATE = "public, max-age=300, must-revalidate"


def cache_control(path: str) -> str:
    """path: of the address, such as wiki_urls.ITEMS."""
    return IMMUTABLE if path.startswith(wiki_urls.ASSETS) else REVALIDATE
