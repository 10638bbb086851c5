"""How mail leaves: to a file unless an SMTP server or a mail service is named."""

from email.utils import parseaddr

from django.core.exceptions import ImproperlyConfigured

from .env import BASE_DIR, env

SENDER = "Vampires vs Werewolves <no-reply@localhost>"
DEFAULT_FROM_EMAIL = env("MAIL_FROM", default=SENDER) or SENDER  # compose hands an empty one on
# Where players write to the staff; the sender's address where no other is named.
CONTACT_EMAIL = env("CONTACT_EMAIL", default="") or parseaddr(DEFAULT_FROM_EMAIL)[1]
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(BASE_DIR / ".local" / "mail")

SMTP_URL = env("SMTP_URL", default="")
MAIL_SERVICE = env("MAIL_SERVICE", default="")
MAIL_SERVICE_KEY = env("MAIL_SERVICE_KEY", default="")
SERVICE_KEYS = {
    "brevo": "BREVO_API_KEY",
    "mailgun": "MAILGUN_API_KEY",
    "postmark": "POSTMARK_SERVER_TOKEN",
    "resend": "RESEND_API_KEY",
    "sendgrid": "SENDGRID_API_KEY",
}

if MAIL_SERVICE:
    if MAIL_SERVICE not in SERVICE_KEYS or not MAIL_SERVICE_KEY:
        raise ImproperlyConfigured(f"MAIL_SERVICE is one of {', '.join(SERVICE_KEYS)}, with its MAIL_SERVICE_KEY.")
    EMAIL_BACKEND = f"anymail.backends.{MAIL_SERVICE}.EmailBackend"
    ANYMAIL = {SERVICE_KEYS[MAIL_SERVICE]: MAIL_SERVICE_KEY}
elif SMTP_URL:
    smtp = env.email_url_config(SMTP_URL)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = smtp["EMAIL_HOST"]
    EMAIL_PORT = smtp["EMAIL_PORT"] or 587
    EMAIL_HOST_USER = smtp["EMAIL_HOST_USER"] or ""
    EMAIL_HOST_PASSWORD = smtp["EMAIL_HOST_PASSWORD"] or ""
    EMAIL_USE_TLS = smtp.get("EMAIL_USE_TLS", False)
    EMAIL_USE_SSL = smtp.get("EMAIL_USE_SSL", False)
