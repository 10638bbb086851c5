"""What a browser may do with our pages."""

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE

from .identity import GOOGLE_ENABLED

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        # A form that leads on to Google's page counts as sent there.
        "form-action": [SELF, "https://accounts.google.com"] if GOOGLE_ENABLED else [SELF],
        "frame-ancestors": [NONE],
    }
}
# The admin's theme computes expressions in attributes and sets inline styles; nothing outside /admin/ may.
ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
